import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { HttpError } from "../http/http-error.ts";
import type { Call } from "../http/route.ts";
import type { SearchFound, SearchTask } from "../queries/messages.ts";
import { objectOf } from "../queries/search.ts";
import type { Service } from "../service.ts";
import { checkIndices, indicesOf } from "./index-names.ts";

const DEFAULT_SIZE = 10;
/** As Elasticsearch's `index.max_result_window`. */
const MOST = 10_000;
/** As Elasticsearch's `track_total_hits`. */
const COUNTED = 10_000;
const LONGEST_MS = 30_000;

/** What a search request may hold; the second half changes nothing here. */
const KNOWN = ["query", "sort", "from", "size", "_source", "aggs", "aggregations", "track_total_hits"];
const HARMLESS = ["timeout", "track_scores", "version", "seq_no_primary_term", "stored_fields", "profile"];

/** `_search` and `_count` over stored events, in a thread of their own. @throws {HttpError} as Elasticsearch would refuse it */
export async function runSearch(call: Call, service: Service, more: Partial<SearchTask> = {}): Promise<SearchFound> {
  const task = { ...readTask(call), ...more };
  if (call.query["ignore_unavailable"] !== "true") checkIndices(task.indices, service);
  try {
    return (await service.queries.run(task, call.signal)) as SearchFound;
  } catch (error) {
    if (error instanceof HttpError && error.type === "bad_query")
      throw new HttpError(400, "parsing_exception", error.wire[0]?.message ?? error.message);
    throw error;
  }
}

function readTask({ params, query, body }: Call): SearchTask {
  const asked = objectOf(body as Json) ?? {};
  const stray = Object.keys(asked).find((key) => !KNOWN.includes(key) && !HARMLESS.includes(key));
  if (stray !== undefined) throw refused(`unknown key [${stray}] in a search request: it is not supported here`);
  if (asked["query"] !== undefined && !isJsonObject(asked["query"])) throw refused("[query] is an object with one clause");
  const from = whole("from", query["from"] ?? asked["from"] ?? 0);
  const size = whole("size", query["size"] ?? asked["size"] ?? DEFAULT_SIZE);
  if (from + size > MOST)
    throw refused(`Result window is too large, from + size must be less than or equal to: [${MOST}] but was [${from + size}]`);
  return {
    kind: "search",
    indices: indicesOf(params["index"]),
    query: objectOf(asked["query"]),
    text: query["q"],
    from,
    size,
    sort: sortOf(query["sort"]?.split(",") ?? asked["sort"]),
    ...sourceOf(query, asked["_source"]),
    aggregations: objectOf(asked["aggs"] ?? asked["aggregations"]),
    counted: countedOf(query["track_total_hits"] ?? asked["track_total_hits"]),
    longestMs: LONGEST_MS,
  };
}

const refused = (reason: string): HttpError => new HttpError(400, "illegal_argument_exception", reason);

function whole(name: string, value: Json): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw refused(`[${name}] parameter is a whole number from 0`);
  return number;
}

/** `"field"`, `"field:desc"`, `{field: "desc"}`, `{field: {order: "desc"}}`, alone or in a list; `_score` and `_doc` order nothing here. */
function sortOf(sort: Json | undefined): SearchTask["sort"] {
  const keys: readonly Json[] = sort === undefined ? [] : Array.isArray(sort) ? sort : [sort];
  return keys
    .flatMap((key): SortPair[] => {
      if (typeof key === "string") return [pairOf(key)];
      if (!isJsonObject(key)) throw refused("[sort] is a field, or an object of one");
      return Object.entries(key).map(([field, how]): SortPair => [field, isJsonObject(how) ? how["order"] : how]);
    })
    .filter(([field]) => field !== "_score" && field !== "_doc")
    .map(([field, order = "asc"]) => {
      if (order !== "asc" && order !== "desc") throw refused(`[sort]: an order is asc or desc, not [${String(order).slice(0, 40)}]`);
      return { field, descending: order === "desc" };
    });
}

type SortPair = readonly [field: string, order: Json | undefined];

function pairOf(text: string): SortPair {
  const at = text.lastIndexOf(":");
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function sourceOf(query: Call["query"], written: Json | undefined): Pick<SearchTask, "includes" | "excludes"> {
  const given = query["_source"] ?? written;
  const parts = isJsonObject(given) ? given : {};
  const lists = {
    includes: textsOf(query["_source_includes"] ?? parts["includes"] ?? parts["include"]),
    excludes: textsOf(query["_source_excludes"] ?? parts["excludes"] ?? parts["exclude"]),
  };
  if (given === false || given === "false") return NO_SOURCE;
  return given === undefined || given === true || given === "true" || isJsonObject(given) ? lists : { ...lists, includes: textsOf(given) };
}

/** `_source: false` */
const NO_SOURCE: Pick<SearchTask, "includes" | "excludes"> = { includes: [], excludes: ["*"] };

const textsOf = (value: Json | undefined): readonly string[] =>
  value === undefined ? [] : Array.isArray(value) ? value.map(String) : String(value).split(",");

function countedOf(value: Json | undefined): number {
  if (value === undefined) return COUNTED;
  if (value === true || value === "true") return Infinity;
  return value === false || value === "false" ? 0 : whole("track_total_hits", value);
}

/** What Elasticsearch answers to a search. */
export function searchAnswer(
  found: SearchFound,
  { took, isSorted, isCounted }: { took: number; isSorted: boolean; isCounted: boolean },
): JsonObject {
  const score = isSorted ? null : 1;
  return {
    took: Math.round(took),
    timed_out: found.isTimedOut,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: {
      ...(isCounted && { total: { value: found.total, relation: found.isLeast ? "gte" : "eq" } }),
      max_score: found.hits.length > 0 ? score : null,
      hits: found.hits.map(({ index, id, sort, source }) => ({
        _index: index,
        _id: id,
        _score: score,
        ...(Object.keys(source).length > 0 && { _source: source }),
        ...(isSorted && { sort: [...sort] }),
      })),
    },
    ...(found.aggregations && { aggregations: found.aggregations }),
  };
}
