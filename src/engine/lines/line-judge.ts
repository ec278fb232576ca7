import type { JsonObject } from "../../event/json.ts";
import type { LineBlock } from "../../event/line-block.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { FieldLine } from "../../operators/anomaly/field-texts.ts";
import { type LineSieve, type Passed, STOP, TIME_STATE } from "../../matcher/lines/sieve.ts";
import { EXCEPTION, JOB, type RuleSet } from "../compile-rules.ts";
import type { Hit } from "../hit.ts";
import type { Jobs } from "../jobs.ts";
import { queryClock } from "../judge.ts";
import type { SpillStore } from "../spill.ts";
import { NO_HASH } from "./key-hash.ts";
import { hashOfLine, writtenValues } from "./line-hash.ts";
import type { LinePolicy } from "./line-policy.ts";
import type { SeenHit, Sighting, SightingLog } from "./sighting-log.ts";
import type { TallyRuns } from "./tally-runs.ts";

/** What a judge of lines tells of the events that it did not have parsed. */
export interface LineSink {
  /** Judges an event that was parsed. */
  push(event: EventDocument): void;
  /** Takes an event of this time with what it matches; the matcher still has it. */
  matched(event: EventDocument, time: number, hits: readonly SeenHit[]): void;
  /** Events that no rule matches. */
  passed(events: Readonly<Passed>): void;
  /** An event of this time that rules with state have seen. */
  seen(time: number): void;
  /** Hits of a rule that counts have come together. */
  tallied(rule: number, run: () => Generator<Hit>): void;
}

export interface LineJudgeParts {
  readonly rules: RuleSet;
  readonly sieve: LineSieve;
  readonly policies: readonly LinePolicy[];
  readonly log: SightingLog;
  /** The machine learning jobs: their predicates come after those of the rules. */
  readonly jobs: Jobs;
  readonly spill: SpillStore;
  readonly sink: LineSink;
  /** By reader of window times: the field of its own, and that field's number among the sieve's times. */
  readonly windowTimes: readonly number[];
  /** The rules that take the events of an event's index; undefined where its index is to be looked at each time. */
  readonly routeOf: (event: EventDocument) => { readonly any: boolean; readonly accepts: Uint8Array } | undefined;
}

/**
 * Judges events by the bytes of their lines. Where a rule may need an event's document, the event is parsed and judged
 * as any other; else only what the rules with state must know of it is kept.
 */
export class LineJudge {
  readonly #parts: LineJudgeParts;
  readonly #sieve: LineSieve;
  /** Rules that the line at hand matches, and their stages. */
  readonly #hits: { rule: number; stages: number }[] = [];
  #count = 0;
  readonly #tallies: { readonly runs: TallyRuns; readonly rule: number; readonly time: number; readonly fields: number }[] = [];
  /** Jobs that take the line at hand. */
  readonly #fed: number[] = [];
  readonly #line: FieldLine;
  #block: LineBlock | undefined;
  #parsed: EventDocument | undefined;

  constructor(parts: LineJudgeParts) {
    this.#parts = parts;
    const { sieve } = parts;
    this.#sieve = sieve;
    this.#line = {
      values: (path) => {
        const number = sieve.pathOf(path);
        return number === undefined ? undefined : sieve.values.values(number);
      },
      parse: () => this.#document(),
    };
  }

  /** Takes all lines of a block. */
  take(block: LineBlock): void {
    const { sink } = this.#parts;
    const sieve = this.#sieve;
    this.#block = block;
    sieve.load(block.bytes);
    let events = 0;
    for (;;) {
      const stop = sieve.next();
      if (sieve.passed.count > 0) sink.passed(sieve.passed);
      events += sieve.passed.count;
      if (stop === STOP.blockEnd) break;
      events += stop === STOP.candidates ? this.#judge(block) : this.#parse(block, stop === STOP.newRoute);
    }
    block.finish(sieve.line, events);
    this.#block = undefined;
  }

  #parse(block: LineBlock, isNew: boolean): number {
    const { rules, sink, routeOf } = this.#parts;
    const { start, end, line } = this.#sieve;
    const documents = block.parse(start, end, line);
    const [only] = documents;
    const route = isNew && only && documents.length === 1 ? routeOf(only) : undefined;
    if (route) this.#sieve.learnRoute(route.any, (p) => rules.stage[p] !== EXCEPTION && route.accepts[rules.owner[p] as number] === 1);
    for (const document of documents) sink.push(document);
    return documents.length;
  }

  /** An event with candidates; gives the number of events that the line was. */
  #judge(block: LineBlock): number {
    const sieve = this.#sieve;
    const time = sieve.timeState(0) === TIME_STATE.known ? sieve.milliseconds(0) : Number.NaN;
    this.#parsed = undefined;
    sieve.values.begin(() => this.#document());
    this.#parts.rules.matcher.runLine(sieve, queryClock(time));
    const { sink } = this.#parts;
    const asks = this.#match();
    if (this.#fed.length > 0) this.#parts.jobs.feedLine(this.#fed, this.#line, time);
    if (this.#count === 0) sink.seen(time);
    else if (asks || Number.isNaN(time) || !this.#prepare()) return this.#deliver(block, time);
    else {
      sink.seen(time);
      this.#keep(time);
    }
    return 1;
  }

  /** Hands the parsed event on to the rules that it matches. */
  #deliver(block: LineBlock, time: number): number {
    const { start, end, line } = this.#sieve;
    const documents = block.parse(start, end, line);
    const [only] = documents;
    if (!only || documents.length > 1) throw new Error("invariant: a line that was judged is one event");
    const hits = this.#hits.slice(0, this.#count).map(({ rule, stages }) => ({ rule, stages, hash: NO_HASH }));
    this.#parts.sink.matched(only, time, hits);
    return 1;
  }

  /** Gathers the rules that the line matches; true where one of them needs the document. */
  #match(): boolean {
    const { rules, policies } = this.#parts;
    const { matcher, owner, stage } = rules;
    const { candidates, count } = this.#sieve;
    this.#count = 0;
    this.#fed.length = 0;
    let last = -1;
    let asks = false;
    for (let i = 0; i < count; i++) {
      const predicate = candidates[i] as number;
      if (!matcher.matched(predicate)) continue;
      const rule = owner[predicate] as number;
      if (stage[predicate] === JOB) {
        this.#fed.push(rule - rules.rules.length);
        continue;
      }
      const policy = policies[rule] as LinePolicy;
      const bit = 1 << (stage[predicate] as number);
      asks ||= policy.kind === "parse" || (policy.kind === "sight" && policy.openings.isOpening(bit));
      if (rule === last) {
        const hit = this.#hits[this.#count - 1] as { stages: number };
        hit.stages |= bit;
      } else {
        this.#hits[this.#count++] = { rule, stages: bit };
        last = rule;
      }
    }
    return asks;
  }

  /** Finds out what the rules that count must know; false where that takes the parsed event. */
  #prepare(): boolean {
    const { rules, policies, windowTimes } = this.#parts;
    this.#tallies.length = 0;
    for (let i = 0; i < this.#count; i++) {
      const { rule } = this.#hits[i] as { rule: number };
      const policy = policies[rule] as LinePolicy;
      if (policy.kind !== "tally") continue;
      const time = this.#windowTime(windowTimes[rules.rules[rule]?.windowTime ?? 0] ?? 0);
      const fields = this.#fieldsOf(policy);
      if (time === undefined || fields === undefined) return false;
      this.#tallies.push({ runs: policy.runs, rule, time, fields });
    }
    return true;
  }

  /** A rule's own time, else `@timestamp`; undefined where only the parsed event can tell. */
  #windowTime(own: number): number | undefined {
    const sieve = this.#sieve;
    const state = sieve.timeState(own);
    if (state === TIME_STATE.unknown) return undefined;
    return sieve.milliseconds(state === TIME_STATE.known ? own : 0);
  }

  #fieldsOf({ runs, fields, project }: Extract<LinePolicy, { kind: "tally" }>): number | undefined {
    const written = writtenValues(this.#sieve, fields);
    if (written === undefined) return undefined;
    return runs.find(written) ?? runs.learn(written, project(this.#document()));
  }

  #keep(time: number): void {
    const { policies, sink } = this.#parts;
    const block = this.#block as LineBlock;
    const offset = block.offset + this.#sieve.start;
    for (const { runs, rule, time: windowTime, fields } of this.#tallies) {
      const run = runs.add(windowTime, block.stream, offset, fields);
      if (run) sink.tallied(rule, run);
    }
    const hits: SeenHit[] = [];
    for (let i = 0; i < this.#count; i++) {
      const { rule, stages } = this.#hits[i] as { rule: number; stages: number };
      const policy = policies[rule] as LinePolicy;
      if (policy.kind === "sight") hits.push({ rule, stages, hash: hashOfLine(this.#sieve, policy.openings.keyOf(stages)) });
    }
    if (hits.length > 0) this.#parts.log.add(this.#sighting(block, offset, time, hits));
  }

  #sighting(block: LineBlock, offset: number, time: number, hits: readonly SeenHit[]): Sighting {
    const { start, end, line } = this.#sieve;
    const { stream, later } = block;
    const place = later ? offset : this.#parts.spill.append(block.bytes.subarray(start, end));
    return {
      stream,
      later,
      place,
      length: end - start,
      digest: this.#sieve.digestLine(),
      offset,
      line: block.line + line - 1,
      record: block.record(line),
      time,
      hits,
    };
  }

  /** The event of the line at hand; its record is counted by whoever takes it. */
  #document(): JsonObject {
    const { start, end } = this.#sieve;
    this.#parsed ??= JSON.parse((this.#block as LineBlock).bytes.toString("utf8", start, end)) as EventDocument;
    return this.#parsed;
  }
}
