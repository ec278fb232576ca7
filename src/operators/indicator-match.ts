import { indexOf } from "../event/index-name.ts";
import type { JsonObject } from "../event/json.ts";
import { compileMatcher } from "../matcher/compile.ts";
import type { Predicate } from "../plan/predicate.ts";
import type { ExceptOp, IndicatorMatchOp } from "../plan/rule-plan.ts";
import { type IndicatorDocument, VALID_UNTIL } from "./indicator-match-document.ts";
import type { Enrichment } from "./indicator-match-enrichment.ts";
import { compileHold } from "./indicator-match-hold.ts";
import { createTermIndexes } from "./indicator-match-indexes.ts";
import { createRuleIndicators, type IndicatorStats, type RuleIndicators } from "./indicator-match-rule.ts";
import { createIndicatorStore } from "./indicator-match-store.ts";

/** A rule that matches indicators. */
export interface IndicatorRule {
  readonly op: IndicatorMatchOp;
  /** The rule's exceptions: an indicator that one of them fits does not count, as in Kibana. */
  readonly except?: readonly ExceptOp[] | undefined;
}

/** Finds the indicators that an event matches, for one rule. */
export interface IndicatorMatcher {
  /**
   * The enrichments of the event's alert, in order of the indicators as they came, then of the rule's fields; empty:
   * no alert. The event has passed the rule's query (`op.where`). Never throws on data; events may come in any order.
   * @param now the time of the run that judges the event (epoch milliseconds): what `now` in `threat_query` means, and
   *   what decides whether an indicator or an exception has expired. Without it conditions on the clock never hold and
   *   nothing expires.
   */
  match(document: JsonObject, now?: number): readonly Enrichment[];
  readonly stats: Readonly<IndicatorStats>;
}

/** Indicators shared by many rules: read once, each held once. */
export interface IndicatorIndex {
  /** Takes an indicator in; the matchers know it from then on. */
  add(document: IndicatorDocument): void;
  /** One for each rule, in their order. */
  readonly matchers: readonly IndicatorMatcher[];
  /** Indicators offered, those held for at least one rule, and the bytes that their texts take. */
  stats(): { readonly offered: number; readonly held: number; readonly bytes: number };
}

/**
 * An empty index for a set of rules. Of an indicator only what these rules need is kept; values are found by hash, so
 * an event costs the same whether there are a thousand indicators or a million.
 */
export function createIndicatorIndex(rules: readonly IndicatorRule[]): IndicatorIndex {
  const predicates: Predicate[] = [];
  const store = createIndicatorStore();
  const paths = [...new Set(rules.map(({ op }) => op.path))];
  const shared = { store, indexes: createTermIndexes(), paths, predicates };
  const compiled = rules.map(({ op, except = [] }) => createRuleIndicators(op, except, shared));
  const hold = compileHold(paths, timedPaths(compiled));
  const matcher = compileMatcher(predicates);
  let offered = 0;

  const add = (document: IndicatorDocument): void => {
    offered++;
    matcher.run(document);
    const index = indexOf(document);
    const ordinal = store.size;
    const taking = compiled.filter((rule) => rule.accepts(matcher, index) && rule.index(ordinal, document));
    if (taking.length === 0) return;
    store.add(hold(document), document[VALID_UNTIL]);
    for (const rule of taking) rule.add(ordinal, document, matcher);
  };

  return { add, matchers: compiled, stats: () => ({ offered, held: store.size, bytes: store.bytes }) };
}

/** The matcher of one rule over a list of indicators. */
export function createIndicatorMatcher(op: IndicatorMatchOp, indicators: Iterable<IndicatorDocument>): IndicatorMatcher {
  const { add, matchers } = createIndicatorIndex([{ op }]);
  for (const indicator of indicators) add(indicator);
  return matchers[0] as IndicatorMatcher;
}

/** What conditions on the clock read, of all rules; undefined: the whole document. */
function timedPaths(rules: readonly RuleIndicators[]): readonly string[] | undefined {
  const paths = new Set<string>();
  for (const rule of rules) {
    if (!rule.timedPaths) return undefined;
    for (const path of rule.timedPaths) paths.add(path);
  }
  return [...paths];
}
