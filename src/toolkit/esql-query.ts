import { createSource, type Diagnostic, isError } from "../diagnostics/index.ts";
import type { FieldTable } from "../event/field-type.ts";
import { compileIndexPatterns, indexOf } from "../event/index-name.ts";
import type { JsonObject } from "../event/json.ts";
import { defaultFields, mappingFields } from "../event/schema.ts";
import { esql } from "../languages/table.ts";
import { compilePredicate, createRecord, setRecord } from "../matcher/compile.ts";
import type { EsqlFailure } from "../matcher/esql/scope.ts";
import { compileEsqlQuery, type EsqlCells, type EsqlQuery, type EsqlSearch } from "../operators/esql/query.ts";
import { EsqlWarnings, placeOf } from "../operators/esql/warnings.ts";
import type { EsqlColumn, EsqlCommand, EsqlFrom, EsqlOp } from "../plan/esql.ts";
import { combine } from "../plan/esql-combine.ts";
import { pushDown } from "../plan/esql-pushdown.ts";
import { type GivenTables, readyTables } from "../operators/esql/ready-tables.ts";
import { createQueryError } from "./query-error.ts";
import type { Judge, JudgeFactory } from "./query-search.ts";

/** What an ES|QL query gives. */
export interface EsqlResult {
  readonly columns: readonly EsqlColumn[];
  /** By column: null, boolean, number, bigint (a long past 2^53), text (dates as ISO 8601, addresses canonical) or a list of these. */
  readonly rows: readonly EsqlCells[];
  /** As Elasticsearch words them: `Line 1:20: evaluation of [f == "a"] failed, …`. */
  readonly warnings: readonly string[];
}

export interface EsqlOptions extends GivenTables {
  /** The `properties` of an Elasticsearch mapping: then there are no other fields. Without it the ECS fields are known. */
  readonly mapping?: JsonObject | undefined;
  readonly fields?: FieldTable | undefined;
  /** What `now()` gives, epoch milliseconds. Default: when `search` is called. */
  readonly now?: number | undefined;
  /** Rows at the most where the query has no LIMIT, and where it has one. Default 1000 and 10 000, as Elasticsearch's. */
  readonly size?: number | undefined;
  /** What judges the conditions that directly follow the source. Default: they are judged with the rows, and warn. */
  readonly judge?: JudgeFactory | undefined;
}

/** An ES|QL query that is ready to run. */
export interface CompiledEsqlQuery {
  readonly diagnostics: readonly Diagnostic[];
  readonly ast: unknown;
  readonly plan: EsqlOp;
  /**
   * Runs the query over documents. Where a document says its `_index` (or its data stream), FROM's patterns choose; `_id`,
   * `_index` and `_version` are what METADATA gives.
   */
  search<Document extends object>(...documents: readonly Iterable<Document>[]): EsqlResult;
  /** Begins a search to which documents come one by one. */
  begin(tap?: (command: number) => void): RunningEsql;
}

/** A search that is going on. */
export interface RunningEsql {
  /** False: it needs no more documents. */
  push(document: JsonObject): boolean;
  /** Documents whose index FROM does not name. */
  readonly skipped: number;
  finish(): EsqlResult;
}

const DEFAULT_ROWS = 1_000;
const MAX_ROWS = 10_000;

/** @throws {QueryError} when the query has an error: `diagnostics` has all that was found */
export function compileEsqlText(text: string, options: EsqlOptions = {}): CompiledEsqlQuery {
  const fields = options.fields ?? (options.mapping ? mappingFields(options.mapping) : defaultFields());
  const { schemas, data } = readyTables(options, fields);
  const parsed = esql.parse(createSource("query", text));
  const { rows: op, diagnostics } = esql.lower(parsed, { fields, tables: schemas });
  if (!op || diagnostics.some(isError)) throw createQueryError(diagnostics);
  const joined = combine(op);
  const run = options.judge ? pushDown(joined) : joined;
  const limited: EsqlOp = { ...run, commands: [...run.commands, ...implicitLimit(op, options.size)] };
  const query = compileEsqlQuery(limited, data);
  const begin = (tap?: (command: number) => void): RunningEsql => beginSearch(op, query, run.source, diagnostics, options, tap);
  return {
    diagnostics,
    ast: parsed.ast,
    plan: op,
    begin,
    search: (...documents) => {
      const search = begin();
      for (const list of documents) for (const document of list) if (!search.push(document as JsonObject)) return search.finish();
      return search.finish();
    },
  };
}

/** One row more than is shown, so that it is known whether there were more. */
function implicitLimit({ commands }: EsqlOp, size: number | undefined): readonly EsqlCommand[] {
  const most = rowsAtMost(commands, size);
  return most === Number.POSITIVE_INFINITY ? [] : [{ kind: "limit", count: most + 1 }];
}

const rowsAtMost = (commands: readonly EsqlCommand[], size: number | undefined): number =>
  size ?? (commands.some(({ kind }) => kind === "limit") ? MAX_ROWS : DEFAULT_ROWS);

function beginSearch(
  op: EsqlOp,
  query: EsqlQuery,
  source: EsqlOp["source"],
  diagnostics: readonly Diagnostic[],
  options: EsqlOptions,
  tap: ((command: number) => void) | undefined,
): RunningEsql {
  const warnings = new EsqlWarnings(op.text);
  const now = options.now ?? Date.now();
  const search = query.search(now, (failure) => warnings.add(failure), tap);
  const size = rowsAtMost(op.commands, options.size);
  const finish = (): EsqlResult => {
    const { columns, rows } = search.finish();
    const cut = rows.length > size;
    const told = [
      ...toldBefore(diagnostics, op.text),
      ...warnings.lines,
      ...(cut && options.size === undefined ? [cutText(op.commands, size)] : []),
    ];
    return { columns, rows: cut ? rows.slice(0, size) : rows, warnings: told };
  };
  if (source.kind === "row") return { push: () => false, skipped: 0, finish };
  const judge = options.judge ? options.judge([source.where]) : judgeOf(source.where, (failure) => warnings.add(failure));
  return Object.assign(pusher(source, search, now, judge), { finish });
}

function pusher({ patterns }: EsqlFrom, search: EsqlSearch, now: number, judge: Judge): Omit<RunningEsql, "finish"> {
  const accepts = compileIndexPatterns(patterns);
  let skipped = 0;
  return {
    get skipped() {
      return skipped;
    },
    push: (document) => {
      if (!accepts(indexOf(document))) {
        skipped++;
        return true;
      }
      judge.run(document, now);
      return judge.matched(0) ? search.push(document) : true;
    },
  };
}

/** Judges one document after another, and warns. */
function judgeOf(where: EsqlFrom["where"], warn: (failure: EsqlFailure) => void): Judge {
  const test = compilePredicate(where);
  const record = createRecord(undefined, undefined, undefined, warn);
  return { run: (document, now) => setRecord(record, document, now), matched: () => test(record) };
}

/** What was known before any row, and that Elasticsearch tells with the results. */
const TOLD_WITH_RESULTS: ReadonlySet<string> = new Set(["T5040", "T5046"]);

const toldBefore = (diagnostics: readonly Diagnostic[], text: string): readonly string[] =>
  diagnostics
    .filter(({ code }) => TOLD_WITH_RESULTS.has(code))
    .map(({ span, message }) => (span ? `Line ${placeOf(text, span.start)}: ${message}` : message));

const cutText = (commands: readonly EsqlCommand[], size: number): string =>
  commands.some(({ kind }) => kind === "limit")
    ? `More rows than [${size}], which is the most`
    : `No limit defined, adding default limit of [${size}]`;
