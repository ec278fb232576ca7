import { ALERTS_INDEX } from "../alerts/alert.ts";
import type { RuleSet } from "./compile-rules.ts";
import type { Emission } from "./emitter.ts";
import type { JudgedEvent } from "./judge.ts";
import type { Lane } from "./lane.ts";
import { ReaderSteps } from "./reader-steps.ts";

/** What the loop does for the rules that read alerts. */
export interface ReaderLoop {
  /** Shows an event to the rules that it accepts. */
  judge(event: JudgedEvent): void;
  /** Runs a lane up to a watermark, in epoch milliseconds. */
  advance(lane: Lane, watermark: number): void;
  finish(lane: Lane): void;
}

/** The rules that read alerts: alerts are shown to them as events of their slot, and those of them with state are run slot by slot. */
export class AlertReaders {
  readonly #loop: ReaderLoop;
  /** One byte per rule: which read alerts. */
  readonly #accepts: Uint8Array;
  readonly #any: boolean;
  readonly #steps: ReaderSteps;
  /** Live: alerts that are still to be shown. */
  #unshown: Emission[] = [];

  constructor({ rules, jobs }: RuleSet, lanes: readonly (Lane | undefined)[], loop: ReaderLoop) {
    this.#loop = loop;
    this.#accepts = Uint8Array.from([...rules.map(({ readsAlerts }) => (readsAlerts ? 1 : 0)), ...jobs.map(() => 0)]);
    this.#any = this.#accepts.includes(1);
    this.#steps = new ReaderSteps(lanes.filter((lane) => lane !== undefined).filter(({ rule }) => rule.readsAlerts));
  }

  /** Goes on from where an earlier engine was (epoch milliseconds; NaN where it had no clock yet). */
  resume(watermark: number): void {
    this.#steps.resume(watermark);
  }

  /** Alerts to be shown when the event that they come of is judged to its end. */
  queue(emission: Emission): void {
    this.#unshown.push(emission);
  }

  showQueued(): void {
    for (let emission = this.#unshown.shift(); emission; emission = this.#unshown.shift()) this.show(emission);
  }

  show({ alerts, slot, lineage }: Emission): void {
    if (Number.isNaN(slot) || !this.#any) return;
    for (const document of alerts) this.#loop.judge({ document, index: ALERTS_INDEX, time: slot, lineage, accepts: this.#accepts });
  }

  /** Runs them through all slots before a watermark (epoch milliseconds), and up to it. */
  advance(watermark: number): void {
    this.#passSlots(watermark);
    this.#pass(watermark);
  }

  finish(): void {
    this.#passSlots(Number.POSITIVE_INFINITY);
    for (const lane of this.#steps.lanes) this.#loop.finish(lane);
  }

  #passSlots(before: number): void {
    for (let slot = this.#steps.next(); slot + 1 < before; slot = this.#steps.next()) this.#pass(slot + 1);
  }

  #pass(watermark: number): void {
    this.#steps.pass(watermark);
    for (const lane of this.#steps.lanes) this.#loop.advance(lane, watermark);
  }
}
