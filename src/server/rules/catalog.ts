import type { Diagnostic } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";
import { loadExceptions } from "../../rules/exceptions/load.ts";
import type { ExceptionList } from "../../rules/exceptions/model.ts";
import { loadRules, loadRuleText } from "../../rules/load.ts";
import type { Rule, RuleState } from "../../rules/model.ts";
import { loadValueLists } from "../../rules/value-lists/load.ts";
import type { ValueList, ValueLists } from "../../rules/value-lists/model.ts";
import { VALUE_LIST_TYPES } from "../../rules/value-lists/model.ts";
import type { Database } from "../../store/database.ts";
import { exceptionStore } from "../../store/exceptions.ts";
import { type SavedRule, savedRuleStore } from "../../store/saved-rules.ts";

/** Where rules and what is bound to them come from, besides the database. */
export interface CatalogPaths {
  readonly rules: readonly string[];
  readonly exceptions: readonly string[];
  readonly valueLists: readonly string[];
  /** Threat indicators for indicator-match rules. */
  readonly indicators: readonly string[];
}

/** A rule and where it stands. */
export interface CatalogRule {
  /** With the state that the service gives it. */
  readonly rule: Rule;
  /** Its row in the database, where it was made or changed through the service. */
  readonly saved: SavedRule | undefined;
  /** The file's rule, where there is one. */
  readonly file: Rule | undefined;
}

/** All rules as they count now: the files', with what was saved through the service before them. */
export interface Catalog {
  readonly rules: readonly CatalogRule[];
  /** Those that run. */
  readonly active: readonly Rule[];
  readonly exceptions: readonly (ExceptionList | JsonObject)[];
  readonly valueLists: ValueLists;
  readonly problems: readonly Diagnostic[];
}

/** Reads everything anew. Never throws on a bad rule, file or list: that is in `problems`. */
export async function loadCatalog(paths: CatalogPaths, database: Database): Promise<Catalog> {
  const files = await loadRules(paths.rules);
  const exceptions = paths.exceptions.length > 0 ? await loadExceptions(paths.exceptions) : { lists: [], problems: [] };
  const values = paths.valueLists.length > 0 ? await loadValueLists(paths.valueLists) : { lists: new Map(), problems: [] };
  const { rules, problems } = withSaved(files.rules, savedRuleStore(database).all());
  const stored = exceptionStore(database);
  return {
    rules,
    active: rules.flatMap(({ rule }) => (rule.state === "active" ? [rule] : [])),
    exceptions: [...exceptions.lists, ...stored.lists(), ...stored.items()],
    valueLists: new Map([...values.lists, ...storedValueLists(database)]),
    problems: [...files.problems, ...exceptions.problems, ...values.problems, ...problems],
  };
}

function withSaved(
  files: readonly Rule[],
  saved: readonly SavedRule[],
): { rules: readonly CatalogRule[]; problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const byId = new Map<string, CatalogRule>(files.map((file) => [file.id, { rule: file, saved: undefined, file }]));
  for (const row of saved) {
    const file = byId.get(row.ruleId)?.file;
    const own = row.text === null ? undefined : loadRuleText(savedName(row), row.text);
    problems.push(...(own?.problems ?? []));
    const rule = own?.rules[0] ?? file;
    if (rule) byId.set(row.ruleId, { rule: withState(rule, row.enabled), saved: row, file });
  }
  return { rules: [...byId.values()], problems };
}

/** What faults of a saved rule are reported under. */
export const savedName = ({ ruleId, format }: Pick<SavedRule, "ruleId" | "format">): string => `saved/${ruleId}.${format}`;

function withState(rule: Rule, enabled: boolean | null): Rule {
  const state: RuleState = enabled === null ? rule.state : enabled ? "active" : "disabled";
  return state === rule.state ? rule : { ...rule, state };
}

function storedValueLists(database: Database): readonly [string, ValueList][] {
  const stored = exceptionStore(database);
  return stored.valueLists().map((list) => {
    const id = String(list["id"]);
    const type = VALUE_LIST_TYPES.find((known) => known === list["type"]) ?? "keyword";
    return [id, { id, type, values: stored.values(id).map(({ value }) => value) }];
  });
}
