import type { Alert } from "../../alerts/alert.ts";
import type { EventDocument, Stream } from "../../event/origin.ts";
import type { GatheringHost } from "../../matcher/lines/gathering.ts";
import { NoteReader, type WrittenNotes } from "../../matcher/lines/line-notes.ts";
import type { Passed } from "../../matcher/lines/sieve.ts";
import type { FieldLine } from "../../operators/anomaly/field-texts.ts";
import type { CompiledRule, RuleSet } from "../compile-rules.ts";
import type { Jobs } from "../jobs.ts";
import type { Lane } from "../lane.ts";
import type { TimeReaders } from "../time-readers.ts";
import { CountedFields } from "./counted-fields.ts";
import { LineJudge, type LineOptions } from "./line-judge.ts";
import { takenBy, takersOf } from "./line-judging.ts";
import { lineRoute } from "./line-route.ts";
import { type LineNeed, lineNeed } from "./line-need.ts";
import type { LinePlace, LineRoute, LineTaker, Tally } from "./line-taker.ts";
import { hitsOf, type SeenHit } from "./sighting-log.ts";

/** Events that have just arrived, as lines: each is one event that is complete, or begins with a blank where it has to be parsed. */
export interface ArrivedLines {
  /** UTF-8. */
  readonly bytes: Uint8Array;
  /** What the origins of its events say. */
  readonly stream: Stream;
  /** The offset of the origin of the first line's event; the others follow. */
  readonly firstOffset: number;
  /** The event of a line, from 1. */
  parse(line: number): EventDocument;
}

export interface LiveLineOptions extends LineOptions {
  /** Told of an event on which the engine failed; without it the fault is thrown. */
  readonly onFault?: ((error: unknown, offset: number) => void) | undefined;
}

/** Judges arrived lines by their bytes, as if their events had been pushed. */
export interface LiveLines {
  /** The longest block, in bytes. */
  readonly capacity: number;
  take(block: ArrivedLines): readonly Alert[];
  /** Gives machine learning jobs what was counted for them so far. Before the clock goes on, and before their state is asked for. */
  settle(): void;
  /** As `recollect` of the engine does for each event. */
  recollect(block: ArrivedLines, pushed: number): void;
}

/** What an event loop does with lines. */
export interface LiveLoop {
  /** Events later than this are not believed. */
  ceiling(): number;
  /** Counts events that are not parsed, and notes their times. */
  passed(events: Readonly<Passed>): void;
  push(event: EventDocument, index: string | undefined): void;
  deliver(event: EventDocument, index: string | undefined, time: number, hits: readonly SeenHit[]): void;
  recollect(event: EventDocument, index: string | undefined, pushed: number): void;
  recollectKnown(event: EventDocument, index: string | undefined, time: number, hits: readonly SeenHit[], pushed: number): void;
  see(time: number): void;
  /** A hit of the event at this offset waits for the clock to pass `time`. */
  waits(offset: number, time: number): void;
  drain(): readonly Alert[];
}

interface Parts extends LiveLineOptions {
  readonly rules: RuleSet;
  readonly times: TimeReaders;
  readonly lanes: readonly (Lane | undefined)[];
  readonly jobs: Jobs;
  readonly loop: LiveLoop;
  readonly indexOf: (event: EventDocument) => string | undefined;
  readonly hasIndicators: () => boolean;
  readonly futureMs: number;
}

/** Undefined where the rules read too many fields. */
export function createLiveLines(parts: Parts): LiveLines | undefined {
  const { rules, lanes, times, jobs, loop, capacity, guarded, marks, halfMade } = parts;
  const needs = rules.rules.map((rule) => liveNeed(rule, lanes[rule.number]));
  const { matcher, owner, stage } = rules;
  const counting = countingFor(jobs);
  const judge = LineJudge.create(
    matcher,
    { owner, stage, needs, timeFields: times.fields, fields: jobs.paths, live: true },
    { capacity, guarded, marks, halfMade },
    { plan: jobs.gathering(takersOf(rules)), host: counting },
  );
  if (!judge) return undefined;
  const counted = needs.map((need, rule) => {
    const lane = lanes[rule];
    return need.kind === "tally" && lane ? new CountedFields(lane, need.fields) : undefined;
  });
  const taking = { ...parts, counted };
  return {
    capacity,
    take(block) {
      judge.take(block.bytes, new LiveTaker(taking, block, judgedNow(parts)), loop.ceiling());
      return loop.drain();
    },
    settle: () => judge.handOver(),
    recollect(block, pushed) {
      judge.handOver();
      counting.recollect(() => {
        judge.take(block.bytes, new LiveTaker(taking, block, recollected(parts, pushed)));
        judge.handOver();
      });
    },
  };
}

/** Takes what is counted for jobs; during recollection nothing, for they have counted it. */
function countingFor(jobs: Jobs): GatheringHost & { recollect(work: () => void): void } {
  let counts = true;
  return {
    textOf: jobs.texts.textOf.bind(jobs.texts),
    take(counted) {
      if (counts) jobs.add(counted);
    },
    recollect(work) {
      counts = false;
      try {
        work();
      } finally {
        counts = true;
      }
    },
  };
}

/** A rule that makes alerts of events has these parsed as they come. */
function liveNeed(rule: CompiledRule, lane: Lane | undefined): LineNeed {
  const need = lineNeed(rule);
  if (need.kind === "judge" || (need.kind === "tally" && !need.keeps)) return need;
  if (need.kind !== "sight" || !lane?.openings) return { kind: "parse" };
  const opening = lane.openings.need;
  return opening ? { ...need, opening } : need;
}

/** What becomes of lines: they are judged now, or were before a restart. */
interface Fate {
  /** Events later than this are not believed. */
  readonly ceiling: number;
  passed(events: Readonly<Passed>): void;
  fed(jobs: readonly number[], line: FieldLine, time: number): void;
  unjudged(event: EventDocument): void;
  /** The rule has no use of the event. */
  isIdle(hit: SeenHit): boolean;
  /** The rule's clock has passed the event. */
  late(hit: SeenHit): "deliver" | "drop";
  deliver(event: EventDocument, time: number, hits: readonly SeenHit[]): void;
}

function judgedNow({ loop, jobs, indexOf }: Parts): Fate {
  return {
    ceiling: loop.ceiling(),
    passed: (events) => loop.passed(events),
    fed: (numbers, line, time) => jobs.feedLine(numbers, line, time),
    unjudged: (event) => loop.push(event, indexOf(event)),
    isIdle: () => false,
    late: () => "deliver",
    deliver: (event, time, hits) => loop.deliver(event, indexOf(event), time, hits),
  };
}

function recollected({ loop, rules, indexOf, futureMs }: Parts, pushed: number): Fate {
  return {
    ceiling: pushed + futureMs,
    passed({ first, last }) {
      if (first > last) return;
      loop.see(first);
      loop.see(last);
    },
    fed: () => undefined,
    unjudged: (event) => loop.recollect(event, indexOf(event), pushed),
    isIdle: ({ rule }) => rules.rules[rule]?.runsBy === "none",
    late: () => "drop",
    deliver: (event, time, hits) => loop.recollectKnown(event, indexOf(event), time, hits, pushed),
  };
}

interface Taking extends Parts {
  /** By rule, of those that count. */
  readonly counted: readonly (CountedFields | undefined)[];
}

/** Takes what is found in one block. */
class LiveTaker implements LineTaker {
  readonly #parts: Taking;
  readonly #block: ArrivedLines;
  readonly #fate: Fate;
  #notes: NoteReader | undefined;

  constructor(parts: Taking, block: ArrivedLines, fate: Fate) {
    this.#parts = parts;
    this.#block = block;
    this.#fate = fate;
  }

  passed(events: Readonly<Passed>): void {
    this.#fate.passed(events);
  }

  noted({ words, from, to }: WrittenNotes): void {
    const note = (this.#notes ??= new NoteReader(words));
    const passed = { count: 0, unrouted: 0, timeless: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, ahead: 0 };
    for (let next = from; next < to; next = note.to) {
      note.goTo(next);
      const { time, line } = note;
      passed.count++;
      passed.first = Math.min(passed.first, time);
      passed.last = Math.max(passed.last, time);
      if (this.#isAhead(time)) passed.ahead++;
      this.#try(line, () => this.#see(note));
    }
    if (passed.count > 0) this.#fate.passed(passed);
  }

  #see(note: NoteReader): void {
    const { line, time } = note;
    const wanted = hitsOf(note).filter((hit) => this.#isWanted(hit, line, time));
    if (wanted.length > 0) this.#fate.deliver(this.#block.parse(line), time, wanted);
  }

  fed({ line: number }: LinePlace, time: number, jobs: readonly number[], line: FieldLine): void {
    if (!this.#isAhead(time)) this.#try(number, () => this.#fate.fed(jobs, line, time));
  }

  seen(time: number): void {
    const timeless = Number.isNaN(time);
    const first = timeless ? Number.POSITIVE_INFINITY : time;
    const last = timeless ? Number.NEGATIVE_INFINITY : time;
    this.#fate.passed({ count: 1, unrouted: 0, timeless: timeless ? 1 : 0, first, last, ahead: this.#isAhead(time) ? 1 : 0 });
  }

  routeOf({ line }: LinePlace): LineRoute | undefined {
    const { indexOf, rules, hasIndicators } = this.#parts;
    return lineRoute(indexOf(this.#block.parse(line)), rules.router, takenBy(rules, hasIndicators()));
  }

  unjudged({ line }: LinePlace): void {
    const event = this.#block.parse(line);
    this.#try(line, () => this.#fate.unjudged(event));
  }

  matched(place: LinePlace, time: number, hits: readonly SeenHit[]): void {
    this.kept(place, time, 0, hits, []);
  }

  kept({ line }: LinePlace, time: number, _digest: number, hits: readonly SeenHit[], tallies: readonly Tally[]): void {
    this.seen(time);
    this.#try(line, () => {
      const wanted = hits.filter((hit) => {
        if (this.#fate.isIdle(hit)) return false;
        const tally = tallies.find(({ rule }) => rule === hit.rule);
        if (!tally) return this.#isWanted(hit, line, time);
        const { openings } = this.#parts.lanes[hit.rule] ?? {};
        const isTaken = openings ? this.#open(hit, tally, line, time) : this.#count(tally, line, time);
        return !isTaken && this.#fate.late(hit) === "deliver";
      });
      if (wanted.length > 0) this.#fate.deliver(this.#block.parse(line), time, wanted);
    });
  }

  /** Gives a rule that counts what it needs; false where its clock has passed the event. */
  #count({ rule, time: windowTime, written }: Tally, line: number, time: number): boolean {
    const { lanes, counted, loop } = this.#parts;
    const document = this.#isAhead(time) ? undefined : counted[rule]?.of(written);
    if (!document) return true;
    const { stream, firstOffset } = this.#block;
    const offset = firstOffset + line - 1;
    if (!lanes[rule]?.tally({ time: windowTime, stream, offset, document })) return false;
    loop.waits(offset, windowTime);
    return true;
  }

  /** Gives a rule the event that a sequence of it may begin with; false where its clock has passed it. */
  #open({ rule, stages, hash }: SeenHit, { time: windowTime, written }: Tally, line: number, time: number): boolean {
    const { lanes, loop } = this.#parts;
    // Rules with state take nothing of the future.
    if (this.#isAhead(time)) return true;
    const { stream, firstOffset } = this.#block;
    const offset = firstOffset + line - 1;
    if (!lanes[rule]?.open({ time, windowTime, stream, offset, stages, written }, hash)) return false;
    loop.waits(offset, time);
    return true;
  }

  /** Whether a rule wants the event now; if not, it may come back to it. */
  #isWanted(hit: SeenHit, line: number, time: number): boolean {
    const { lanes, loop } = this.#parts;
    const lane = lanes[hit.rule];
    const openings = lane?.openings;
    if (!lane || !openings || Number.isNaN(time) || openings.isOpening(hit.stages)) return true;
    // Rules with state take nothing of the future.
    if (this.#isAhead(time)) return false;
    if (openings.matter(hit.hash, time)) return true;
    const offset = this.#block.firstOffset + line - 1;
    if (!lane.sight(time, offset, hit.stages, hit.hash)) return this.#fate.late(hit) === "deliver";
    loop.waits(offset, time);
    return false;
  }

  #isAhead(time: number): boolean {
    return time > this.#fate.ceiling;
  }

  failed({ line }: LinePlace, error: unknown): void {
    const { onFault } = this.#parts;
    if (!onFault) throw error;
    onFault(error, this.#block.firstOffset + line - 1);
  }

  #try(line: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.failed({ start: 0, end: 0, line }, error);
    }
  }
}
