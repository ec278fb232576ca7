import type { Arena } from "./arena.ts";
import type { CompiledRule, RuleSet } from "./compile-rules.ts";
import type { Lane } from "./lane.ts";
import { eventsOf, type Match } from "./match.ts";
import type { Settlement } from "./settlement.ts";
import { planHash } from "./state/entries.ts";
import type { Journal } from "./state/journal.ts";
import type { RuleSuppression } from "./suppression.ts";

/** What one rule has in a loop. */
export interface Belongings {
  readonly lane: Lane | undefined;
  readonly settlement: Settlement | undefined;
  readonly suppression: RuleSuppression | undefined;
}

/** What a loop leaves to the next when the rules change: by the rules that run on as they did. */
export type Estate = ReadonlyMap<CompiledRule, Belongings>;

/** Where the belongings of rules that do not run on are let go of. */
export interface EstatePlaces {
  readonly arena: Arena;
  readonly journal: Journal;
}

export interface Succession {
  /** The new rules, those that run on as the very objects that their state refers to. */
  readonly rules: RuleSet;
  readonly estate: Estate;
  /** Ids of rules that ran before and begin with empty state, since what they do has changed. */
  readonly restarted: readonly string[];
}

/**
 * Settles what becomes of each rule's state when the rules change. A rule that does what it did keeps it, whatever its
 * name, texts or place now are; the state of the others is let go of.
 */
export function succeed(
  before: readonly CompiledRule[],
  belongings: (rule: CompiledRule) => Belongings,
  after: RuleSet,
  places: EstatePlaces,
): Succession {
  const owned = before.map((rule) => ({ rule, has: belongings(rule), hash: planHash(rule) }));
  const byId = new Map(owned.map((each) => [each.rule.rule.id, each]));
  const estate = new Map<CompiledRule, Belongings>();
  const restarted: string[] = [];
  const rules = after.rules.map((fresh) => {
    const hash = planHash(fresh);
    const old = byId.get(fresh.rule.id);
    if (old && old.hash === hash && runsAlike(old.rule, fresh)) {
      byId.delete(fresh.rule.id);
      estate.set(old.rule, old.has);
      return Object.assign(old.rule, fresh, { stats: old.rule.stats, trace: old.rule.trace });
    }
    if (old) restarted.push(fresh.rule.id);
    else places.journal.restart(fresh.rule.id, hash);
    return fresh;
  });
  const hashes = new Map(rules.map((rule) => [rule.rule.id, rule]));
  for (const [id, { has }] of byId) {
    letGo(has, places);
    const next = hashes.get(id);
    places.journal.restart(id, next && planHash(next));
  }
  return { rules: { ...after, rules }, estate, restarted };
}

/** Equal plans run alike only over the same windows, in the same order, to the same limits. */
function runsAlike(a: CompiledRule, b: CompiledRule): boolean {
  const traits = ({ window, maxSignals, runsBy, readsAlerts, windowTime, rule }: CompiledRule): string => {
    const { timestampOverride, timestampOverrideOnly, timestampField, tiebreakerField, index } = rule;
    const fields = { timestampOverride, timestampOverrideOnly, timestampField, tiebreakerField, index };
    return JSON.stringify([window, String(maxSignals), runsBy, readsAlerts, windowTime, fields]);
  };
  return traits(a) === traits(b);
}

/** Ends what the rule was doing, and releases its events. */
function letGo({ lane, settlement, suppression }: Belongings, { arena }: EstatePlaces): void {
  const release = (match: Match): void => {
    for (const held of eventsOf(match)) arena.release(held);
  };
  for (const match of lane?.finish() ?? []) release(match);
  for (const match of settlement?.take(Number.POSITIVE_INFINITY) ?? []) release(match);
  for (const { ref } of suppression?.finish() ?? []) release(ref);
}
