import type { JsonObject } from "../event/json.ts";
import { SuppressOperator } from "../operators/suppress.ts";
import type { Suppression, SuppressDecision } from "../operators/suppress-types.ts";
import { suppressionBounds } from "../rules/suppression.ts";
import type { Arena } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { eventsOf, type Match } from "./match.ts";
import { windowLength } from "./slots.ts";

export type MatchDecision = SuppressDecision<Match>;
export type { Suppression };

/** Alert suppression of one rule over its matches, in order (slot, window time, position). */
export interface RuleSuppression {
  push(match: Match): readonly MatchDecision[];
  finish(): readonly MatchDecision[];
  /** An analyst closed the alert of an instance at a slot (all slots without one), or opened it again. */
  setClosed(instance: string, closed: boolean, slot?: number): void;
  changes(): readonly (readonly [key: string, state: unknown])[];
  restore(entries: Iterable<readonly [key: string, state: unknown]>): void;
  readonly evicted: number;
}

/**
 * @param documentOf where the grouping fields of a match are read: its event, the shell of a group, the bucket's terms
 * @param emit `final` in a batch: an alert comes when nothing can be suppressed into it any more; `first` live
 */
export function createSuppression(
  rule: CompiledRule,
  arena: Arena,
  documentOf: (match: Match) => JsonObject,
  emit: "final" | "first",
): RuleSuppression | undefined {
  const { suppress } = rule.plan;
  if (!suppress) return undefined;
  const { maxAlerts, maxCandidates } = suppressionBounds(rule.rule, rule.maxSignals);
  const operator = new SuppressOperator<Match>(suppress, {
    ruleId: rule.rule.id,
    emit,
    maxAlerts,
    maxCandidates,
    ...(rule.runsBy === "window" && { lookback: windowLength(rule.window) }),
    retain: (match) => {
      for (const held of eventsOf(match)) arena.retain(held);
    },
  });
  return {
    push: (match) => operator.push({ ref: match, slot: match.slot, time: match.time, document: documentOf(match), ...spanOf(match) }),
    finish: () => operator.finish(),
    setClosed: (instance, closed, slot) => (closed ? operator.close(instance, slot) : operator.reopen(instance, slot)),
    changes: () => operator.changes(),
    restore: (entries) => operator.restore(entries),
    get evicted() {
      return operator.stats.evicted;
    },
  };
}

/** A bucket stands for the time from its first to its last event. */
function spanOf({ subject }: Match): { start?: number; end?: number } {
  return subject.kind === "bucket" ? { start: subject.bucket.from, end: subject.bucket.to } : {};
}
