import type { Json } from "../event/json.ts";
import { suppressionBounds } from "../rules/suppression.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { compareMatches, type Match } from "./match.ts";
import type { Journal } from "./state/journal.ts";
import { matchId, saveMatch } from "./state/saved-match.ts";
import { type Refused, SlotGroup } from "./slot-group.ts";

/** Slots of a rule are forgotten this long after the watermark has passed them. */
const SLOT_MEMORY_MS = 60 * 60_000;

/** Decides which matches of a rule can become alerts: with suppression, its candidates. */
export const createSettlement = (rule: CompiledRule, journal: Journal): Settlement => new Settlement(limitOf(rule), rule.rule.id, journal);

/** Thresholds, new terms and rows of aggregates keep to their limits themselves: what they give is in order of key, not of time. */
function limitOf({ rule, plan, maxSignals }: CompiledRule): number {
  const { root } = plan;
  if (root.kind === "threshold" || root.kind === "newTerms" || (root.kind === "esql" && root.each === "row"))
    return Number.POSITIVE_INFINITY;
  return plan.suppress ? (suppressionBounds(rule, maxSignals).maxCandidates ?? Number.POSITIVE_INFINITY) : maxSignals;
}

/** Decides which matches of one rule become alerts: each document once, per slot no more than `max_signals`. */
export class Settlement {
  readonly #slots = new Map<number, SlotGroup>();
  readonly #limit: number;
  readonly #ruleId: string;
  readonly #journal: Journal;

  constructor(limit: number, ruleId: string, journal: Journal) {
    this.#limit = limit;
    this.#ruleId = ruleId;
    this.#journal = journal;
  }

  /** Takes a match to be settled with its slot; gives the one that had to make way, if any. */
  add(match: Match): Refused | undefined {
    const refused = this.#group(match.slot).add(match);
    if (refused?.match !== match) this.#markMatch(match);
    if (refused) this.#journal.mark(this.#ruleId, "match", matchId(refused.match), () => undefined);
    return refused;
  }

  /** Live: first come, first served. Gives the refusal, or undefined where the match becomes an alert now. */
  offer(match: Match): Refused | undefined {
    const { slot } = match;
    this.#journal.mark(this.#ruleId, "slot", String(slot), () => this.#slots.get(slot)?.save());
    return this.#group(slot).offer(match);
  }

  /** Takes over a saved match. */
  restoreMatch(match: Match): void {
    this.#group(match.slot).add(match);
  }

  /** Takes over what a live slot had given. */
  restoreSlot(slot: number, state: Json): void {
    this.#group(slot).restore(state);
  }

  /** Marks everything as changed: the journal has just begun. */
  markAll(): void {
    for (const [slot, group] of this.#slots) {
      for (const match of group.kept) this.#markMatch(match);
      this.#journal.mark(this.#ruleId, "slot", String(slot), () => group.save());
    }
  }

  /** The earliest slot with matches to settle; those without a time come last. */
  get earliest(): number | undefined {
    let earliest: number | undefined;
    for (const slot of this.#slots.keys()) if (earliest === undefined || slot < earliest) earliest = slot;
    return earliest;
  }

  /** Takes out the matches of all slots up to `slot`, oldest first within each. */
  take(slot: number): readonly Match[] {
    const due = [...this.#slots.entries()]
      .filter(([s]) => s <= slot || (Number.isNaN(s) && slot === Number.POSITIVE_INFINITY))
      .sort(([a], [b]) => a - b);
    return due.flatMap(([s, group]) => {
      this.#slots.delete(s);
      return [...group.kept].sort(compareMatches);
    });
  }

  /** Live: forgets slots that nothing can touch any more. */
  expire(watermark: number): void {
    this.forgetBefore(watermark - SLOT_MEMORY_MS);
  }

  /** Forgets all earlier slots. */
  forgetBefore(time: number): void {
    for (const slot of this.#slots.keys()) {
      if (!(slot < time)) continue;
      this.#slots.delete(slot);
      this.#journal.mark(this.#ruleId, "slot", String(slot), () => undefined);
    }
  }

  #markMatch(match: Match): void {
    if (this.#journal.active) this.#journal.mark(this.#ruleId, "match", matchId(match), () => saveMatch(match));
  }

  #group(slot: number): SlotGroup {
    let group = this.#slots.get(slot);
    if (!group) this.#slots.set(slot, (group = new SlotGroup(Number.isNaN(slot) ? Number.POSITIVE_INFINITY : this.#limit)));
    return group;
  }
}
