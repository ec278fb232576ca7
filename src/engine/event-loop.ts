import { type Alert, ALERTS_INDEX } from "../alerts/alert.ts";
import type { EventDocument } from "../event/origin.ts";
import { Batch } from "./batch.ts";
import type { Arena } from "./arena.ts";
import type { CompiledRule, RuleSet } from "./compile-rules.ts";
import { Backlog } from "./backlog.ts";
import type { Emission, Emitter, ExceptionSink } from "./emitter.ts";
import type { Belongings, Estate } from "./estate.ts";
import { clockTime, type Hit } from "./hit.ts";
import type { HitRuns } from "./hit-runs.ts";
import type { CellRuns } from "./cell-runs.ts";
import { Jobs } from "./jobs.ts";
import { type ExceptedEvent, Judge, type JudgedEvent, type JudgeSink, queryClock } from "./judge.ts";
import { Lane } from "./lane.ts";
import { createLineJudging, type LineJudging, type LineOptions, type LineSource } from "./lines/line-judging.ts";
import { createLiveLines, type LiveLineOptions, type LiveLines } from "./lines/live-lines.ts";
import { LiveOpenings } from "./lines/live-openings.ts";
import type { Openings } from "./lines/openings.ts";
import type { LaneSighting } from "./lines/lane-sightings.ts";
import type { SeenHit } from "./lines/sighting-log.ts";
import type { Passed } from "../matcher/lines/sieve.ts";
import { Live } from "./live.ts";
import type { Match } from "./match.ts";
import type { JsonObject } from "../event/json.ts";
import { ANOMALY_INDEX, anomalyEvent } from "../operators/anomaly/record.ts";
import type { ExceptOp } from "../plan/rule-plan.ts";
import { Pressure } from "./pressure.ts";
import type { IndicatorMatcher } from "../operators/indicator-match.ts";
import { suppressionBounds } from "../rules/suppression.ts";
import type { Ordinals } from "./ordinals.ts";
import { ReaderSteps } from "./reader-steps.ts";
import { createRunner, matchOf } from "./runners/table.ts";
import { slotAt, windowLength } from "./slots.ts";
import type { Journal } from "./state/journal.ts";
import { StateKeeper } from "./state/keeper.ts";
import { known, LoopClock } from "./state/loop-clock.ts";
import { chargeRule, type EngineStats } from "./stats.ts";
import type { TimeReaders } from "./time-readers.ts";

/** What the loop is made of. */
export interface LoopParts {
  readonly rules: RuleSet;
  readonly times: TimeReaders;
  readonly arena: Arena;
  readonly emitter: Emitter;
  readonly onExcepted: ExceptionSink | undefined;
  readonly ordinals: Ordinals;
  readonly journal: Journal;
  readonly stats: EngineStats;
  /** Milliseconds; `batch` where the input has an end. */
  readonly lateness: "batch" | number;
  readonly timer: (() => number) | undefined;
  /** Where waiting hits go past a bound; without it they stay in memory. */
  readonly runs: HitRuns | undefined;
  /** Hits that wait are found again by pushing their events once more. */
  readonly replays: boolean;
  /** Likewise the cells of machine learning jobs. */
  readonly cellRuns: CellRuns | undefined;
  /** Live: hits that may wait. */
  readonly maxWaiting: number | undefined;
  /** By rule number: what finds the indicators an event matches. */
  readonly indicators: ReadonlyMap<number, IndicatorMatcher>;
}

/** The loop that another goes on from, and what it leaves to that one's rules. */
export interface Predecessor {
  readonly loop: EventLoop;
  readonly estate: Estate;
}

/** Hits of rules with state kept in memory before they go to the spill store (a batch). */
const MAX_WAITING_HITS = 50_000;

/** Live events further ahead of the clock than this are not believed. */
const FUTURE_MS = 5 * 60_000;
const NOTHING: readonly Alert[] = Object.freeze([]);

/** Event by event: route, judge, then a match at once or a hit that waits for its turn. */
export class EventLoop implements JudgeSink {
  readonly #parts: LoopParts;
  readonly #judge: Judge;
  readonly #lanes: readonly (Lane | undefined)[];
  readonly #batch: Batch | undefined;
  readonly #live: Live;
  readonly #timestamp: number;
  readonly #readers: Uint8Array;
  readonly #steps: ReaderSteps;
  readonly #jobs: Jobs;
  /** Live: alerts that the rules over alerts are still to be shown. */
  #unshown: Emission[] = [];
  readonly #clock: LoopClock;
  readonly #state: StateKeeper;
  /** By rule: what was told to those who judge lines. */
  readonly #openings = new Map<number, Openings>();
  #priming = false;
  /** While priming: for the hits that waited, not for history. */
  #recollecting = false;
  readonly #backlog: Backlog;
  readonly #pressure: Pressure;
  /** Hits collected since the last spill. */
  #waiting: number;
  #future = false;
  /** The index of events that come as lines. */
  #indexOf: (event: EventDocument) => string | undefined = () => undefined;

  constructor(parts: LoopParts, previous?: Predecessor) {
    this.#parts = parts;
    const { rules, times, arena, emitter, ordinals, journal } = parts;
    const estate = previous?.estate;
    this.#clock = previous ? previous.loop.#clock : new LoopClock();
    this.#backlog = previous ? previous.loop.#backlog : new Backlog();
    this.#pressure = previous ? previous.loop.#pressure : new Pressure(parts.maxWaiting);
    this.#waiting = previous ? previous.loop.#waiting : 0;
    this.#timestamp = times.register(undefined);
    this.#judge = new Judge(rules, times, arena);
    this.#lanes = rules.rules.map((rule) => {
      const kept = estate?.get(rule);
      if (kept) return kept.lane;
      const { maxAlerts, maxCandidates = Number.POSITIVE_INFINITY } = suppressionBounds(rule.rule, rule.maxSignals);
      const candidateLimit = rule.plan.suppress ? maxCandidates : maxAlerts;
      const runner = createRunner({
        rule,
        arena,
        batch: parts.lateness === "batch",
        candidateLimit,
        firstEventTime: () => known(this.#clock.first),
      });
      const live = parts.lateness !== "batch";
      const openings = live && parts.replays ? openingsOf(rule) : undefined;
      return runner && new Lane(rule, runner, { arena, journal, live, replays: parts.replays, openings });
    });
    const readers = this.#lanes.filter((lane) => lane?.rule.readsAlerts);
    this.#steps = new ReaderSteps(readers.filter((lane) => lane !== undefined));
    this.#readers = Uint8Array.from([...rules.rules.map((rule) => (rule.readsAlerts ? 1 : 0)), ...rules.jobs.map(() => 0)]);
    this.#jobs = new Jobs(rules.jobs, parts, previous ? previous.loop.#jobs : undefined);
    this.#live = new Live(
      rules.rules,
      parts,
      (emission) => void this.#unshown.push(emission),
      parts.lateness === "batch" ? undefined : estate,
    );
    const feed = (emission: Emission): void => this.#feed(emission);
    if (parts.lateness === "batch")
      this.#batch = new Batch({
        rules: rules.rules,
        lanes: this.#lanes,
        arena,
        emitter,
        ordinals,
        journal,
        feed,
        estate,
      });
    const settling = this.#batch ?? this.#live;
    this.#state = new StateKeeper({ ...parts, clock: this.#clock, lanes: this.#lanes, settling, jobs: this.#jobs });
  }

  push(event: EventDocument, index: string | undefined): readonly Alert[] {
    this.#parts.stats.events++;
    this.#take(event, index);
    return this.#batch ? NOTHING : this.#live.drain();
  }

  /** Takes an anomaly record, which is an event that machine learning rules judge. */
  pushRecord(record: EventDocument, index: string | undefined): readonly Alert[] {
    this.#takeRecord(record, index);
    return this.#batch ? NOTHING : this.#live.drain();
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
    this.#future = time > this.#clock.wall + FUTURE_MS;
    if (this.#future) stats.future++;
    this.#judge.judge({ document: event, index: index ?? "", time, accepts: route.accepts }, this);
    this.#showAlerts();
  }

  feed(job: number, { document, time }: JudgedEvent): void {
    if (!this.#future && !this.#recollecting) this.#jobs.feed(job, document, time, this.#priming);
  }

  /** Hands the records that jobs have made to the rules. */
  #takeRecords(records: Iterable<JsonObject>): void {
    for (const record of records) this.#takeRecord(anomalyEvent(record), ANOMALY_INDEX);
  }

  /** Lines are judged by their bytes, and what is kept of them comes back before the end; undefined where that cannot be. */
  lines(options: LineOptions & LineSource): LineJudging | undefined {
    const { lateness, journal } = this.#parts;
    if (lateness !== "batch" || journal.active) return undefined;
    const lanes = this.#lanes;
    return createLineJudging({
      ...this.#parts,
      ...options,
      lanes,
      clock: this.#clock,
      openings: this.#openings,
      jobs: this.#jobs,
      loop: this,
    });
  }

  /** Live: lines that arrive are judged by their bytes; undefined where that cannot be. */
  liveLines(options: LiveLineOptions & Pick<LineSource, "indexOf" | "hasIndicators">): LiveLines | undefined {
    const { rules, times, lateness, replays } = this.#parts;
    if (lateness === "batch" || !replays) return undefined;
    this.#indexOf = options.indexOf;
    const loop = {
      ceiling: () => this.#ceiling,
      passed: (events: Readonly<Passed>) => this.#passed(events),
      push: (event: EventDocument, index: string | undefined) => {
        this.#parts.stats.events++;
        this.#take(event, index);
      },
      deliver: (event: EventDocument, index: string | undefined, time: number, hits: readonly SeenHit[]) =>
        this.deliver(event, index, time, hits),
      recollect: (event: EventDocument, index: string | undefined, pushed: number) => this.recollect(event, index, pushed),
      recollectKnown: (event: EventDocument, index: string | undefined, time: number, hits: readonly SeenHit[], pushed: number) => {
        this.#recollecting = true;
        this.deliver(event, index, time, hits, pushed + FUTURE_MS);
        this.#recollecting = false;
      },
      see: (time: number) => this.#clock.see(time),
      waits: (offset: number, time: number) => this.#backlog.note(offset, time),
      drain: () => this.#live.drain(),
    };
    return createLiveLines({ ...options, rules, times, lanes: this.#lanes, jobs: this.#jobs, loop, futureMs: FUTURE_MS });
  }

  get #ceiling(): number {
    return known(this.#clock.wall + FUTURE_MS) ?? Number.POSITIVE_INFINITY;
  }

  #passed({ count, unrouted, timeless, first, last, ahead }: Readonly<Passed>): void {
    const { stats } = this.#parts;
    stats.events += count;
    stats.unrouted += unrouted;
    stats.no_time += timeless;
    stats.future += ahead;
    if (first > last) return;
    this.#clock.see(first);
    this.#clock.see(last);
  }

  /** Events that were seen and turn out to matter are taken, before their time has come. */
  #takeSighted(watermark: number): void {
    const { recall } = this.#parts.arena;
    for (const { rule, sighted } of this.#sightedBy(watermark))
      for (const { time, offset, stages, hash } of sighted) {
        const event = recall?.(offset);
        if (event) this.deliver(event, this.#indexOf(event), time, [{ rule, stages, hash }], Number.POSITIVE_INFINITY);
      }
  }

  *#sightedBy(watermark: number): Generator<{ readonly rule: number; readonly sighted: Iterable<LaneSighting> }> {
    for (const [rule, lane] of this.#lanes.entries()) if (lane?.openings) yield { rule, sighted: lane.sighted(watermark) };
  }

  /** Takes an event of which the matches are known. */
  deliver(event: EventDocument, index: string | undefined, time: number, hits: readonly SeenHit[], ceiling: number = this.#ceiling): void {
    const { rules, times } = this.#parts;
    const { accepts } = rules.router.rulesFor(index);
    this.#future = time > ceiling;
    times.begin(event);
    // Exceptions are asked for of the matcher, which another thread's finding has not seen.
    if (hits.some(({ rule }) => rules.rules[rule]?.exceptions.length !== 0)) rules.matcher.run(event, queryClock(time));
    const matched = hits.map(({ rule, stages }) => ({ rule: rules.rules[rule] as CompiledRule, stages: bitsOf(stages) }));
    this.#judge.deliver({ document: event, index: index ?? "", time, accepts }, matched, this);
    this.#showAlerts();
  }

  /** Takes an event of the time before the input: new-terms rules know its values, nothing alerts. Before all pushes. */
  prime(event: EventDocument, index: string | undefined): void {
    const { rules, times } = this.#parts;
    const route = rules.router.rulesFor(index);
    if (!route.any) return;
    times.begin(event);
    const time = times.read(this.#timestamp);
    if (!Number.isNaN(time)) this.#clock.see(time);
    this.#priming = true;
    this.#judge.judge({ document: event, index: index ?? "", time, accepts: route.accepts }, this);
    this.#priming = false;
  }

  /** Takes an event that was pushed before a restart, for rules that have not come to it. */
  recollect(event: EventDocument, index: string | undefined, pushed: number): void {
    const { times } = this.#parts;
    times.begin(event);
    this.#future = times.read(this.#timestamp) > pushed + FUTURE_MS;
    this.#recollecting = true;
    this.prime(event, index);
    this.#recollecting = false;
  }

  /** The offset of the first event that still waits for the clock. */
  waitingFrom(): number | undefined {
    return this.#batch ? undefined : this.#backlog.from(known(this.#clock.watermark) ?? Number.NEGATIVE_INFINITY);
  }

  /** Time has come to `time`; events past `wall` are not believed. */
  advance(time: number, wall: number = time): readonly Alert[] {
    const { lateness } = this.#parts;
    if (lateness === "batch") return NOTHING;
    this.#steps.resume(this.#clock.watermark);
    this.#clock.now = time;
    this.#clock.wall = wall;
    const watermark = Math.max(time - lateness, this.#pressure.watermark(this.#lanes));
    this.#clock.watermark = Math.max(watermark, known(this.#clock.watermark) ?? watermark);
    this.#takeSighted(watermark);
    this.#takeRecords(this.#jobs.advance(watermark));
    for (const lane of this.#lanes) if (lane && !lane.rule.readsAlerts) this.#run(lane, () => lane.advance(watermark));
    this.#stepReaders(watermark);
    this.#advanceReaders(watermark);
    this.#live.expire(watermark);
    return this.#live.drain();
  }

  *finish(): Iterable<Alert> {
    this.#takeRecords(this.#jobs.finish(known(this.#clock.last)));
    if (this.#batch) {
      yield* this.#batch.finish(this.#stop(), known(this.#clock.last));
      return;
    }
    for (const lane of this.#lanes) if (lane && !lane.rule.readsAlerts) this.#run(lane, () => lane.finish());
    this.#stepReaders(Number.POSITIVE_INFINITY);
    for (const lane of this.#steps.lanes) this.#run(lane, () => lane.finish());
    yield* this.#live.drain();
  }

  /** What a rule has here. */
  belongings(rule: CompiledRule): Belongings {
    const settling = this.#batch ?? this.#live;
    return { lane: this.#lanes[rule.number], settlement: settling.settlementOf(rule), suppression: settling.suppressionOf(rule) };
  }

  get state(): StateKeeper {
    return this.#state;
  }

  span(): { readonly first: number | undefined; readonly last: number | undefined } {
    return { first: known(this.#clock.first), last: known(this.#clock.last) };
  }

  stats(): EngineStats {
    const { rules: set } = this.#parts;
    set.matcher.costs()?.forEach((ms, predicate) => chargeRule(set.rules, set.owner[predicate], ms));
    let open = 0;
    const limits: Record<string, number> = {};
    for (const lane of this.#lanes) {
      open += lane?.runner.counts.open ?? 0;
      for (const [name, count] of Object.entries(lane?.runner.counts.limits ?? {})) limits[name] = (limits[name] ?? 0) + count;
    }
    const evicted = this.#batch?.evicted ?? 0;
    if (evicted > 0) limits["suppression_groups"] = evicted;
    if (this.#pressure.relieved > 0) limits["waiting_hits"] = this.#pressure.relieved;
    for (const { stats, failures } of this.#parts.rules.rules) {
      const warnings = failures.list();
      if (warnings.length > 0) stats.warnings = warnings;
    }
    return { ...this.#parts.stats, jobs: this.#jobs.stats(), open, limits, esql_warnings: this.#parts.rules.matcher.esqlFailures() };
  }

  hit(hit: Hit): void {
    const { arena } = this.#parts;
    const lane = this.#lanes[hit.rule.number];
    if (this.#recollecting) {
      if (lane && hit.rule.runsBy !== "none") this.#collect(lane, hit);
      else arena.release(hit.held);
      return;
    }
    if (this.#priming) {
      const prepared = lane?.runner.prepare(hit.stages, hit.document);
      if (prepared) lane?.runner.prime?.({ ...hit, document: prepared.document });
      arena.release(hit.held);
      return;
    }
    if (hit.rule.runsBy === "none") {
      const match = matchOf(hit, arena, this.#parts.indicators);
      if (!match) arena.release(hit.held);
      else if (!lane || Number.isNaN(hit.windowTime)) this.#match(match);
      else this.#wait(lane, { ...hit, document: match.subject.fields ?? {} });
    } else if (lane) this.#collect(lane, hit);
  }

  #wait(lane: Lane, hit: Hit): "taken" | "late" | "timeless" {
    const taken = lane.collect(hit);
    const { replays } = this.#parts;
    if (replays && taken === "taken" && hit.held.origin) this.#backlog.note(hit.held.origin.offset, clockTime(hit));
    if (taken === "taken" && this.#batch && ++this.#waiting >= MAX_WAITING_HITS) this.#spillHits();
    return taken;
  }

  #collect(lane: Lane, hit: Hit): void {
    const { arena, emitter } = this.#parts;
    const prepared = lane.runner.prepare(hit.stages, hit.document);
    if (prepared?.keep) arena.keep(hit.held, hit.document);
    if (prepared) this.#openings.get(hit.rule.number)?.take(hit.stages, prepared.document);
    if (prepared) lane.openings?.take(hit.stages, prepared.document, clockTime(hit));
    const taken = !prepared || this.#future ? "timeless" : this.#wait(lane, { ...hit, document: prepared.document });
    if (taken === "taken") return;
    if (this.#recollecting) {
      arena.release(hit.held);
      return;
    }
    const slot = slotAt(hit.windowTime, hit.rule.window.interval);
    if (taken === "late") arena.keep(hit.held, hit.document);
    if (taken === "late") emitter.refuseEvent(hit.rule, hit.held, hit.windowTime, slot, "late", "the event came after the watermark");
    arena.release(hit.held);
  }

  #spillHits(): void {
    this.#waiting = 0;
    if (this.#parts.runs && !this.#parts.journal.active) for (const lane of this.#lanes) lane?.spill(this.#parts.runs);
  }

  excepted(rule: CompiledRule, { held, document, windowTime }: ExceptedEvent, exception: ExceptOp): void {
    if (this.#priming || this.#recollecting) return;
    const { onExcepted, arena, emitter } = this.#parts;
    onExcepted?.(rule.rule.id, exception);
    // What is taken out of a sequence was no match yet.
    if (rule.plan.root.kind === "sequence" || rule.plan.root.kind === "sample") return;
    arena.keep(held, document);
    const reason = `${exception.name} (${exception.list}/${exception.id})`;
    emitter.refuseEvent(rule, held, windowTime, slotAt(windowTime, rule.window.interval), "excepted", reason);
  }

  #match(match: Match): void {
    if (this.#batch) this.#batch.match(match);
    else this.#live.match(match);
  }

  /** Runs a lane, charging its time to the rule. */
  #run(lane: Lane, work: () => Iterable<Match>): void {
    const { timer } = this.#parts;
    const started = timer?.() ?? 0;
    for (const match of work()) this.#match(match);
    if (timer) lane.rule.stats.ms += timer() - started;
    this.#showAlerts();
  }

  /** Runs the rules over alerts through all slots before a time. */
  #stepReaders(before: number): void {
    for (let slot = this.#steps.next(); slot + 1 < before; slot = this.#steps.next()) this.#advanceReaders(slot + 1);
  }

  #advanceReaders(watermark: number): void {
    this.#steps.pass(watermark);
    for (const lane of this.#steps.lanes) this.#run(lane, () => lane.advance(watermark));
  }

  /** An event is judged to its end before its alerts are read in turn. */
  #showAlerts(): void {
    for (let emission = this.#unshown.shift(); emission; emission = this.#unshown.shift()) this.#feed(emission);
  }

  /** Shows alerts to the rules that read alerts, as events of their slot. */
  #feed({ alerts, slot, lineage }: Emission): void {
    if (Number.isNaN(slot) || !this.#readers.includes(1)) return;
    this.#future = false;
    for (const alert of alerts) {
      this.#parts.times.begin(alert);
      this.#judge.judge({ document: alert, index: ALERTS_INDEX, time: slot, lineage, accepts: this.#readers }, this);
    }
  }

  /** A scan's clock stops at the last event's slot plus the longest window. */
  #stop(): number {
    const { rules } = this.#parts.rules;
    if (Number.isNaN(this.#clock.last)) return Number.NEGATIVE_INFINITY;
    const slots = rules.map((rule) => slotAt(this.#clock.last, rule.window.interval));
    return Math.max(...slots) + Math.max(...rules.map((rule) => windowLength(rule.window)));
  }
}

/** Live: what a sequence rule must know of events that are not parsed; undefined where it takes them all. */
function openingsOf({ rule, plan, window }: CompiledRule): LiveOpenings | undefined {
  return plan.root.kind === "sequence" && !rule.timestampField
    ? LiveOpenings.of(plan.root, plan.root.maxspan ?? windowLength(window))
    : undefined;
}

/** The numbers of the bits that are set. */
function bitsOf(bits: number): readonly number[] {
  const numbers: number[] = [];
  for (let i = 0; bits >> i !== 0; i++) if (((bits >>> i) & 1) === 1) numbers.push(i);
  return numbers;
}
