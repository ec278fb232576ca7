import type { SuppressOp } from "../plan/rule-plan.ts";
import { KeyStore } from "./key-store.ts";
import { absorb, findOpen, hasCounted, type InstanceState, type OpenAlert, tell } from "./suppress-state.ts";
import { SlotTallies, TALLIES_KEY } from "./suppress-tallies.ts";
import { compileGroups, type GroupReader, type SuppressionGroup } from "./suppress-terms.ts";
import {
  SUPPRESS_LIMITS,
  type SuppressCandidate,
  type SuppressDecision,
  type SuppressLimits,
  type SuppressOptions,
  type SuppressStats,
} from "./suppress-types.ts";

/**
 * Alert suppression of one rule, as Kibana's detection engine does it: of the candidates with equal values of the fields
 * one becomes an alert, the earliest, and counts the others; at one slot, or with a duration until that long after the
 * alert's slot (the window is anchored there, it does not slide). Each candidate gives one decision for each of its
 * groups, at once or, with `emit: "final"`, when its alert is complete. Reads no clock.
 */
export class SuppressOperator<Ref> {
  readonly stats: SuppressStats = { alerts: 0, suppressed: 0, duplicates: 0, capped: 0, evicted: 0, tuplesCapped: 0 };
  readonly #duration: number | undefined;
  /** How long an alert is remembered after its slot. */
  readonly #memory: number;
  readonly #options: SuppressOptions<Ref>;
  readonly #limits: SuppressLimits;
  readonly #groupsOf: GroupReader;
  readonly #instances: KeyStore<InstanceState<Ref>>;
  readonly #tallies: SlotTallies;
  #decisions: SuppressDecision<Ref>[] = [];

  constructor(op: SuppressOp, options: SuppressOptions<Ref>) {
    this.#options = options;
    this.#duration = op.duration;
    this.#memory = op.duration ?? options.lookback ?? 0;
    this.#limits = { ...SUPPRESS_LIMITS, ...options.limits };
    const { ruleId, space = "default" } = options;
    const onCapped = (dropped: number): void => {
      this.stats.tuplesCapped += dropped;
    };
    this.#groupsOf = compileGroups(op, { ruleId, space, onCapped });
    this.#instances = new KeyStore(this.#limits.instances, (state) => {
      this.stats.evicted += state.alerts.length;
      this.#giveAll(state);
    });
    this.#tallies = new SlotTallies(options.maxAlerts, options.maxCandidates);
  }

  /** Takes the next candidate. Gives what is decided now: its own decisions and the alerts that became final. */
  push(candidate: SuppressCandidate<Ref>): readonly SuppressDecision<Ref>[] {
    const { ref, slot } = candidate;
    if (Number.isNaN(slot)) return [this.#alert({ kind: "alert", ref })];
    if (this.#options.emit === "final") this.#forgetBefore(slot);
    const groups = this.#groupsOf(candidate.document);
    for (let i = 1; i < groups.length; i++) this.#options.retain?.(ref);
    if (!this.#tallies.admit(slot)) for (const _ of groups.length === 0 ? [candidate] : groups) this.#cap(ref);
    else if (groups.length === 0) this.#ordinary(candidate);
    else for (const group of groups) this.#take(candidate, group);
    return this.#drain();
  }

  /** Every candidate of a slot before `slot` has been pushed: gives the alerts that nothing can be suppressed into any more. */
  closeSlots(slot: number): readonly SuppressDecision<Ref>[] {
    this.#forgetBefore(slot);
    return this.#drain();
  }

  /** The input has ended: gives the remaining alerts. */
  finish(): readonly SuppressDecision<Ref>[] {
    this.#forgetBefore(Number.POSITIVE_INFINITY);
    return this.#drain();
  }

  /** An analyst closed the alerts of an instance (or the one of a slot): the next candidate makes an alert of its own. */
  close(instance: string, slot?: number): void {
    this.#mark(instance, slot, (alert) => {
      alert.closed = true;
    });
  }

  /** A closed alert is open or acknowledged again. */
  reopen(instance: string, slot?: number): void {
    this.#mark(instance, slot, (alert) => {
      delete alert.closed;
    });
  }

  /** Drains the keys whose state changed since the last call; undefined: the key is gone. Serialise before the next push. */
  changes(): readonly (readonly [key: string, state: unknown])[] {
    const changed: [string, unknown][] = this.#instances.changes();
    const tallies = this.#tallies.change();
    return tallies ? [...changed, [TALLIES_KEY, tallies]] : changed;
  }

  /** Takes over what `changes` of an operator of the same plan gave, the last state of each key. */
  restore(entries: Iterable<readonly [key: string, state: unknown]>): void {
    const instances: [string, InstanceState<Ref>][] = [];
    for (const [key, state] of entries) {
      if (key === TALLIES_KEY) this.#tallies.restore(state);
      else if (state !== undefined) instances.push([key, structuredClone(state) as InstanceState<Ref>]);
    }
    this.#instances.restore(instances);
  }

  #take(candidate: SuppressCandidate<Ref>, group: SuppressionGroup): void {
    const { ref, slot, time, start = time, end = time, count = 0 } = candidate;
    const state = this.#instances.get(group.instance);
    const alert = state && findOpen(state.alerts, slot, this.#duration);
    const counted = state?.alerts.find((a) => slot - a.slot <= this.#memory && !a.closed && hasCounted(a, slot, end));
    if (state && counted) {
      this.stats.duplicates++;
      this.#decisions.push({ kind: "duplicate", ref, suppression: tell(state, counted) });
    } else if (!state || !alert) this.#open(group, { slot, start, end, docsCount: count, lastSlot: slot, endBefore: null }, ref);
    else this.#suppress(state, alert, candidate);
  }

  #open({ instance, terms }: SuppressionGroup, alert: OpenAlert<Ref>, ref: Ref): void {
    if (!this.#tallies.alert(alert.slot)) {
      this.#cap(ref);
      return;
    }
    const state = this.#instances.get(instance) ?? { touched: alert.slot, instance, terms, alerts: [] };
    if (this.#options.emit === "final") alert.ref = ref;
    else this.#decisions.push(this.#alert({ kind: "alert", ref, suppression: tell(state, alert) }));
    const place = state.alerts.findLastIndex((other) => other.slot <= alert.slot) + 1;
    state.alerts.splice(place, 0, alert);
    this.#trim(state, alert.slot);
    this.#instances.touch(instance, state, Math.max(state.touched, alert.slot));
  }

  #suppress(state: InstanceState<Ref>, alert: OpenAlert<Ref>, candidate: SuppressCandidate<Ref>): void {
    const { slot, time, start = time, end = time, count = 0 } = candidate;
    let { ref } = candidate;
    if (alert.ref !== undefined && slot === alert.slot && start < alert.start) [alert.ref, ref] = [ref, alert.ref];
    absorb(alert, slot, start, end, count);
    this.#instances.mark(state.instance);
    this.stats.suppressed++;
    this.#decisions.push({ kind: "suppressed", ref, suppression: tell(state, alert) });
  }

  #ordinary({ ref, slot }: SuppressCandidate<Ref>): void {
    if (this.#tallies.alert(slot)) this.#decisions.push(this.#alert({ kind: "alert", ref }));
    else this.#cap(ref);
  }

  #cap(ref: Ref): void {
    this.stats.capped++;
    this.#decisions.push({ kind: "capped", ref });
  }

  #alert(decision: SuppressDecision<Ref>): SuppressDecision<Ref> {
    this.stats.alerts++;
    return decision;
  }

  /** Of an instance that goes on: gives and forgets the alerts that are over (in order only), and what is past the limit. */
  #trim(state: InstanceState<Ref>, slot: number): void {
    const { alerts } = state;
    const over = (alert: OpenAlert<Ref>): boolean => this.#options.emit === "final" && slot - alert.slot > this.#memory;
    while (alerts[0] && over(alerts[0])) this.#give(state, alerts.shift());
    while (alerts.length > this.#limits.alertsPerInstance) {
      this.stats.evicted++;
      this.#give(state, alerts.shift());
    }
  }

  /** No candidate of an earlier slot comes any more. */
  #forgetBefore(slot: number): void {
    this.#instances.expire(slot - this.#memory, (state) => this.#giveAll(state));
    this.#tallies.forgetBefore(slot);
  }

  #giveAll(state: InstanceState<Ref>): void {
    for (const alert of state.alerts) this.#give(state, alert);
  }

  /** The alert is complete; where it was given before, nothing is left to do. */
  #give(state: InstanceState<Ref>, alert: OpenAlert<Ref> | undefined): void {
    if (alert?.ref !== undefined) this.#decisions.push(this.#alert({ kind: "alert", ref: alert.ref, suppression: tell(state, alert) }));
  }

  #mark(instance: string, slot: number | undefined, change: (alert: OpenAlert<Ref>) => void): void {
    const state = this.#instances.get(instance);
    if (!state) return;
    for (const alert of state.alerts) if (slot === undefined || alert.slot === slot) change(alert);
    this.#instances.mark(instance);
  }

  #drain(): readonly SuppressDecision<Ref>[] {
    const decisions = this.#decisions;
    this.#decisions = [];
    return decisions;
  }
}
