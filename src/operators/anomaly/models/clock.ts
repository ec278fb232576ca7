import type { DetectorPlan, JobPlan } from "../../../plan/job-plan.ts";
import { identify } from "../../keys.ts";
import { KeyStore, type Touched } from "../../key-store.ts";
import { MIN_BUCKETS } from "../baseline.ts";
import type { Cell } from "../cell.ts";
import { CLOCK_STEP_MS, type Clock, clockProbability, newClock, seeClock, usualSecond } from "../clock.ts";
import type { DetectorFunction } from "../detector-function.ts";
import { type BucketInfo, type DetectorModel, type Finding, MAX_KEYS } from "../finding.ts";
import { Peers } from "../peers.ts";
import { grouped, oneIn } from "../words.ts";

interface KeyedClock extends Touched {
  readonly clock: Clock;
}

const DAY_SECONDS = 86_400;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** Compares the time of day or week of a key's events with the times at which it was seen before. */
export class ClockModel implements DetectorModel {
  evicted = 0;
  readonly minds: boolean = false;
  readonly #function: DetectorFunction;
  readonly #pruneAfter: number;
  /** Steps of the period. */
  readonly #length: number;
  readonly #store: KeyStore<KeyedClock>;
  /** There are several keys: one of them has no peers but itself. */
  readonly #hasPeers: boolean;
  readonly #peers = new Peers();
  #peersChanged = false;

  constructor(detector: DetectorPlan, definition: DetectorFunction, { pruneAfter }: Pick<JobPlan, "pruneAfter">) {
    this.#hasPeers = detector.by !== undefined || detector.partition !== undefined;
    this.#function = definition;
    this.#pruneAfter = pruneAfter;
    this.#length = (definition.period?.length ?? DAY_SECONDS * 1000) / CLOCK_STEP_MS;
    this.#store = new KeyStore(MAX_KEYS, () => void this.evicted++);
  }

  get live(): number {
    return this.#store.size;
  }

  close({ start }: BucketInfo, cells: readonly Cell[]): readonly Finding[] {
    this.#store.expire(start - this.#pruneAfter, () => undefined);
    const findings: Finding[] = [];
    const judged: { readonly own: number; readonly sightings: number }[] = [];
    for (const cell of cells) {
      const seconds = this.#function.value(cell.tally);
      if (seconds === undefined) continue;
      const id = identify([cell.partition, cell.by]);
      const known = this.#store.get(id) ?? { touched: start, clock: newClock() };
      const step = Math.floor((seconds * 1000) / CLOCK_STEP_MS) % this.#length;
      if (known.clock.sightings >= MIN_BUCKETS) findings.push(this.#finding(known.clock, cell, seconds, step, judged));
      seeClock(known.clock, step);
      this.#store.touch(id, known, start);
    }
    for (const { own, sightings } of judged) this.#peers.add(own, sightings);
    this.#peersChanged ||= judged.length > 0;
    return findings;
  }

  changes(): readonly (readonly [key: string, state: unknown])[] {
    const models = this.#store.changes().map(([key, state]) => [`k${key}`, state] as const);
    if (!this.#peersChanged) return models;
    this.#peersChanged = false;
    return [...models, ["peers", this.#peers.save()]];
  }

  restore(entries: Iterable<readonly [key: string, state: unknown]>): void {
    const all = [...entries] as (readonly [string, KeyedClock])[];
    this.#store.restore(all.filter(([key]) => key !== "peers").map(([key, state]) => [key.slice(1), state] as const));
    const peers = all.find(([key]) => key === "peers")?.[1];
    if (peers) this.#peers.restore(peers as unknown as ReturnType<Peers["save"]>);
  }

  #finding(clock: Clock, cell: Cell, seconds: number, step: number, judged: { own: number; sightings: number }[]): Finding {
    const { now, before } = clockProbability(clock, step, this.#length);
    const probability = this.#hasPeers ? this.#peers.probability(now, before, clock.sightings) : now;
    judged.push({ own: now, sightings: clock.sightings });
    const typical = usualSecond(clock, this.#length);
    const { sightings } = clock;
    const words = (): string =>
      `at ${this.#timeText(seconds)}, most often at ${this.#timeText(typical)}: ${oneIn(probability)} is at so unusual a time (${grouped(sightings)} earlier buckets)`;
    return { cell, cells: [cell], probability, actual: seconds, typical, words };
  }

  #timeText(seconds: number): string {
    const minutes = Math.floor((seconds % DAY_SECONDS) / 60);
    const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")} UTC`;
    return this.#function.name === "time_of_week" ? `${WEEKDAYS[Math.floor(seconds / DAY_SECONDS)] ?? ""} ${time}` : time;
  }
}
