import type { EventDocument } from "../../event/origin.ts";
import { ORIGIN } from "../../event/origin.ts";
import type { LineBlock } from "../../event/line-block.ts";
import { isAnomalyIndex } from "../../operators/anomaly/record.ts";
import type { LineSieve } from "../../matcher/lines/sieve.ts";
import type { Arena } from "../arena.ts";
import type { RuleSet } from "../compile-rules.ts";
import type { Jobs } from "../jobs.ts";
import type { Lane } from "../lane.ts";
import type { SpillStore } from "../spill.ts";
import type { LoopClock } from "../state/loop-clock.ts";
import type { EngineStats } from "../stats.ts";
import { TIMESTAMP, type TimeReaders } from "../time-readers.ts";
import { LineJudge, type LineJudgeParts, type LineSink } from "./line-judge.ts";
import { type LinePolicy, linePolicy } from "./line-policy.ts";
import type { Openings } from "./openings.ts";
import { type SeenHit, type Sighting, SightingLog } from "./sighting-log.ts";

/** What those who read lines say of them. */
export interface LineOptions {
  /** The longest block, in bytes. */
  readonly capacity: number;
  /** Keys at the top of a line that make it something else than one event as it stands. */
  readonly guarded: readonly string[];
  /** Fields without one of which an event may have to be made something else first. */
  readonly marks: readonly string[];
}

/** What the engine gives besides. */
export interface LineHost {
  readonly spill: SpillStore;
  readonly push: (event: EventDocument) => void;
  readonly indexOf: (event: EventDocument) => string | undefined;
  /** There are indicators, so that rules over them may match. */
  readonly hasIndicators: () => boolean;
}

interface Parts extends LineOptions, LineHost {
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

/** Judges blocks of lines until it is closed, which gives what was kept to the rules with state. */
export interface LineJudging {
  take(block: LineBlock): void;
  close(): void;
}

const ROUTING = ["data_stream.type", "data_stream.dataset", "data_stream.namespace", "_index"];

export function createLineJudging(parts: Parts): LineJudging | undefined {
  const { rules, times, spill, arena, lanes, openings } = parts;
  const policies = rules.rules.map((rule) => linePolicy(rule, lanes[rule.number]?.runner, arena, spill));
  const timeFields = [...new Set([TIMESTAMP, ...times.fields])];
  const { capacity, guarded, marks } = parts;
  const sieve = rules.matcher.sieve({
    times: timeFields,
    routing: ROUTING,
    fields: [...fieldsOf(policies), ...parts.jobs.paths],
    capacity,
    guarded,
    marks,
  });
  if (!sieve) return undefined;
  policies.forEach((policy, rule) => {
    if (policy.kind === "sight") openings.set(rule, policy.openings);
  });
  const log = new SightingLog(spill);
  const judge = new LineJudge({
    rules,
    sieve,
    policies,
    log,
    jobs: parts.jobs,
    spill,
    sink: createSink(parts),
    windowTimes: times.fields.map((field) => timeFields.indexOf(field)),
    routeOf: (event) => routeOf(parts, event),
  });
  return {
    take: (block) => judge.take(block),
    close: () => {
      policies.forEach((policy, rule) => {
        const run = policy.kind === "tally" ? policy.runs.run() : undefined;
        if (run) lanes[rule]?.addRun(run);
      });
      for (const sighting of log.take((rule, hash) => openings.get(rule)?.matter(hash) ?? true)) replay(parts, sieve, sighting);
    },
  };
}

/** Fields that policies read, besides those of predicates. */
function fieldsOf(policies: readonly LinePolicy[]): readonly string[] {
  return policies.flatMap((policy) => {
    if (policy.kind === "tally") return policy.fields;
    return policy.kind === "sight" ? policy.openings.fields : [];
  });
}

function createSink({ stats, clock, lanes, push, loop, indexOf }: Parts): LineSink {
  const seen = (time: number): void => {
    stats.events++;
    if (Number.isNaN(time)) stats.no_time++;
    else clock.see(time);
  };
  return {
    push,
    matched(event, time, hits) {
      seen(time);
      loop.deliver(event, indexOf(event), time, hits);
    },
    seen,
    passed({ count, unrouted, timeless, first, last }) {
      stats.events += count;
      stats.unrouted += unrouted;
      stats.no_time += timeless;
      if (first > last) return;
      clock.see(first);
      clock.see(last);
    },
    tallied: (rule, run) => lanes[rule]?.addRun(run),
  };
}

/**
 * Rules over indicators match nothing where there are none. Anomaly records are made events first, and events that only
 * jobs take count as such that no rule took.
 */
function routeOf({ rules, indexOf, hasIndicators }: Parts, event: EventDocument): ReturnType<LineJudgeParts["routeOf"]> {
  const index = indexOf(event);
  const { any, byRule, accepts } = rules.router.rulesFor(index);
  if (isAnomalyIndex(index) || (any && !byRule)) return undefined;
  if (hasIndicators()) return { any, accepts };
  return { any, accepts: accepts.map((taken, rule) => (rules.rules[rule]?.plan.root.kind === "indicatorMatch" ? 0 : taken)) };
}

/** @throws where the bytes are no longer what they were: the input was changed while it was read */
function replay({ loop, indexOf, spill }: Parts, sieve: LineSieve, sighting: Sighting): void {
  const { stream, later, place, length, digest, offset, line, record, time, hits } = sighting;
  const bytes = later ? later.read(place, length) : spill.read(place, length);
  if (bytes.length !== length || sieve.digest(bytes) !== digest)
    throw new Error(`${stream.file} was changed while it was read: the event at byte ${offset} is no longer there`);
  const event = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("utf8")) as EventDocument;
  event[ORIGIN] = { stream, offset, line, record };
  loop.deliver(event, indexOf(event), time, hits);
}
