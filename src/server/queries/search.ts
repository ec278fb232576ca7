import { isError } from "../../diagnostics/index.ts";
import type { FieldTable } from "../../event/field-type.ts";
import { compileGlob } from "../../event/glob.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { compilePath } from "../../event/path.ts";
import { parseTime } from "../../event/time.ts";
import { lowerDsl } from "../../languages/dsl/index.ts";
import { languageOf } from "../../languages/table.ts";
import { compileMatcher } from "../../matcher/compile.ts";
import { allOf } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { eventTime, type EventStore } from "../../store/events.ts";
import { compileQuery } from "../../toolkit/query.ts";
import { aggregate } from "../kibana/aggregations/aggregate.ts";
import type { QuerySurroundings } from "./finder.ts";
import type { SearchFound, SearchTask } from "./messages.ts";
import { QueryFault } from "./query-fault.ts";
import { compileSourceFilter } from "./source-filter.ts";
import { ALL_TIME, spanOfQuery } from "./time-span.ts";

/** Documents that aggregations are computed over, at the most: of more they are refused, not guessed. */
export const MOST_AGGREGATED = 10_000;

/**
 * A search request over stored events, the latest frames first, as long as it may. Where time is over it says so, and gives what it has.
 * @throws {QueryError} for a query string with a fault
 * @throws {QueryFault} for a query that is not understood
 * @throws {HttpError} 400 for aggregations that are not computed here
 */
export function search(task: SearchTask, events: EventStore, { fields }: Pick<QuerySurroundings, "fields">): SearchFound {
  const { size, from, counted, sort, aggregations, longestMs } = task;
  const started = performance.now();
  const now = Date.now();
  const predicate = predicateOf(task, fields);
  const matcher = compileMatcher([predicate]);
  const isOfIndex = indexTest(task.indices);
  const held = createTop(from + size, compileOrder(task, fields));
  const aggregated: EventDocument[] = [];
  let total = 0;
  let isTimedOut = false;
  const isEnough = (): boolean => sort.length === 0 && aggregations === undefined && total >= Math.max(counted, from + size);
  for (const batch of events.scan(spanOfQuery(task.query, now))) {
    for (const event of batch) {
      if (!isOfIndex(String(event["_index"] ?? ""))) continue;
      matcher.run(event, now);
      if (!matcher.matched(0)) continue;
      total++;
      held.add(event);
      if (aggregations !== undefined && aggregated.push(event) > MOST_AGGREGATED) throw tooMany();
    }
    if (isEnough()) break;
    isTimedOut = performance.now() - started > longestMs;
    if (isTimedOut) break;
  }
  const isLeast = isTimedOut || (isEnough() && total >= counted);
  const keep = compileSourceFilter(task.includes, task.excludes);
  return {
    total,
    isLeast,
    isTimedOut,
    hits: held
      .best()
      .slice(from)
      .map(({ item: { _index: index, _id: id, ...source }, keys }) => ({
        index: String(index ?? ""),
        id: String(id ?? ""),
        sort: keys,
        source: keep(source),
      })),
    ...(aggregations !== undefined && { aggregations: aggregate(aggregations, aggregated) }),
  };
}

const tooMany = (): QueryFault =>
  new QueryFault(`aggregations are computed over ${MOST_AGGREGATED} documents at the most, and this query finds more; ask about less`, []);

/** Of `query` and `q`. */
function predicateOf({ query, text }: SearchTask, fields: FieldTable): Predicate {
  const lucene = (source: string): Predicate => {
    const { root } = compileQuery("lucene", source, { fields }).plan;
    if (root.kind !== "filter") throw new Error("invariant: a Lucene query is a test of one event");
    return root.where;
  };
  const parts: Predicate[] = text === undefined ? [] : [lucene(text)];
  if (query !== undefined) {
    const { predicate, diagnostics } = lowerDsl(query, { fields }, undefined, languageOf("lucene"));
    const faults = diagnostics.filter(isError);
    if (faults.length > 0 || !predicate) throw new QueryFault(faults[0]?.message ?? "the query is not understood", faults);
    parts.push(predicate);
  }
  return allOf(parts);
}

/** Names and patterns of indices as Elasticsearch reads them: `*` for any text, a `-` before what is left out. */
export function indexTest(names: readonly string[]): (index: string) => boolean {
  const wanted = names.filter((name) => !name.startsWith("-")).map((name) => compileGlob(name === "_all" ? "*" : name));
  const unwanted = names.filter((name) => name.startsWith("-")).map((name) => compileGlob(name.slice(1)));
  return (index) => (wanted.length === 0 || wanted.some((test) => test(index))) && !unwanted.some((test) => test(index));
}

interface Placed {
  readonly item: EventDocument;
  readonly keys: readonly Json[];
}

interface Order {
  keysOf(event: EventDocument): readonly Json[];
  compare(a: Placed, b: Placed): number;
}

/** By the fields asked for, what lacks them last; else, and where they are equal, the newest first. */
function compileOrder({ sort }: SearchTask, fields: FieldTable): Order {
  const readers = sort.map(({ field }) => {
    const { path = field, kind = "unknown" } = fields.get(field) ?? {};
    const read = compilePath(path);
    return (event: EventDocument): Json => {
      const [value = null] = read(event);
      return kind === "date" && value !== null ? (parseTime(value) ?? null) : value;
    };
  });
  return {
    keysOf: (event) => readers.map((read) => read(event)),
    compare(a, b) {
      for (const [i, { descending }] of sort.entries()) {
        const [x = null, y = null] = [a.keys[i], b.keys[i]];
        if (x === y) continue;
        if (x === null || y === null) return x === null ? 1 : -1;
        return x < y === descending ? 1 : -1;
      }
      return (eventTime(b.item) ?? ALL_TIME.from) - (eventTime(a.item) ?? ALL_TIME.from);
    },
  };
}

/** The first few in an order, of as many as come. */
function createTop(size: number, { keysOf, compare }: Order): { add(item: EventDocument): void; best(): readonly Placed[] } {
  const most = Math.max(64, size * 3);
  let held: Placed[] = [];
  return {
    add(item) {
      if (size === 0) return;
      held.push({ item, keys: keysOf(item) });
      // Now and then, for it costs a sort.
      if (held.length > most) held = held.sort(compare).slice(0, size);
    },
    best: () => held.sort(compare).slice(0, size),
  };
}

/** `{ query: … }` and its like hold an object. */
export const objectOf = (value: Json | undefined): JsonObject | undefined => (isJsonObject(value) ? value : undefined);
