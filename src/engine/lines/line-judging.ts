import type { LineBlock } from "../../event/line-block.ts";
import type { JsonObject } from "../../event/json.ts";
import { type EventDocument, ORIGIN } from "../../event/origin.ts";
import type { Counted } from "../../matcher/lines/counted.ts";
import type { GatheringHost } from "../../matcher/lines/gathering.ts";
import type { EsqlFailureCount } from "../../matcher/esql/tally.ts";
import type { LineMatcherImage } from "../../matcher/line-matcher.ts";
import type { JobField } from "../../plan/job-plan.ts";
import { indexPatternsOf } from "../../rules/index-patterns.ts";
import type { Arena, LaterEvent } from "../arena.ts";
import { type CompiledRule, JOB, type RuleSet } from "../compile-rules.ts";
import type { Jobs } from "../jobs.ts";
import type { Lane } from "../lane.ts";
import type { SpillStore } from "../spill.ts";
import type { LoopClock } from "../state/loop-clock.ts";
import { chargeRule, type EngineStats } from "../stats.ts";
import type { TimeReaders } from "../time-readers.ts";
import { BlockWriter } from "./block-writer.ts";
import { BlockTaker, type LineHost, type Tallies } from "./block-taker.ts";
import type { Findings } from "./findings.ts";
import { LineJudge, type LineOptions, type LineRules } from "./line-judge.ts";
import { type LineNeed, lineNeed } from "./line-need.ts";
import { lineRoute } from "./line-route.ts";
import { Openings } from "./openings.ts";
import type { SeenEvent } from "./seen-event.ts";
import type { SeenHit, Sighting } from "./sighting-log.ts";
import { Sightings } from "./sightings.ts";
import { takeLines } from "./take-lines.ts";
import { type TallyParts, TallyRuns } from "./tally-runs.ts";

export type { LineOptions } from "./line-judge.ts";

/** What the engine gives. */
export interface LineSource {
  readonly spill: SpillStore;
  readonly push: (event: EventDocument) => void;
  readonly indexOf: (event: JsonObject) => string | undefined;
  /** Index of events that name none. */
  readonly index: string | undefined;
  /** There are indicators, so that rules over them may match. */
  readonly hasIndicators: () => boolean;
}

interface Parts extends LineOptions, LineSource {
  readonly rules: RuleSet;
  readonly times: TimeReaders;
  readonly arena: Arena;
  readonly stats: EngineStats;
  readonly lanes: readonly (Lane | undefined)[];
  readonly clock: LoopClock;
  readonly openings: Map<number, Openings>;
  readonly jobs: Jobs;
  readonly loop: { deliver(event: EventDocument, index: string | undefined, time: number, hits: readonly SeenHit[]): void };
}

/** All that lines can be judged by in other threads: plain data, of which the largest parts are shared. */
export interface LinePlan {
  readonly rules: LineRules;
  readonly matcher: LineMatcherImage;
  /** Fields that are counted for machine learning jobs, by number. */
  readonly jobFields: readonly JobField[];
  /** The longest block, in bytes. */
  readonly capacity: number;
  /** By rule: its index patterns, and whether it takes events at all. */
  readonly patterns: readonly (readonly string[])[];
  /** Of machine learning jobs, which come after the rules: their index patterns. */
  readonly jobPatterns: readonly (readonly string[])[];
  readonly taken: Uint8Array;
  /** Index of events that name none. */
  readonly index: string | undefined;
}

/** What was found in a block. */
interface Judged {
  readonly findings: Findings;
  /** Evaluations that failed. */
  readonly failures: readonly EsqlFailureCount[];
}

/** Judges blocks of lines until it is closed, which gives what was kept to the rules with state. */
export interface LineJudging {
  take(block: LineBlock): void;
  /** Judges a block and writes down what it finds; {@link taker} has it when the blocks before it are done. */
  judge(block: LineBlock): Judged;
  /** For judging lines in other threads; what is found there is handed to {@link taker}, block after block. Before the first block. */
  plan(): LinePlan;
  readonly taker: BlockTaker;
  /** What the tests by it cost, in milliseconds by predicate. */
  charge(costs: Float64Array): void;
  /** Takes what failed in a block that was not taken as it stands. */
  fail(failures: readonly EsqlFailureCount[]): void;
  /** Takes what was counted for machine learning jobs by it, in any order. */
  count(counted: Counted): void;
  close(): void;
}

export function createLineJudging(parts: Parts): LineJudging | undefined {
  const { rules, times, spill, arena, lanes, openings, jobs, capacity, guarded, marks, halfMade } = parts;
  const needs = rules.rules.map(lineNeed);
  const options = { capacity, guarded, marks, halfMade };
  const { owner, stage, matcher } = rules;
  const known: LineRules = { owner, stage, needs, timeFields: times.fields, fields: jobs.paths };
  const gathering = {
    plan: jobs.gathering(takersOf(rules)),
    host: { textOf: jobs.texts.textOf.bind(jobs.texts), take: (counted) => jobs.take(counted) } satisfies GatheringHost,
  };
  const judge = LineJudge.create(matcher, known, options, gathering);
  if (!judge) return undefined;
  needs.forEach((need, rule) => {
    const own = need.kind === "sight" ? Openings.of(need.op) : undefined;
    if (own) openings.set(rule, own);
  });
  const sightings = new Sightings(spill, openings, rules.rules.length);
  const again = (event: SeenEvent): LaterEvent => ({
    read: () => readAgain(parts, judge, event),
    indexOf: (document) => parts.indexOf(document) ?? "",
  });
  const tallies = createTallies(rules.rules, needs, lanes, { arena, spill, again, remembered: { characters: 0 } });
  const host = createHost(parts);
  const taker = new BlockTaker(host, sightings, tallies);
  const writer = new BlockWriter(judge, jobs.paths, (event) => host.routeOf(event));
  return {
    taker,
    take(block) {
      taker.begin(block);
      taker.finish(takeLines(judge, block, taker));
    },
    judge(block) {
      const { result, failures } = matcher.apart(() => writer.write(block));
      return { findings: result, failures };
    },
    plan: () => ({
      rules: { ...known, timeFields: [...times.fields] },
      matcher: matcher.lineImage(judge.image()),
      jobFields: jobs.texts.fields,
      capacity,
      patterns: rules.rules.map(({ rule, plan }) => indexPatternsOf(rule, plan.root)),
      jobPatterns: rules.jobs.map(({ indices }) => indices),
      index: parts.index,
      taken: takenBy(rules, parts.hasIndicators()),
    }),
    charge: (costs) => costs.forEach((ms, predicate) => chargeRule(rules.rules, owner[predicate], ms)),
    fail: (failures) => matcher.addEsqlFailures(failures),
    count: (counted) => jobs.take(counted),
    close() {
      judge.handOver();
      for (const [rule, runs] of tallies) {
        const run = runs.run();
        if (run) lanes[rule]?.addRun(run);
      }
      for (const sighting of sightings.take()) replay(parts, judge, sighting);
      for (const { number, stats } of rules.rules) stats.contributed += sightings.idleOf(number);
    },
  };
}

function createTallies(
  rules: readonly CompiledRule[],
  needs: readonly LineNeed[],
  lanes: readonly (Lane | undefined)[],
  parts: TallyParts,
): Tallies {
  const tallies = new Map<number, TallyRuns>();
  rules.forEach((rule, number) => {
    const runner = lanes[number]?.runner;
    const need = needs[number];
    if (need?.kind !== "tally" || !runner) return;
    tallies.set(number, new TallyRuns(rule, need, (event) => runner.prepare(ONLY_STAGE, event)?.document ?? {}, parts));
  });
  return tallies;
}

/** By predicate: the job whose events it finds; -1: none. */
export const takersOf = ({ owner, stage, rules }: Pick<RuleSet, "owner" | "stage" | "rules">): Int32Array =>
  owner.map((number, predicate) => (stage[predicate] === JOB ? number - rules.length : -1));

const ONLY_STAGE: readonly number[] = Object.freeze([0]);

function createHost(parts: Parts): LineHost {
  const { rules, stats, clock, lanes, push, loop, indexOf, spill, jobs, arena, hasIndicators } = parts;
  // Indicators that come later end the lines.
  const taken = takenBy(rules, hasIndicators());
  const seen = (time: number): void => {
    stats.events++;
    if (Number.isNaN(time)) stats.no_time++;
    else clock.see(time);
  };
  return {
    spill,
    arena,
    push,
    seen,
    fed: (numbers, line, time) => jobs.feedLine(numbers, line, time),
    matched(event, time, hits) {
      seen(time);
      loop.deliver(event, indexOf(event), time, hits);
    },
    passed({ count, unrouted, timeless, first, last }) {
      stats.events += count;
      stats.unrouted += unrouted;
      stats.no_time += timeless;
      if (first > last) return;
      clock.see(first);
      clock.see(last);
    },
    tallied: (rule, run) => lanes[rule]?.addRun(run),
    routeOf: (event) => lineRoute(indexOf(event), rules.router, taken),
  };
}

/** Rules over indicators match nothing where there are none. */
export const takenBy = ({ rules }: RuleSet, hasIndicators: boolean): Uint8Array =>
  Uint8Array.from(rules, ({ plan }) => (plan.root.kind === "indicatorMatch" && !hasIndicators ? 0 : 1));

function replay(parts: Parts, judge: LineJudge, sighting: Sighting): void {
  const event = readAgain(parts, judge, sighting);
  parts.loop.deliver(event, parts.indexOf(event), sighting.time, sighting.hits);
}

/** @throws where the bytes are no longer what they were: the input was changed while it was read */
function readAgain(
  { spill }: Parts,
  judge: LineJudge,
  { stream, later, place, length, digest, offset, line, record }: SeenEvent,
): EventDocument {
  const bytes = later ? later.read(place, length) : spill.read(place, length);
  if (bytes.length !== length || judge.digest(bytes) !== digest)
    throw new Error(`${stream.file} was changed while it was read: the event at byte ${offset} is no longer there`);
  const event = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("utf8")) as EventDocument;
  event[ORIGIN] = { stream, offset, line, record };
  return event;
}
