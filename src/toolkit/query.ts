import { createSource, type Diagnostic, diagnosticAt, isError, type Source, span } from "../diagnostics/index.ts";
import type { FieldTable, FieldType } from "../event/field-type.ts";
import { familyOf } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import { defaultFields, mappingFields } from "../event/schema.ts";
import type { Lowered } from "../languages/language.ts";
import { LANGUAGES, languageOf } from "../languages/table.ts";
import type { Plan } from "../plan/plan.ts";
import { type CompiledEsqlQuery, compileEsqlText, type EsqlOptions } from "./esql-query.ts";
import { createQueryError } from "./query-error.ts";
import { assumeFields, learnFields, watchFields } from "./query-fields.ts";
import { compileSearch, type JudgeFactory, type QueryResult, type Search, type SearchSettings } from "./query-search.ts";

export interface QueryOptions {
  /**
   * The `properties` of an Elasticsearch mapping. With it fields exist as it says: in KQL and Lucene a field that it lacks
   * matches nothing. In EQL such a name is looked for in the documents of a search, as dynamic mapping adds it while they
   * are indexed in their order: its first value decides its type (a string is text with a `keyword` sub-field, or a date;
   * a whole number a long, a fraction a float; `dynamic` of an object is heeded), and it is an error where no document has
   * it. Without a mapping the ECS fields are known.
   */
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
  /**
   * Warnings, and an error for each field that the mapping lacks and that the query cannot do without: `search` finds it
   * in the documents, or throws. A query with any other error is never compiled.
   */
  readonly diagnostics: readonly Diagnostic[];
  readonly ast: Ast;
  /** What the query means by the mapping alone: of what it lacks, optional fields are null in it and others of unknown kind. */
  readonly plan: Plan;
  /**
   * Names in the query (EQL) that `search` looks for in its documents, since the mapping lacks them. Without a mapping there
   * are none.
   */
  readonly unmapped: readonly string[];
  /**
   * Runs the query over all the documents given, in one list or several, as Elasticsearch's search does: order of time
   * (then tiebreaker, then as they come), the newest `size` events or sequences, the first `size` samples in order of
   * key. Documents are not changed and come back as the same objects; those without a readable time come last among
   * events and take no part in sequences. `_index`, `_id` and `_version` on them are metadata. An optional field
   * (`?name`) that neither the mapping nor a document has is null.
   * @throws {QueryError} under a mapping, when a field that EQL needs is neither in it nor in a document, or turns out to
   *   be of a type that the query cannot use it as
   */
  search<Document extends object>(...documents: readonly Iterable<Document>[]): QueryResult<Document>;
}

/**
 * Compiles one query. The language is named as in rule files: `eql`, `kuery` (or `kql`), `lucene`, `esql` (whose search gives
 * columns and rows).
 * @throws {QueryError} when the query has an error: `diagnostics` has all that was found. Fields that the mapping lacks
 *   are no such error, since the documents may have them. Nothing else is thrown but a RangeError for a `size` or
 *   `maxSamplesPerKey` that is no count.
 */
export function compileQuery(language: "esql", text: string, options?: EsqlOptions): CompiledEsqlQuery;
export function compileQuery(language: string, text: string, options?: QueryOptions): CompiledQuery;
export function compileQuery(language: string, text: string, options: QueryOptions & EsqlOptions = {}): CompiledQuery | CompiledEsqlQuery {
  if (language === "esql") return compileEsqlText(text, options);
  checkCount("size", options.size, 0);
  checkCount("maxSamplesPerKey", options.maxSamplesPerKey, 1);
  const fields = options.fields ?? (options.mapping ? mappingFields(options.mapping) : defaultFields());
  const query = parseQuery(language, createSource("query", text), options.eventCategoryField);
  const watched = query.learnsFields ? watchFields(fields) : { table: fields, names: new Set<string>() };
  if (options.tiebreakerField !== undefined) watched.table.get(options.tiebreakerField);
  const lowered = query.lower(watched.table);
  const unmapped = [...watched.names];
  const plan = unmapped.length === 0 ? settledPlan(lowered) : assumedPlan(query, fields, lowered);
  const search =
    unmapped.length === 0 ? compileSearch(plan, settingsOf(options, fields)) : searchLearning(query, fields, unmapped, options);
  return {
    diagnostics: lowered.diagnostics,
    ast: query.ast,
    plan,
    unmapped,
    search: <Document extends object>(...documents: readonly Iterable<Document>[]): QueryResult<Document> =>
      search(documents as readonly Iterable<JsonObject>[]) as QueryResult<Document & JsonObject>,
  };
}

/** A text that has been parsed, if with faults, to be lowered against one table of fields or another. */
interface ParsedQuery {
  readonly ast: unknown;
  readonly optional: ReadonlySet<string>;
  readonly learnsFields: boolean;
  lower(fields: FieldTable): Lowered;
}

function parseQuery(name: string, source: Source, categoryField: string | undefined): ParsedQuery {
  const language = languageOf(name);
  if (!language) {
    const hint = `the languages are ${LANGUAGES.map(({ id }) => `\`${id}\``).join(", ")}`;
    throw createQueryError([diagnosticAt(source, span(0, 0), "T9010", `there is no query language \`${name}\``, { hint })]);
  }
  const parsed = language.parse(source);
  if (parsed.ast === undefined) throw createQueryError(parsed.diagnostics);
  return {
    ast: parsed.ast,
    optional: language.optionalFields?.(parsed.ast) ?? new Set(),
    learnsFields: language.learnsFields === true,
    lower: (fields) => {
      const lowered = language.lower(parsed, { fields, ...(categoryField !== undefined && { categoryField }) });
      return { ...lowered, diagnostics: [...new Set([...parsed.diagnostics, ...lowered.diagnostics])] };
    },
  };
}

function settledPlan({ plan, diagnostics }: Lowered): Plan {
  if (!plan || diagnostics.some(isError)) throw createQueryError(diagnostics);
  return plan;
}

/** The plan in which what the documents may add is there. What is wrong even so, no document can mend. */
function assumedPlan(query: ParsedQuery, fields: FieldTable, lowered: Lowered): Plan {
  const assumed = query.lower(assumeFields(fields, query.optional));
  const errors = assumed.diagnostics.filter(isError);
  if (assumed.plan && errors.length === 0 && !lowered.diagnostics.some(isFinal)) return assumed.plan;
  const told = new Set(lowered.diagnostics.map(placeOf));
  throw createQueryError([...lowered.diagnostics, ...errors.filter((error) => !told.has(placeOf(error)))]);
}

const UNKNOWN_FIELD = "T6001";
const isFinal = (diagnostic: Diagnostic): boolean => isError(diagnostic) && diagnostic.code !== UNKNOWN_FIELD;
const placeOf = ({ code, span: at }: Diagnostic): string => `${code}:${at?.start}:${at?.end}`;

/** A search that first learns from the documents what the mapping lacks. The query is compiled once for equal fields. */
function searchLearning(query: ParsedQuery, fields: FieldTable, unmapped: readonly string[], options: QueryOptions): Search {
  const wanted = new Set(unmapped);
  const compiled = new Map<string, Search>();
  return (lists) => {
    const documents = lists.flatMap((list) => [...list]);
    const { key, table } = learnFields(fields, wanted, documents);
    let search = compiled.get(key);
    if (!search) compiled.set(key, (search = compileSearch(settledPlan(query.lower(table)), settingsOf(options, table))));
    return search([documents]);
  };
}

function settingsOf(options: QueryOptions, fields: FieldTable): SearchSettings {
  const { timestampField = "@timestamp", tiebreakerField, size, maxSamplesPerKey, now, judge } = options;
  return {
    timestamp: dateField(fields, timestampField),
    tiebreaker: tiebreakerField === undefined ? undefined : knownField(fields, tiebreakerField),
    size,
    maxSamplesPerKey,
    now,
    judge,
  };
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
