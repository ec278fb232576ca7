import type { EventDocument } from "../event/origin.ts";
import type { Passed } from "../matcher/lines/sieve.ts";
import type { CompiledRule } from "./compile-rules.ts";
import type { HitTaker } from "./hit-taker.ts";
import type { Jobs } from "./jobs.ts";
import { type Judge, queryClock } from "./judge.ts";
import type { Lane } from "./lane.ts";
import { createLineJudging, type LineJudging, type LineOptions, type LineSource } from "./lines/line-judging.ts";
import { createLiveLines, type LiveLineOptions, type LiveLines, type LiveLoop } from "./lines/live-lines.ts";
import type { Openings } from "./lines/openings.ts";
import type { SeenHit } from "./lines/sighting-log.ts";
import { bitsOf } from "./lines/stage-bits.ts";
import type { LoopParts } from "./loop-parts.ts";
import { sightedBefore } from "./rule-lanes.ts";
import { FUTURE_MS, type LoopClock } from "./state/loop-clock.ts";

/** What stands behind the entrance. */
export interface EntrancePlaces {
  readonly lanes: readonly (Lane | undefined)[];
  readonly jobs: Jobs;
  readonly clock: LoopClock;
  readonly judge: Judge;
  readonly hits: HitTaker;
  /** By rule: what was told to those who judge lines. */
  readonly openings: Map<number, Openings>;
  /** An event was judged to its end. */
  readonly judged: () => void;
  readonly loop: Pick<LiveLoop, "push" | "recollect" | "drain">;
}

/** Where events come in that were judged by the bytes of their lines, and were parsed only where a rule needs them. */
export class LineEntrance {
  readonly #parts: LoopParts;
  readonly #places: EntrancePlaces;
  /** The index of events that come as lines. */
  #indexOf: (event: EventDocument) => string | undefined = () => undefined;

  constructor(parts: LoopParts, places: EntrancePlaces) {
    this.#parts = parts;
    this.#places = places;
  }

  /** Lines are judged by their bytes, and what is kept of them comes back before the end; undefined where that cannot be. */
  lines(options: LineOptions & LineSource): LineJudging | undefined {
    const { lateness, journal } = this.#parts;
    if (lateness !== "batch" || journal.active) return undefined;
    const { lanes, jobs, clock, openings } = this.#places;
    return createLineJudging({ ...this.#parts, ...options, lanes, jobs, clock, openings, loop: this });
  }

  /** Live: lines that arrive are judged by their bytes; undefined where that cannot be. */
  liveLines(options: LiveLineOptions & Pick<LineSource, "indexOf" | "hasIndicators">): LiveLines | undefined {
    const { rules, times, lateness, replays } = this.#parts;
    if (lateness === "batch" || !replays) return undefined;
    const { lanes, jobs } = this.#places;
    this.#indexOf = options.indexOf;
    return createLiveLines({ ...options, rules, times, lanes, jobs, loop: this.#liveLoop(), futureMs: FUTURE_MS });
  }

  #liveLoop(): LiveLoop {
    const { clock, hits, loop } = this.#places;
    return {
      ...loop,
      ceiling: () => clock.ceiling,
      passed: (events) => this.#passed(events),
      deliver: (event, index, time, found) => this.deliver(event, index, time, found),
      recollectKnown: (event, index, time, found, pushed) =>
        hits.during("recollection", () => this.deliver(event, index, time, found, pushed + FUTURE_MS)),
      see: (time) => clock.see(time),
      waits: (offset, time) => hits.backlog.note(offset, time),
    };
  }

  #passed({ count, unrouted, timeless, first, last, ahead }: Readonly<Passed>): void {
    const { stats } = this.#parts;
    const { clock } = this.#places;
    stats.events += count;
    stats.unrouted += unrouted;
    stats.no_time += timeless;
    stats.future += ahead;
    if (first > last) return;
    clock.see(first);
    clock.see(last);
  }

  /** Events that were seen and turn out to matter are taken, as their time comes (epoch milliseconds). */
  takeSighted(watermark: number): void {
    const { recall } = this.#parts.arena;
    for (const { time, offset, hits } of sightedBefore(this.#places.lanes, watermark)) {
      const event = recall?.(offset);
      if (event) this.deliver(event, this.#indexOf(event), time, hits, Number.POSITIVE_INFINITY);
    }
  }

  /** Takes an event of which the matches are known. One that is later than `ceiling` is not believed. */
  deliver(
    event: EventDocument,
    index: string | undefined,
    time: number,
    found: readonly SeenHit[],
    ceiling: number = this.#places.clock.ceiling,
  ): void {
    const { rules, times } = this.#parts;
    const { hits, judge, judged } = this.#places;
    const { accepts } = rules.router.rulesFor(index);
    hits.future = time > ceiling;
    times.begin(event);
    // Exceptions are asked for of the matcher, which another thread's finding has not seen.
    if (found.some(({ rule }) => rules.rules[rule]?.exceptions.length !== 0)) rules.matcher.run(event, queryClock(time));
    const matched = found.map(({ rule, stages }) => ({ rule: rules.rules[rule] as CompiledRule, stages: bitsOf(stages) }));
    judge.deliver({ document: event, index: index ?? "", time, accepts }, matched, hits);
    judged();
  }
}
