import type { Diagnostic } from "../../diagnostics/index.ts";
import type { FieldTable } from "../../event/field-type.ts";
import type { JsonObject } from "../../event/json.ts";
import type { LowerEnv } from "../../languages/language.ts";
import { type GivenTables, readyTables } from "../../operators/esql/ready-tables.ts";
import { loadExceptions } from "../../rules/exceptions/load.ts";
import type { ExceptionList } from "../../rules/exceptions/model.ts";
import { RuleFileMemory } from "../../rules/file-memory.ts";
import { type LoadResult, loadRules, loadRuleText } from "../../rules/load.ts";
import type { Rule, RuleState } from "../../rules/model.ts";
import { loadValueLists } from "../../rules/value-lists/load.ts";
import type { ValueList, ValueLists } from "../../rules/value-lists/model.ts";
import { VALUE_LIST_TYPES } from "../../rules/value-lists/model.ts";
import type { Database } from "../../store/database.ts";
import { exceptionStore } from "../../store/exceptions.ts";
import { readTables, type TableFiles } from "../../toolkit/local-tables.ts";
import { schemaFields } from "../../toolkit/schema-file.ts";
import { type SavedRule, savedRuleStore } from "../../store/saved-rules.ts";

/** Where rules and what is bound to them come from, besides the database. */
export interface CatalogPaths {
  readonly rules: readonly string[];
  readonly exceptions: readonly string[];
  readonly valueLists: readonly string[];
  /** Threat indicators for indicator-match rules. */
  readonly indicators: readonly string[];
  /** Files of field types. Read once. */
  readonly schema?: readonly string[];
  /** Rows that ES|QL joins with. Read once. */
  readonly tables?: TableFiles;
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
  readonly surroundings: Surroundings;
  readonly problems: readonly Diagnostic[];
}

/** What queries may name besides events' fields in ECS: the same as long as the service runs. */
export interface Surroundings {
  /** Types of fields. */
  readonly fields: FieldTable;
  /** Rows that ES|QL joins with. */
  readonly tables: GivenTables;
  /** What queries are compiled against. */
  readonly env: LowerEnv;
  /** What was skipped in the files of tables. */
  readonly problems: readonly Diagnostic[];
}

/** What rules said when they were last read: those that stay as they are, are the same objects in the next catalogue. */
export class CatalogMemory {
  readonly files: RuleFileMemory = new RuleFileMemory();
  #surroundings: Surroundings | undefined;
  readonly #saved = new Map<string, { readonly text: string; readonly content: LoadResult }>();
  readonly #inState = new WeakMap<Rule, Rule>();

  /** @throws {SchemaFileError} for files of field types that cannot be used */
  async surroundings({ schema = [], tables: files = NO_TABLES }: CatalogPaths): Promise<Surroundings> {
    if (this.#surroundings) return this.#surroundings;
    const problems: Diagnostic[] = [];
    const fields = await schemaFields(schema);
    const tables = await readTables(files, (problem) => void problems.push(problem));
    this.#surroundings = { fields, tables, env: { fields, tables: readyTables(tables, fields).schemas }, problems };
    return this.#surroundings;
  }

  /** What the text of a saved rule says. */
  read(name: string, text: string): LoadResult {
    const known = this.#saved.get(name);
    if (known?.text === text) return known.content;
    const content = loadRuleText(name, text);
    this.#saved.set(name, { text, content });
    return content;
  }

  /** The rule in another state than its own. */
  inState(rule: Rule, state: RuleState): Rule {
    let other = this.#inState.get(rule);
    if (other?.state !== state) this.#inState.set(rule, (other = { ...rule, state }));
    return other;
  }

  /** Forgets what other saved rules said. */
  keepOnly(names: ReadonlySet<string>): void {
    for (const name of this.#saved.keys()) if (!names.has(name)) this.#saved.delete(name);
  }
}

const NO_TABLES: TableFiles = { lookups: [], policies: [] };

/** Reads what has changed. Never throws on a bad rule, file or list: that is in `problems`. */
export async function loadCatalog(paths: CatalogPaths, database: Database, memory: CatalogMemory): Promise<Catalog> {
  const surroundings = await memory.surroundings(paths);
  const files = await loadRules(paths.rules, { memory: memory.files });
  const exceptions = paths.exceptions.length > 0 ? await loadExceptions(paths.exceptions) : { lists: [], problems: [] };
  const values = paths.valueLists.length > 0 ? await loadValueLists(paths.valueLists) : { lists: new Map(), problems: [] };
  const { rules, problems } = withSaved(files.rules, savedRuleStore(database).all(), memory);
  const stored = exceptionStore(database);
  return {
    rules,
    active: rules.flatMap(({ rule }) => (rule.state === "active" ? [rule] : [])),
    exceptions: [...exceptions.lists, ...stored.lists(), ...stored.items()],
    valueLists: new Map([...values.lists, ...storedValueLists(database)]),
    surroundings,
    problems: [...surroundings.problems, ...files.problems, ...exceptions.problems, ...values.problems, ...problems],
  };
}

function withSaved(
  files: readonly Rule[],
  saved: readonly SavedRule[],
  memory: CatalogMemory,
): { rules: readonly CatalogRule[]; problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const byId = new Map<string, CatalogRule>(files.map((file) => [file.id, { rule: file, saved: undefined, file }]));
  for (const row of saved) {
    const file = byId.get(row.ruleId)?.file;
    const own = row.text === null ? undefined : memory.read(savedName(row), row.text);
    problems.push(...(own?.problems ?? []));
    const rule = own?.rules[0] ?? file;
    if (rule) byId.set(row.ruleId, { rule: withState(rule, row.enabled, memory), saved: row, file });
  }
  memory.keepOnly(new Set(saved.map(savedName)));
  return { rules: [...byId.values()], problems };
}

/** What faults of a saved rule are reported under. */
export const savedName = ({ ruleId, format }: Pick<SavedRule, "ruleId" | "format">): string => `saved/${ruleId}.${format}`;

function withState(rule: Rule, enabled: boolean | null, memory: CatalogMemory): Rule {
  const state: RuleState = enabled === null ? rule.state : enabled ? "active" : "disabled";
  return state === rule.state ? rule : memory.inState(rule, state);
}

function storedValueLists(database: Database): readonly [string, ValueList][] {
  const stored = exceptionStore(database);
  return stored.valueLists().map((list) => {
    const id = String(list["id"]);
    const type = VALUE_LIST_TYPES.find((known) => known === list["type"]) ?? "keyword";
    return [id, { id, type, values: stored.values(id).map(({ value }) => value) }];
  });
}
