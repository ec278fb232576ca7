import { dirname, resolve } from "node:path";
import { type Diagnostic, isError } from "../../diagnostics/index.ts";
import type { FieldTable } from "../../event/field-type.ts";
import { isJsonObject } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { defaultFields, extendFields, mappingFields } from "../../event/schema.ts";
import { readEvents } from "../../formats/input/read.ts";
import type { IndicatorDocument } from "../../operators/indicator-match-document.ts";
import { exceptionsFor } from "../../rules/exceptions/bind.ts";
import { loadExceptions } from "../../rules/exceptions/load.ts";
import type { ExceptionList } from "../../rules/exceptions/model.ts";
import type { MlJob } from "../../rules/ml-jobs/model.ts";
import type { Rule } from "../../rules/model.ts";
import { loadValueLists } from "../../rules/value-lists/load.ts";
import type { ValueList, ValueLists } from "../../rules/value-lists/model.ts";
import { loadIndicators } from "../indicators.ts";
import { SchemaFileError, schemaFields } from "../schema-file.ts";
import type { CaseReader } from "./case-reader.ts";
import { CASE_LIST } from "./exception-items.ts";
import type { CaseFile, Given, RuleCase } from "./model.ts";
import type { PreparedCase } from "./outcome.ts";

/** Gets what the cases of one file name; faults go to the file's reader. Files are read once. */
export class Fixtures {
  readonly #reader: CaseReader;
  readonly #folder: string;
  readonly #loaded = new Map<string, Promise<unknown>>();
  /** Paths that were asked for. */
  readonly reads = new Set<string>();

  constructor(reader: CaseReader) {
    this.#reader = reader;
    this.#folder = dirname(reader.source.name);
  }

  /** Undefined where something is missing, which is told. */
  async prepare(rule: Rule, fields: FieldTable, ruleCase: RuleCase, mlJobs: readonly MlJob[] = []): Promise<PreparedCase | undefined> {
    const before = this.#reader.problems.length;
    const { index, maxSignals } = ruleCase;
    const valueLists = await this.#valueLists(ruleCase.valueLists);
    const prepared: PreparedCase = {
      rule,
      fields,
      ...(index !== undefined && { index }),
      ...(maxSignals !== undefined && { maxSignals }),
      events: await this.#events(ruleCase.events),
      history: await this.#events(ruleCase.history),
      mlJobs,
      anomalies: await this.#events(ruleCase.anomalies),
      indicators: await this.#indicators(ruleCase.indicators, ruleCase.clock),
      exceptions: await this.#exceptions(ruleCase.exceptions, rule, valueLists, fields),
      valueLists,
    };
    return this.#reader.problems.slice(before).some(isError) ? undefined : prepared;
  }

  /** The built-in field types and those of the case file. */
  async fields(schema: CaseFile["schema"]): Promise<FieldTable> {
    if (!schema) return defaultFields();
    if (!isGiven(schema)) {
      const properties = Object.fromEntries(Object.entries(schema).map(([name, type]) => [name, isJsonObject(type) ? type : { type }]));
      return extendFields(defaultFields(), mappingFields(properties).expand("*"));
    }
    if (schema.kind === "inline") return defaultFields();
    try {
      return await schemaFields(this.#paths(schema));
    } catch (error) {
      if (!(error instanceof SchemaFileError)) throw error;
      this.#tell(schema.path, error.diagnostics);
      return defaultFields();
    }
  }

  async #events(given: Given<EventDocument> | undefined): Promise<readonly EventDocument[]> {
    if (!given) return [];
    if (given.kind === "inline") return given.items;
    return this.#once("events", given, async (paths, problems) => {
      const events: EventDocument[] = [];
      for await (const event of readEvents(paths, { onProblem: (problem) => void problems.push(problem) })) events.push(event);
      return events;
    });
  }

  async #indicators(given: Given<EventDocument> | undefined, clock: number): Promise<readonly IndicatorDocument[]> {
    if (!given) return [];
    if (given.kind === "inline") return given.items;
    return this.#once("indicators", given, async (paths, problems) => {
      const { documents } = await loadIndicators(paths, { now: clock, onProblem: (problem) => void problems.push(problem) });
      return documents;
    });
  }

  async #valueLists(given: Given<ValueList> | undefined): Promise<ValueLists> {
    if (!given) return new Map();
    if (given.kind === "inline") return new Map(given.items.map((list) => [list.id, list]));
    return this.#once("value lists", given, async (paths, problems) => {
      const loaded = await loadValueLists(paths);
      problems.push(...loaded.problems);
      return loaded.lists;
    });
  }

  async #exceptions(
    given: RuleCase["exceptions"],
    rule: Rule,
    valueLists: ValueLists,
    fields: FieldTable,
  ): Promise<readonly ExceptionList[]> {
    if (!given) return [];
    const own = given.kind === "inline";
    const lists: readonly ExceptionList[] = own
      ? [{ id: CASE_LIST, name: "exceptions of the case", type: "detection", ruleIds: [rule.id], items: given.items }]
      : await this.#once("exceptions", given, async (paths, problems) => {
          const loaded = await loadExceptions(paths);
          problems.push(...loaded.problems);
          return loaded.lists;
        });
    const { except, diagnostics } = exceptionsFor(rule, lists, valueLists, { fields });
    this.#reader.problems.push(...diagnostics.filter(isError));
    if (!own && except.length === 0) {
      const hint = "a list binds to the rules that name it in `exceptions_list`, or that its file names in `rule_ids`";
      this.#reader.fault("T1312", given.path, "no exception in these files is bound to the rule", hint);
    }
    return lists;
  }

  /** Reads files the first time they are named; an error there is the case file's. */
  async #once<T>(
    kind: string,
    given: Extract<Given<never>, { kind: "files" }>,
    load: (paths: readonly string[], problems: Diagnostic[]) => Promise<T>,
  ): Promise<T> {
    const paths = this.#paths(given);
    const key = `${kind}\u0000${paths.join("\u0000")}`;
    const known = this.#loaded.get(key);
    if (known) return known as Promise<T>;
    const problems: Diagnostic[] = [];
    const loading = load(paths, problems);
    this.#loaded.set(key, loading);
    const value = await loading;
    this.#tell(given.path, problems);
    return value;
  }

  #paths({ paths }: { readonly paths: readonly string[] }): readonly string[] {
    const resolved = paths.map((path) => resolve(this.#folder, path));
    for (const path of resolved) this.reads.add(path);
    return resolved;
  }

  #tell(path: string, problems: readonly Diagnostic[]): void {
    for (const { message, hint, location } of problems.filter(isError)) {
      this.#reader.fault("T1312", path, message, hint ?? location?.file);
    }
  }
}

const isGiven = (schema: NonNullable<CaseFile["schema"]>): schema is Given<never> =>
  "kind" in schema && ("items" in schema || "paths" in schema);
