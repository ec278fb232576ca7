import type { FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import type { Matcher } from "../matcher/compile.ts";
import type { Predicate } from "../plan/predicate.ts";
import type { ExceptOp, IndicatorMatchOp } from "../plan/rule-plan.ts";
import { compileAdmission } from "./indicator-match-admission.ts";
import { type Column, createColumn } from "./indicator-match-column.ts";
import { type Enrichment, MAX_ENRICHMENTS } from "./indicator-match-enrichment.ts";
import { compileGroup, type Hit } from "./indicator-match-group.ts";
import type { TermIndexes } from "./indicator-match-indexes.ts";
import type { HeldIndicator, IndicatorStore } from "./indicator-match-store.ts";
import type { TermIndex } from "./indicator-match-terms.ts";

/** What the rules of one index have in common. */
export interface SharedParts {
  readonly store: IndicatorStore;
  readonly indexes: TermIndexes;
  /** Where stored objects stand: a rule's path is known by its place here. */
  readonly paths: readonly string[];
  /** Takes the predicates that are judged on each indicator. */
  readonly predicates: Predicate[];
}

/** Counters of one rule's matching. */
export interface IndicatorStats {
  /** Indicators that can match an event. */
  indicators: number;
  /** Alerts that would have more enrichments than `MAX_ENRICHMENTS`. */
  clipped: number;
}

/** One rule's view of the indicators. */
export interface RuleIndicators {
  readonly stats: IndicatorStats;
  /** Field paths that must be kept of its indicators for conditions on the clock; undefined: all of them. */
  readonly timedPaths: readonly string[] | undefined;
  /** Whether the rule's conditions let the indicator count at some time. `matcher` has run on it. */
  accepts(matcher: Matcher, index: string | undefined): boolean;
  /** Takes an accepted indicator's values in; false where it has none that an event could equal. */
  index(ordinal: number, document: JsonObject): boolean;
  /** Completes an indicator that is kept. `matcher` has run on it. */
  add(ordinal: number, document: JsonObject, matcher: Matcher): void;
  match(document: JsonObject, now: number | undefined): readonly Enrichment[];
}

export function createRuleIndicators(op: IndicatorMatchOp, except: readonly ExceptOp[], shared: SharedParts): RuleIndicators {
  const { store } = shared;
  const admission = compileAdmission(op, except, shared.predicates);
  const { columnOf, asked, refused } = createColumns(op, shared.indexes);
  const groups = op.groups.map((group) => compileGroup(group, columnOf));
  const pathNumber = shared.paths.indexOf(op.path);
  const stats: IndicatorStats = { indicators: 0, clipped: 0 };
  let generation = 0;

  const match = (document: JsonObject, now: number | undefined): readonly Enrichment[] => {
    if (stats.indicators === 0) return NO_ENRICHMENTS;
    generation++;
    const counts = (ordinal: number): boolean => admission.holds(ordinal, now, store) && !store.hasExpired(ordinal, now);
    const hits: Hit[] = [];
    let more = false;
    for (const group of groups) if (group.match(document, generation, counts, MAX_ENRICHMENTS, hits)) more = true;
    if (hits.length === 0) return NO_ENRICHMENTS;
    const distinct = inOrder(hits);
    if (more || distinct.length > MAX_ENRICHMENTS) stats.clipped++;
    return distinct.slice(0, MAX_ENRICHMENTS).map((hit) => enrichment(hit, store.get(hit.ordinal), pathNumber));
  };

  return {
    stats,
    timedPaths: admission.timedPaths,
    accepts: admission.accepts,
    index: (ordinal, document) => {
      let taken = false;
      for (const index of asked) if (index.add(ordinal, document)) taken = true;
      return taken;
    },
    add: (ordinal, document, matcher) => {
      for (const index of refused) index.add(ordinal, document);
      admission.add(ordinal, matcher);
      stats.indicators++;
    },
    match,
  };
}

const NO_ENRICHMENTS: readonly Enrichment[] = Object.freeze([]);

/** The columns of all groups, each pair of fields once. */
function createColumns(op: IndicatorMatchOp, indexes: TermIndexes) {
  const fields = [...new Set(op.groups.flatMap(({ entries }) => entries.map(({ field }) => field.name)))];
  const columns = new Map<string, Column>();
  const asked = new Set<TermIndex>();
  const refused = new Set<TermIndex>();
  const columnOf = (event: FieldType, value: FieldType, every: boolean): Column => {
    const key = JSON.stringify([event.name, value.name, every]);
    const column = columns.get(key) ?? createColumn(event, fields.indexOf(event.name), indexes.of(event, value, every));
    columns.set(key, column);
    (every ? refused : asked).add(column.index);
    return column;
  };
  return { columnOf, asked, refused };
}

/** By indicator, then by the event's field; each pair of these once. */
function inOrder(hits: readonly Hit[]): readonly Hit[] {
  const sorted = hits.toSorted((a, b) => a.ordinal - b.ordinal || a.column.rank - b.column.rank);
  return sorted.filter((hit, i) => {
    const before = sorted[i - 1];
    return before?.ordinal !== hit.ordinal || before.column.rank !== hit.column.rank;
  });
}

function enrichment({ column, value }: Hit, held: HeldIndicator, pathNumber: number): Enrichment {
  const { id, index, feed, objects } = held;
  return {
    indicator: objects[pathNumber] ?? {},
    feed: feed === undefined ? {} : { name: feed },
    matched: {
      atomic: value,
      field: column.field,
      ...(id !== undefined && { id }),
      ...(index !== undefined && { index }),
      type: "indicator_match_rule",
    },
  };
}
