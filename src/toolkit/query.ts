import { createSource, type Diagnostic, diagnosticAt, isError, type Source, span } from "../diagnostics/index.ts";
import type { FieldTable, FieldType } from "../event/field-type.ts";
import { familyOf } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import { defaultFields, mappingFields } from "../event/schema.ts";
import type { Lowered } from "../languages/language.ts";
import { LANGUAGES, languageOf } from "../languages/table.ts";
import type { Plan } from "../plan/plan.ts";
import { createQueryError } from "./query-error.ts";
import { compileSearch, type JudgeFactory, type QueryResult } from "./query-search.ts";

export interface QueryOptions {
  /** The `properties` of an Elasticsearch mapping. With it fields exist as it says; without, the ECS fields are known. */
  readonly mapping?: JsonObject | undefined;
  /** A field table to use instead of `mapping` or the built-in one. */
  readonly fields?: FieldTable | undefined;
  /** The field that orders events and that maxspan counts in. Default `@timestamp`. */
  readonly timestampField?: string | undefined;
  /** Orders events of equal time, those without it last. */
  readonly tiebreakerField?: string | undefined;
  /** EQL's category field. Default `event.category`. */
  readonly eventCategoryField?: string | undefined;
  /** Most results: events, sequences or samples. Default 10; `Infinity` for all. */
  readonly size?: number | undefined;
  /** Most samples of one key. Default 1. */
  readonly maxSamplesPerKey?: number | undefined;
  /** What `now` means in date math, in epoch milliseconds. Default: when `search` is called. */
  readonly now?: number | undefined;
  /** What judges predicates. Default: the compiled matcher; the reference interpreter gives the same verdicts slowly. */
  readonly judge?: JudgeFactory | undefined;
}

/** A query that is ready to run. */
export interface CompiledQuery<Ast = unknown> {
  /** Warnings; a query with an error is never compiled. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ast: Ast;
  readonly plan: Plan;
  /**
   * Runs the query over all the documents given, in one list or several, as Elasticsearch's search does: order of time
   * (then tiebreaker, then as they come), the newest `size` events or sequences, the first `size` samples in order of
   * key. Documents are not changed and come back as the same objects; those without a readable time come last among
   * events and take no part in sequences. `_index`, `_id` and `_version` on them are metadata.
   */
  search<Document extends object>(...documents: readonly Iterable<Document>[]): QueryResult<Document>;
}

/**
 * Compiles one query. The language is named as in rule files: `eql`, `kuery` (or `kql`), `lucene`.
 * @throws {QueryError} when the query has an error: `diagnostics` has all that was found. Nothing else is thrown but a
 *   RangeError for a `size` or `maxSamplesPerKey` that is no count.
 */
export function compileQuery(language: string, text: string, options: QueryOptions = {}): CompiledQuery {
  checkCount("size", options.size, 0);
  checkCount("maxSamplesPerKey", options.maxSamplesPerKey, 1);
  const fields = options.fields ?? (options.mapping ? mappingFields(options.mapping) : defaultFields());
  const source = createSource("query", text);
  const { ast, plan, diagnostics } = compilePlan(language, source, fields, options.eventCategoryField);
  if (ast === undefined || !plan || diagnostics.some(isError)) throw createQueryError(diagnostics);
  const { timestampField = "@timestamp", tiebreakerField, size, maxSamplesPerKey, now, judge } = options;
  const search = compileSearch(plan, {
    timestamp: dateField(fields, timestampField),
    tiebreaker: tiebreakerField === undefined ? undefined : knownField(fields, tiebreakerField),
    size,
    maxSamplesPerKey,
    now,
    judge,
  });
  return {
    diagnostics,
    ast,
    plan,
    search: <Document extends object>(...documents: readonly Iterable<Document>[]): QueryResult<Document> =>
      search(documents as readonly Iterable<JsonObject>[]) as QueryResult<Document & JsonObject>,
  };
}

interface Compiled extends Lowered {
  readonly ast?: unknown;
}

function compilePlan(name: string, source: Source, fields: FieldTable, categoryField: string | undefined): Compiled {
  const language = languageOf(name);
  if (!language) {
    const hint = `the languages are ${LANGUAGES.map(({ id }) => `\`${id}\``).join(", ")}`;
    return { diagnostics: [diagnosticAt(source, span(0, 0), "T9010", `there is no query language \`${name}\``, { hint })] };
  }
  const parsed = language.parse(source);
  if (parsed.ast === undefined || parsed.diagnostics.some(isError)) return parsed;
  const lowered = language.lower(parsed, { fields, ...(categoryField !== undefined && { categoryField }) });
  return { ast: parsed.ast, ...lowered, diagnostics: [...parsed.diagnostics, ...lowered.diagnostics] };
}

const knownField = (fields: FieldTable, name: string): FieldType => fields.get(name) ?? { name, path: name, kind: "unknown" };

/** Times are read by the mapping's formats where the field is a date there, else by Elasticsearch's default ones. */
function dateField(fields: FieldTable, name: string): FieldType {
  const known = fields.get(name);
  return known && familyOf(known.kind) === "date" ? known : { name, path: known?.path ?? name, kind: "date" };
}

function checkCount(name: string, count: number | undefined, least: number): void {
  if (count === undefined || count === Number.POSITIVE_INFINITY || (Number.isInteger(count) && count >= least)) return;
  throw new RangeError(`${name} must be a whole number of at least ${least}, not ${count}`);
}
