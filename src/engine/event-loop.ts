import type { Alert } from "../alerts/alert.ts";
import type { JsonObject } from "../event/json.ts";
import type { EventDocument } from "../event/origin.ts";
import { ANOMALY_INDEX, anomalyEvent } from "../operators/anomaly/record.ts";
import { AlertReaders } from "./alert-readers.ts";
import { Batch } from "./batch.ts";
import type { CompiledRule } from "./compile-rules.ts";
import type { Emission } from "./emitter.ts";
import type { Belongings, Estate } from "./estate.ts";
import { HitTaker } from "./hit-taker.ts";
import { Jobs } from "./jobs.ts";
import { Judge, type JudgedEvent } from "./judge.ts";
import type { Lane } from "./lane.ts";
import type { Openings } from "./lines/openings.ts";
import { LineEntrance } from "./line-entrance.ts";
import { Live } from "./live.ts";
import type { LoopParts } from "./loop-parts.ts";
import type { Match } from "./match.ts";
import { Pressure } from "./pressure.ts";
import { countLanes, createLanes } from "./rule-lanes.ts";
import { slotAt, windowLength } from "./slots.ts";
import { StateKeeper } from "./state/keeper.ts";
import { FUTURE_MS, known, LoopClock } from "./state/loop-clock.ts";
import { chargeRule, type EngineStats } from "./stats.ts";

/** The loop that another goes on from, and what it leaves to that one's rules. */
export interface Predecessor {
  readonly loop: EventLoop;
  readonly estate: Estate;
}

const NOTHING: readonly Alert[] = Object.freeze([]);

/** Event by event: which rules are offered it, which of them it matches; and time, which runs the rules with state. */
export class EventLoop {
  readonly #parts: LoopParts;
  readonly #judge: Judge;
  readonly #lanes: readonly (Lane | undefined)[];
  readonly #settling: Batch | Live;
  readonly #timestamp: number;
  readonly #readers: AlertReaders;
  readonly #jobs: Jobs;
  readonly #hits: HitTaker;
  readonly #clock: LoopClock;
  /** For events that come as lines. */
  readonly entrance: LineEntrance;
  readonly #pressure: Pressure;
  readonly state: StateKeeper;

  constructor(parts: LoopParts, previous?: Predecessor) {
    this.#parts = parts;
    const { rules, times, arena } = parts;
    const before = previous?.loop;
    this.#clock = before ? before.#clock : new LoopClock();
    this.#pressure = before ? before.#pressure : new Pressure(parts.maxWaiting);
    this.#timestamp = times.register(undefined);
    this.#judge = new Judge(rules, times, arena);
    this.#lanes = createLanes(parts, this.#clock, previous?.estate);
    this.#jobs = new Jobs(rules.jobs, parts, before ? before.#jobs : undefined);
    this.#settling = this.#settle(previous?.estate);
    const match = (found: Match): void => this.#settling.match(found);
    const openings = new Map<number, Openings>();
    this.#hits = new HitTaker(parts, { lanes: this.#lanes, jobs: this.#jobs, match, openings }, before ? before.#hits : undefined);
    this.#readers = new AlertReaders(rules, this.#lanes, {
      judge: (event) => this.#judgeAlert(event),
      advance: (lane, watermark) => this.#run(lane, () => lane.advance(watermark)),
      finish: (lane) => this.#run(lane, () => lane.finish()),
    });
    this.entrance = this.#openEntrance(openings);
    this.state = new StateKeeper({ ...parts, clock: this.#clock, lanes: this.#lanes, settling: this.#settling, jobs: this.#jobs });
  }

  #settle(estate: Estate | undefined): Batch | Live {
    const { rules, lateness } = this.#parts;
    if (lateness !== "batch") return new Live(rules.rules, this.#parts, (emission) => this.#readers.queue(emission), estate);
    const feed = (emission: Emission): void => this.#readers.show(emission);
    return new Batch({ ...this.#parts, rules: rules.rules, lanes: this.#lanes, feed, estate });
  }

  #openEntrance(openings: Map<number, Openings>): LineEntrance {
    return new LineEntrance(this.#parts, {
      lanes: this.#lanes,
      jobs: this.#jobs,
      clock: this.#clock,
      judge: this.#judge,
      hits: this.#hits,
      openings,
      judged: () => this.#readers.showQueued(),
      loop: {
        push: (event, index) => this.#count(event, index),
        recollect: (event, index, pushed) => this.recollect(event, index, pushed),
        drain: () => this.#drain(),
      },
    });
  }

  push(event: EventDocument, index: string | undefined): readonly Alert[] {
    this.#count(event, index);
    return this.#drain();
  }

  #count(event: EventDocument, index: string | undefined): void {
    this.#parts.stats.events++;
    this.#take(event, index);
  }

  /** Takes an anomaly record, which is an event that machine learning rules judge. */
  pushRecord(record: EventDocument, index: string | undefined): readonly Alert[] {
    this.#takeRecord(record, index);
    return this.#drain();
  }

  #drain(): readonly Alert[] {
    return this.#settling instanceof Live ? this.#settling.drain() : NOTHING;
  }

  #takeRecord(record: EventDocument, index: string | undefined): void {
    this.#parts.stats.anomalies++;
    for (const { plan, trace } of this.#parts.rules.rules)
      if (trace && plan.root.kind === "anomaly" && plan.root.jobs.includes(String(record["job_id"]))) trace.anomaly(record);
    this.#take(record, index);
  }

  #take(event: EventDocument, index: string | undefined): void {
    const { rules, times, stats } = this.#parts;
    const route = rules.router.rulesFor(index);
    if (!route.byRule) stats.unrouted++;
    if (!route.any) return;
    times.begin(event);
    const time = times.read(this.#timestamp);
    if (Number.isNaN(time)) stats.no_time++;
    else this.#clock.see(time);
    const future = time > this.#clock.ceiling;
    if (future) stats.future++;
    this.#hits.future = future;
    this.#judge.judge({ document: event, index: index ?? "", time, accepts: route.accepts }, this.#hits);
    this.#readers.showQueued();
  }

  /** Hands the records that jobs have made to the rules. */
  #takeRecords(records: Iterable<JsonObject>): void {
    for (const record of records) this.#takeRecord(anomalyEvent(record), ANOMALY_INDEX);
  }

  #judgeAlert(event: JudgedEvent): void {
    this.#hits.future = false;
    this.#parts.times.begin(event.document);
    this.#judge.judge(event, this.#hits);
  }

  /** Takes an event of the time before the input: new-terms rules know its values, nothing alerts. Before all pushes. */
  prime(event: EventDocument, index: string | undefined): void {
    this.#hits.during("history", () => this.#retrace(event, index));
  }

  /** Takes an event that was pushed before a restart, for rules that have not come to it. */
  recollect(event: EventDocument, index: string | undefined, pushed: number): void {
    const { times } = this.#parts;
    times.begin(event);
    this.#hits.future = times.read(this.#timestamp) > pushed + FUTURE_MS;
    this.#hits.during("recollection", () => this.#retrace(event, index));
  }

  #retrace(event: EventDocument, index: string | undefined): void {
    const { rules, times } = this.#parts;
    const route = rules.router.rulesFor(index);
    if (!route.any) return;
    times.begin(event);
    const time = times.read(this.#timestamp);
    if (!Number.isNaN(time)) this.#clock.see(time);
    this.#judge.judge({ document: event, index: index ?? "", time, accepts: route.accepts }, this.#hits);
  }

  /** The offset of the first event that still waits for the clock. */
  waitingFrom(): number | undefined {
    if (this.#parts.lateness === "batch") return undefined;
    return this.#hits.backlog.from(known(this.#clock.watermark) ?? Number.NEGATIVE_INFINITY);
  }

  /** Time has come to `time`; events past `wall` are not believed. */
  advance(time: number, wall: number = time): readonly Alert[] {
    const { lateness } = this.#parts;
    if (lateness === "batch" || !(this.#settling instanceof Live)) return NOTHING;
    this.#readers.resume(this.#clock.watermark);
    this.#clock.now = time;
    this.#clock.wall = wall;
    const watermark = Math.max(time - lateness, this.#pressure.watermark(this.#lanes));
    this.#clock.watermark = Math.max(watermark, known(this.#clock.watermark) ?? watermark);
    this.entrance.takeSighted(watermark);
    this.#takeRecords(this.#jobs.advance(watermark));
    for (const lane of this.#lanes) if (lane && !lane.rule.readsAlerts) this.#run(lane, () => lane.advance(watermark));
    this.#readers.advance(watermark);
    this.#settling.expire(watermark);
    return this.#settling.drain();
  }

  *finish(): Iterable<Alert> {
    this.#takeRecords(this.#jobs.finish(known(this.#clock.last)));
    if (this.#settling instanceof Batch) {
      yield* this.#settling.finish(this.#stop(), known(this.#clock.last));
      return;
    }
    this.entrance.takeSighted(Number.POSITIVE_INFINITY);
    for (const lane of this.#lanes) if (lane && !lane.rule.readsAlerts) this.#run(lane, () => lane.finish());
    this.#readers.finish();
    yield* this.#settling.drain();
  }

  /** Live: runs a lane, charging its time to the rule. */
  #run(lane: Lane, work: () => Iterable<Match>): void {
    const { timer } = this.#parts;
    const started = timer?.() ?? 0;
    for (const match of work()) this.#settling.match(match);
    if (timer) lane.rule.stats.ms += timer() - started;
    this.#readers.showQueued();
  }

  /** A scan's clock stops at the last event's slot plus the longest window. */
  #stop(): number {
    const { rules } = this.#parts.rules;
    if (Number.isNaN(this.#clock.last)) return Number.NEGATIVE_INFINITY;
    const slots = rules.map((rule) => slotAt(this.#clock.last, rule.window.interval));
    return Math.max(...slots) + Math.max(...rules.map((rule) => windowLength(rule.window)));
  }

  /** What a rule has here. */
  belongings(rule: CompiledRule): Belongings {
    const settling = this.#settling;
    return { lane: this.#lanes[rule.number], settlement: settling.settlementOf(rule), suppression: settling.suppressionOf(rule) };
  }

  span(): { readonly first: number | undefined; readonly last: number | undefined } {
    return { first: known(this.#clock.first), last: known(this.#clock.last) };
  }

  stats(): EngineStats {
    const { rules, matcher, owner } = this.#parts.rules;
    matcher.costs()?.forEach((ms, predicate) => chargeRule(rules, owner[predicate], ms));
    const { open, limits } = countLanes(this.#lanes);
    const evicted = this.#settling instanceof Batch ? this.#settling.evicted : 0;
    if (evicted > 0) limits["suppression_groups"] = evicted;
    if (this.#pressure.relieved > 0) limits["waiting_hits"] = this.#pressure.relieved;
    for (const { stats, failures } of rules) {
      const warnings = failures.list();
      if (warnings.length > 0) stats.warnings = warnings;
    }
    return { ...this.#parts.stats, jobs: this.#jobs.stats(), open, limits, esql_warnings: matcher.esqlFailures() };
  }
}
