import type { Json } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { compileMatcher } from "../../matcher/compile.ts";
import { operatorOf } from "../../operators/table.ts";
import { eventTime } from "../../store/events.ts";
import { type CompiledQuery, compileQuery } from "../../toolkit/query.ts";
import type { CompiledEsqlQuery, EsqlResult } from "../../toolkit/esql-query.ts";
import type { QueryResult } from "../../toolkit/query-search.ts";
import type { Diagnostic } from "../../diagnostics/index.ts";
import type { Surroundings } from "../rules/catalog.ts";
import type { HuntRows } from "../wire/hunt.ts";
import type { HuntTask } from "./messages.ts";

/** Takes the events of a time, the latest first, and gives what a query finds in them. */
export interface Finder {
  readonly diagnostics: readonly Diagnostic[];
  /** What it finds in earlier events comes after what it has: nothing is lost where another goes on. */
  readonly isByEvent: boolean;
  /** Gives those that count as found: where the query looks at several events at once, those that it needs. */
  take(events: readonly EventDocument[]): readonly EventDocument[];
  /** `enough`: no other event changes what it found. `full`: it can hold no more. */
  readonly state: "wanting" | "enough" | "full";
  finish(): HuntRows;
}

/** What queries may name besides fields of ECS. */
export type QuerySurroundings = Pick<Surroundings, "fields" | "tables">;

/** Events held at the most, for queries that look at several at once. */
const MOST_HELD = 200_000;

/** @throws {QueryError} for a query with a fault */
export function createFinder({ language, query, size, to }: HuntTask, { fields, tables }: QuerySurroundings): Finder {
  const now = Math.min(to, Date.now());
  return language === "esql"
    ? esqlFinder(compileQuery("esql", query, { now, fields, ...tables }))
    : eventFinder(compileQuery(language, query, { size, now, fields }), { size, now });
}

function eventFinder(compiled: CompiledQuery, { size, now }: { readonly size: number; readonly now: number }): Finder {
  const { root, pipes } = compiled.plan;
  const predicates = operatorOf(root).predicates(root);
  const matcher = compileMatcher(predicates);
  const isByEvent = root.kind === "filter" && pipes.length === 0;
  const most = isByEvent ? size : MOST_HELD;
  const held: EventDocument[] = [];
  let state: Finder["state"] = "wanting";
  const fits = (event: EventDocument): boolean => {
    matcher.run(event, now);
    return predicates.some((_, i) => matcher.matched(i));
  };
  return {
    diagnostics: compiled.diagnostics,
    isByEvent,
    take(events) {
      const found = events.filter(fits);
      for (const event of found) held.push(event);
      if (held.length > most) {
        if (!isByEvent) state = "full";
        // The newest are kept; now and then, for it costs a sort.
        if (!isByEvent || held.length > 2 * most) newestFirst(held).length = most;
      }
      return found;
    },
    get state() {
      return state;
    },
    finish: () => (isByEvent ? { kind: "events", events: newestFirst(held).slice(0, most) } : rowsOf(compiled.search(newestFirst(held)))),
  };
}

/** ES|QL takes events one by one, and holds what its commands hold. */
function esqlFinder(query: CompiledEsqlQuery): Finder {
  const search = query.begin();
  let state: Finder["state"] = "wanting";
  return {
    diagnostics: query.diagnostics,
    isByEvent: false,
    take(events) {
      for (const event of newestFirst([...events])) if (!search.push(event)) state = "enough";
      return events;
    },
    get state() {
      return state;
    },
    finish: () => tableOf(search.finish()),
  };
}

function rowsOf(result: QueryResult<EventDocument>): HuntRows {
  if ("events" in result) return { kind: "events", events: result.events };
  return { kind: "sequences", sequences: result.sequences.map(({ joinKeys, events }) => ({ joinKeys: joinKeys.map(keyText), events })) };
}

const tableOf = ({ columns, rows, warnings }: EsqlResult): HuntRows => ({
  kind: "table",
  columns: columns.map(({ name, type }) => ({ name, type })),
  rows: rows.map((row) => row.map(cell)),
  warnings,
});

const keyText = (key: unknown): string | null => (key === null || key === undefined ? null : String(key));
/** A long past 2^53 travels as text. */
const cell = (value: unknown): Json =>
  typeof value === "bigint" ? value.toString() : Array.isArray(value) ? value.map(cell) : (value as Json);

const newestFirst = (events: EventDocument[]): EventDocument[] => events.sort((a, b) => (eventTime(b) ?? 0) - (eventTime(a) ?? 0));
