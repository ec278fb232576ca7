import { setTimeout as sleep } from "node:timers/promises";
import type { Alert } from "../../alerts/alert.ts";
import type { Engine } from "../../engine/contract.ts";
import { isJsonObject, type Json } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { compilePath } from "../../event/path.ts";
import { parseTime } from "../../event/time.ts";
import { type FollowedInput, followInputs, type FollowPosition, type FollowReading } from "../../formats/input/follow/follow-inputs.ts";
import type { InputSummary } from "../../formats/input/read.ts";
import { loadJobsFor } from "../ml-jobs.ts";
import { createScanEngine, type ScanOptions, type ScanSink, teach } from "../scan.ts";
import { createSpillFile } from "../spill-file.ts";
import { createTimeFilter } from "../time-filter.ts";
import { FollowClock } from "./follow-clock.ts";
import type { FollowPlace } from "./follow-place.ts";

/** What to follow, with what. `inputs` are files; one that is not there yet is waited for. */
export interface FollowOptions extends Omit<ScanOptions, "anomalies"> {
  /** Where the state is kept; without one a run begins with the first line of each file. */
  readonly place?: FollowPlace | undefined;
  /** Ends the run: what was read is committed. */
  readonly stop: AbortSignal;
}

/** Where the results go. */
export interface FollowSink extends Pick<ScanSink, "started" | "problem"> {
  /**
   * Told of what the last commit said of the output, before anything is written; null where there was none. What was
   * written after that commit is made again.
   */
  resume?(output: Json): Promise<void>;
  alert(alert: Alert): void | Promise<void>;
  /** Makes the alerts so far durable, before the state is committed; gives what {@link resume} is told then. */
  flush?(): Promise<Json>;
}

export interface FollowReport {
  readonly input: InputSummary;
  readonly alerts: number;
}

/** How often files are looked at that had nothing more. */
const POLL_MS = 400;

/** Events, and milliseconds, after which what came of them is committed. */
const COMMIT_EVENTS = 5_000;
const COMMIT_MS = 1_000;

/** While one file is being written faster than it is read, the others are looked at this often. */
const LOOK_MS = 1_000;

const DEFAULT_LATENESS_MS = 60_000;

/** Runs rules over files as they grow, until it is told to stop. */
export async function follow(options: FollowOptions, sink: FollowSink): Promise<FollowReport> {
  const spill = createSpillFile();
  const mlJobs = options.mlJobs ?? (await loadJobsFor(options.rules)).jobs;
  const engine = createScanEngine(options, { lateness: options.lateness ?? DEFAULT_LATENESS_MS, spill, mlJobs });
  sink.started?.(engine);
  const saved = readProgress(options.place?.progress());
  await teach(engine, saved ? { ...options, history: [] } : options, sink, options.clock ?? Date.now);
  const reading = followInputs(options.inputs, {
    ...options,
    steady: () => performance.now(),
    from: saved?.files ?? {},
    onProblem: sink.problem,
  });
  await sink.resume?.(saved?.output ?? null);
  if (options.place && saved) {
    engine.restore(options.place.state());
    reading.memory.restore(options.place.memory());
  }
  const run = new FollowRun(options, sink, engine, reading, saved?.time);
  try {
    await run.untilStopped();
  } finally {
    await reading.close();
    spill.close();
  }
  return { input: reading.summary(), alerts: run.alerts };
}

/** What a commit says of the run besides state: how far each file was read, what the output says, the engine's time. */
interface Progress {
  readonly files: Readonly<Record<string, FollowPosition>>;
  readonly output: Json;
  readonly time: number | undefined;
}

function readProgress(saved: Json | undefined): Progress | undefined {
  if (saved === undefined || !isJsonObject(saved)) return undefined;
  const { files, output = null, time } = saved;
  return { files: files as unknown as Progress["files"], output, time: typeof time === "number" ? time : undefined };
}

const timestampOf = compilePath("@timestamp");

class FollowRun {
  readonly #options: FollowOptions;
  readonly #sink: FollowSink;
  readonly #engine: Engine;
  readonly #reading: FollowReading;
  readonly #inTime: ((event: EventDocument) => boolean) | undefined;
  readonly #clock: FollowClock;
  /** `@timestamp` of the latest event of each file, epoch milliseconds; no later than the clock. */
  readonly #latest = new Map<FollowedInput, number>();
  /** What the engine was last told of time; never goes back. */
  #time: number | undefined;
  /** Alerts since the last commit, where the store wants them. */
  #waiting: Alert[] = [];
  #events = 0;
  #changed = false;
  #committed = 0;
  alerts = 0;

  constructor(options: FollowOptions, sink: FollowSink, engine: Engine, reading: FollowReading, time: number | undefined) {
    this.#options = options;
    this.#sink = sink;
    this.#engine = engine;
    this.#reading = reading;
    this.#inTime = createTimeFilter(options.since, options.until);
    this.#time = time;
    this.#clock = new FollowClock(options.clock ?? Date.now, time);
  }

  async untilStopped(): Promise<void> {
    const { stop } = this.#options;
    if (this.#time !== undefined) await this.#advance(this.#time);
    while (!stop.aborted && this.#reading.files.length > 0) {
      const isWhole = await this.#readAll();
      if (isWhole) await this.#advance(this.#timeAtEnd());
      await this.#commitIfDue();
      if (isWhole) await sleep(POLL_MS, undefined, { signal: stop }).catch(() => undefined);
    }
    if (!this.#options.place) await this.#deliver(this.#engine.finish());
    await this.#commit();
  }

  /**
   * Reads all files to their ends, the one that is furthest behind first, so that a backlog comes about in the order of
   * time. False where it was stopped before.
   */
  async #readAll(): Promise<boolean> {
    const behind = new Set(this.#reading.files);
    let looked = performance.now();
    while (behind.size > 0) {
      if (this.#options.stop.aborted) return false;
      if (performance.now() - looked > LOOK_MS) {
        for (const each of this.#reading.files) behind.add(each);
        looked = performance.now();
      }
      const [file] = [...behind].toSorted((a, b) => this.#timeOf(a) - this.#timeOf(b));
      const events = await file?.poll();
      if (!file) break;
      if (events) await this.#push(file, events);
      else behind.delete(file);
      const time = Math.min(...[...behind].map((each) => this.#timeOf(each)));
      if (events && Number.isFinite(time)) await this.#advance(time);
      await this.#commitIfDue();
    }
    return true;
  }

  /**
   * All files are read to their ends; but one that is being written may hold back records of its latest time, and behind
   * one that was rotated away comes another: time stands still for those.
   */
  #timeAtEnd(): number {
    const unsettled = this.#reading.files.filter((file) => !file.isSettled);
    return Math.min(this.#clock.now, ...unsettled.map((file) => this.#latest.get(file) ?? this.#time ?? this.#clock.now));
  }

  #timeOf(file: FollowedInput): number {
    return this.#latest.get(file) ?? Number.NEGATIVE_INFINITY;
  }

  async #push(file: FollowedInput, events: readonly EventDocument[]): Promise<void> {
    for (const event of events) {
      const [value] = timestampOf(event);
      const time = value === undefined ? undefined : parseTime(value);
      if (time !== undefined) this.#latest.set(file, Math.max(this.#timeOf(file), this.#clock.see(time)));
      if (!this.#inTime || this.#inTime(event)) await this.#deliver(this.#engine.push(event));
    }
    this.#events += events.length;
    this.#changed = true;
  }

  async #advance(time: number): Promise<void> {
    this.#time = Math.max(this.#time ?? time, time);
    await this.#deliver(this.#engine.advance(this.#time, Math.max(this.#clock.wall, this.#time)));
  }

  async #deliver(alerts: Iterable<Alert>): Promise<void> {
    for (const alert of alerts) {
      if (alert["kibana.alert.building_block_type"] === undefined) this.alerts++;
      if (this.#options.place) this.#waiting.push(alert);
      this.#changed = true;
      await this.#sink.alert(alert);
    }
  }

  async #commitIfDue(): Promise<void> {
    const isDue = this.#events >= COMMIT_EVENTS || performance.now() - this.#committed >= COMMIT_MS;
    if (isDue && this.#changed) await this.#commit();
  }

  /** First the results, then the state that says how much of them counts. */
  async #commit(): Promise<void> {
    const output = (await this.#sink.flush?.()) ?? null;
    const progress = { files: this.#reading.positions() as unknown as Json, output, time: this.#time ?? null };
    const { place } = this.#options;
    if (place) {
      const changes = { progress, state: this.#engine.changes(), memory: this.#reading.memory.changes() };
      place.commit(changes, this.#waiting, this.#clock.wall);
    }
    this.#waiting = [];
    this.#events = 0;
    this.#changed = false;
    this.#committed = performance.now();
  }
}
