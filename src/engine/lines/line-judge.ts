import { bytesOf } from "./bytes-of.ts";
import type { JsonObject, Scalar } from "../../event/json.ts";
import type { Matcher } from "../../matcher/compile.ts";
import type { HalfMade } from "../../matcher/lines/lay-places.ts";
import type { Sight, Sights } from "../../matcher/lines/lay-sights.ts";
import type { GatheringHost, GatheringPlan } from "../../matcher/lines/gathering.ts";
import type { SieveImage } from "../../matcher/lines/sieve-image.ts";
import { type LineSieve, type Passed, STOP, TIME_STATE } from "../../matcher/lines/sieve.ts";
import type { Verdicts } from "../../matcher/verdicts.ts";
import { EXCEPTION, JOB } from "../compile-rules.ts";
import { queryClock } from "../judge.ts";
import { TIMESTAMP } from "../time-readers.ts";
import { SEED } from "./key-hash.ts";
import { hashOfLine } from "./line-hash.ts";
import type { LineNeed, OpeningNeed } from "./line-need.ts";
import type { LinePlace, LineTaker, Tally } from "./line-taker.ts";
import { Openings } from "./openings.ts";
import { type SeenHit, sightOf } from "./sighting-log.ts";
import { isFreeOf, writtenValues } from "./written-values.ts";

/** What lines are judged by: plain data. */
export interface LineRules {
  /** By predicate: its rule, and its stage or {@link EXCEPTION}; of a machine learning job {@link JOB}, numbered after the rules. */
  readonly owner: Int32Array;
  readonly stage: Int32Array;
  /** By rule. */
  readonly needs: readonly LineNeed[];
  /** By reader of window times: its field. */
  readonly timeFields: readonly string[];
  /** Other fields that are read of lines. */
  readonly fields: readonly string[];
  /** Lines are not read again by place, but the keys of all matter: no digests, and hashes of lines that are parsed too. */
  readonly live?: boolean;
}

/** What is counted for machine learning jobs, and for whom. */
interface Gathering {
  readonly plan: GatheringPlan;
  readonly host: GatheringHost;
}

/** What those who read lines say of them. */
export interface LineOptions {
  /** The longest block, in bytes. */
  readonly capacity: number;
  /** Keys at the top of a line that make it something else than one event as it stands. */
  readonly guarded: readonly string[];
  /** Fields without one of which an event may have to be made something else first; undefined where none has to. */
  readonly marks: readonly string[] | undefined;
  /** What tells of events that may have to be made whole first. */
  readonly halfMade?: HalfMade | undefined;
}

/** Tests the predicates of lines. */
export type LineMatching = Pick<Verdicts, "matched" | "runLine">;

const ROUTING = ["data_stream.type", "data_stream.dataset", "data_stream.namespace", "_index"];

/** Judges events by the bytes of their lines, and tells what is to become of each. */
export class LineJudge {
  readonly #rules: LineRules;
  readonly #matcher: LineMatching;
  readonly #sieve: LineSieve;
  /** By rule, of those that see sequences. */
  readonly #openings: readonly (Openings | undefined)[];
  /** By reader of window times: the number among the sieve's times. */
  readonly #times: readonly number[];
  readonly #hits: SeenHit[] = [];
  readonly #tallies: Tally[] = [];
  /** Machine learning jobs that take the line. */
  readonly #fed: number[] = [];
  /** Events of the block that no rule matches. */
  #passed: Passed = noneYet();
  /** Events later than this are ahead. */
  #ceiling = Number.POSITIVE_INFINITY;
  #bytes: Buffer = Buffer.alloc(0);

  /** @param sieve that {@link LineJudge.create} laid down for lines of these rules, or one of its image */
  constructor(rules: LineRules, matcher: LineMatching, sieve: LineSieve) {
    const times = timesOf(rules);
    this.#rules = rules;
    this.#matcher = matcher;
    this.#sieve = sieve;
    this.#openings = rules.needs.map((need) => (need.kind === "sight" ? Openings.of(need.op) : undefined));
    this.#times = rules.timeFields.map((field) => times.indexOf(field));
  }

  /** Undefined where there are too many fields. */
  static create(matcher: Matcher, rules: LineRules, options: LineOptions, gathering?: Gathering): LineJudge | undefined {
    const fields = [...rules.needs.flatMap(fieldsOf), ...rules.fields];
    const sieve = matcher.sieve({ ...options, times: timesOf(rules), routing: ROUTING, fields, sights: sightsBy(rules), gathering });
    return sieve && new LineJudge(rules, matcher, sieve);
  }

  /** What other threads judge the same lines by. Before the first block. */
  image(): SieveImage {
    return this.#sieve.image();
  }

  /**
   * Takes whole lines of UTF-8; gives how many there were.
   * @param ceiling events later than this that no rule matches are counted (epoch milliseconds)
   */
  take(bytes: Uint8Array, taker: LineTaker, ceiling: number = Number.POSITIVE_INFINITY): number {
    const sieve = this.#sieve;
    this.#ceiling = ceiling;
    sieve.setCeiling(ceiling);
    this.#bytes = bytesOf({ bytes });
    sieve.load(this.#bytes);
    for (;;) {
      const stop = sieve.next();
      if (sieve.passed.count > 0) addPassed(this.#passed, sieve.passed);
      const notes = sieve.notes();
      if (notes) taker.noted(notes);
      if (stop === STOP.blockEnd) break;
      if (stop === STOP.candidates) this.#try(taker);
      else if (stop === STOP.newRoute && this.#learnRoute(taker)) sieve.repeat();
      else if (stop !== STOP.notesFull) taker.unjudged(placeOf(sieve));
    }
    if (this.#passed.count > 0) taker.passed(this.#passed);
    this.#passed = noneYet();
    return sieve.line;
  }

  /** Memory that so many bytes to be taken may be written to, so that they need not be copied. Ends the block at hand. */
  room(length: number): Uint8Array {
    return this.#sieve.room(length);
  }

  /** Of the block at hand. */
  text(start: number, end: number): string {
    return this.#bytes.toString("utf8", start, end);
  }

  /** Hands over what was counted for jobs. */
  handOver(): void {
    this.#sieve.jobs.handOver();
  }

  /** Tells bytes from others. Not while a block is taken. */
  digest(bytes: Uint8Array): number {
    return this.#sieve.digest(bytes);
  }

  /** Whether lines of the index of the line at hand can be judged from now on. */
  #learnRoute(taker: LineTaker): boolean {
    const { stage, owner } = this.#rules;
    const route = taker.routeOf(placeOf(this.#sieve));
    const takes = (p: number): boolean => stage[p] !== EXCEPTION && route?.accepts[owner[p] as number] === 1;
    return route !== undefined && this.#sieve.learnRoute(route, takes) !== 0;
  }

  #try(taker: LineTaker): void {
    if (!taker.failed) {
      this.#judge(taker);
      return;
    }
    const place = placeOf(this.#sieve);
    try {
      this.#judge(taker);
    } catch (error) {
      taker.failed(place, error);
    }
  }

  #judge(taker: LineTaker): void {
    const sieve = this.#sieve;
    const time = sieve.timeState(0) === TIME_STATE.known ? sieve.milliseconds(0) : Number.NaN;
    const { start, end } = sieve;
    const parse = (): JsonObject => JSON.parse(this.#bytes.toString("utf8", start, end)) as JsonObject;
    sieve.values.begin(parse);
    this.#matcher.runLine(sieve, queryClock(time));
    const asks = this.#match();
    if (asks === "judge") {
      taker.unjudged(placeOf(sieve));
      return;
    }
    if (!sieve.jobs.gather()) this.#fed.push(...sieve.jobs.list());
    if (this.#fed.length > 0) taker.fed(placeOf(sieve), time, this.#fed, { values: (path) => this.#values(path), parse });
    if (this.#hits.length === 0) this.#pass(time);
    else if (this.#rules.live) {
      const isPrepared = !Number.isNaN(time) && this.#prepare();
      taker.kept(placeOf(sieve), time, 0, this.#hits, isPrepared ? this.#tallies : NO_TALLIES);
    } else if (asks === "parse" || Number.isNaN(time) || !this.#prepare()) taker.matched(placeOf(sieve), time, this.#hits);
    else taker.kept(placeOf(sieve), time, sieve.digestLine(), this.#hits, this.#tallies);
  }

  #pass(time: number): void {
    const passed = this.#passed;
    passed.count++;
    if (!this.#sieve.byRule) passed.unrouted++;
    if (Number.isNaN(time)) passed.timeless++;
    else {
      passed.first = Math.min(passed.first, time);
      passed.last = Math.max(passed.last, time);
      if (time > this.#ceiling) passed.ahead++;
    }
  }

  /** Gathers the rules that the line matches; gives the most that one of them needs. */
  #match(): LineNeed["kind"] | undefined {
    const { owner, stage, needs } = this.#rules;
    const matcher = this.#matcher;
    const { candidates, count } = this.#sieve;
    this.#hits.length = 0;
    this.#fed.length = 0;
    let last: { rule: number; stages: number; hash: number } | undefined;
    let asks: LineNeed["kind"] | undefined;
    for (let i = 0; i < count; i++) {
      const predicate = candidates[i] as number;
      if (!matcher.matched(predicate)) continue;
      const rule = owner[predicate] as number;
      if (stage[predicate] === JOB) {
        this.#fed.push(rule - needs.length);
        continue;
      }
      const bit = 1 << (stage[predicate] as number);
      const { kind } = needs[rule] as LineNeed;
      if (kind === "judge") return kind;
      if (kind === "parse") asks = kind;
      if (last?.rule === rule) last.stages |= bit;
      else this.#hits.push((last = { rule, stages: bit, hash: 0 }));
    }
    return asks;
  }

  #values(path: string): readonly Scalar[] | undefined {
    const number = this.#sieve.pathOf(path);
    return number === undefined ? undefined : this.#sieve.values.values(number);
  }

  /** Finds out what the rules with state must know; false where that takes the parsed event. */
  #prepare(): boolean {
    this.#tallies.length = 0;
    for (const hit of this.#hits) {
      const need = this.#rules.needs[hit.rule] as LineNeed;
      if (need.kind === "tally") {
        const time = this.#windowTime(this.#times[need.windowTime] as number);
        const written = writtenValues(this.#sieve, need.fields);
        if (time === undefined || written === undefined || !isFreeOf(this.#sieve, need.absent)) return false;
        this.#tallies.push({ rule: hit.rule, time, written });
      } else if (need.kind === "sight") {
        (hit as { hash: number }).hash = hashOfLine(this.#sieve, this.#openings[hit.rule]?.keyOf(hit.stages));
        if (need.opening && this.#openings[hit.rule]?.isOpening(hit.stages)) this.#prepareOpening(hit.rule, need.opening);
      }
    }
    return true;
  }

  /** Where only the document tells what is to be known, there is no tally. */
  #prepareOpening(rule: number, { fields, windowTime }: OpeningNeed): void {
    const time = this.#windowTime(this.#times[windowTime] as number);
    const written = writtenValues(this.#sieve, fields);
    if (time !== undefined && written !== undefined) this.#tallies.push({ rule, time, written });
  }

  /** A rule's own time, else `@timestamp`; undefined where only the parsed event can tell. */
  #windowTime(own: number): number | undefined {
    const state = this.#sieve.timeState(own);
    if (state === TIME_STATE.unknown) return undefined;
    return this.#sieve.milliseconds(state === TIME_STATE.known ? own : 0);
  }
}

/** `@timestamp`, and the rules' own. */
const timesOf = ({ timeFields }: LineRules): readonly string[] => [...new Set([TIMESTAMP, ...timeFields])];

const NO_TALLIES: readonly Tally[] = Object.freeze([]);

const noneYet = (): Passed => ({
  count: 0,
  unrouted: 0,
  timeless: 0,
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  ahead: 0,
});

function addPassed(all: Passed, more: Readonly<Passed>): void {
  all.count += more.count;
  all.unrouted += more.unrouted;
  all.timeless += more.timeless;
  all.ahead += more.ahead;
  all.first = Math.min(all.first, more.first);
  all.last = Math.max(all.last, more.last);
}

/** The stages of sequences of which nothing is asked but that an event is one of them. */
function sightsBy({ owner, stage, needs, live }: LineRules): Sights {
  const openings = needs.map((need) => (need.kind === "sight" ? Openings.of(need.op) : undefined));
  const byPredicate = Array.from(owner, (rule, predicate): Sight | undefined => {
    const own = openings[rule];
    const at = stage[predicate] as number;
    // Live, an event that a sequence may begin with is taken as it comes.
    return own && at >= 0 && !(live && own.isOpening(1 << at)) ? { what: sightOf(rule, at), key: own.keyOf(1 << at) } : undefined;
  });
  return { byPredicate, seed: SEED, digests: !live };
}

const placeOf = ({ start, end, line }: LineSieve): LinePlace => ({ start, end, line });

/** Fields that are read of lines, besides those of predicates. */
function fieldsOf(need: LineNeed): readonly string[] {
  if (need.kind === "tally") return [...need.fields, ...need.absent];
  return need.kind === "sight" ? [...(Openings.of(need.op)?.fields ?? []), ...(need.opening?.fields ?? [])] : [];
}
