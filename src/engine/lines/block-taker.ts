import type { LineBlock } from "../../event/line-block.ts";
import { bytesOf } from "./bytes-of.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { Passed } from "../../matcher/lines/sieve.ts";
import type { JsonObject } from "../../event/json.ts";
import type { FieldLine } from "../../operators/anomaly/field-texts.ts";
import type { Hit } from "../hit.ts";
import type { SpillStore } from "../spill.ts";
import type { LinePlace, LineRoute, LineTaker, Tally } from "./line-taker.ts";
import type { SeenHit, SightingLog } from "./sighting-log.ts";
import type { TallyRuns } from "./tally-runs.ts";

/** What the engine does with what is found in lines. */
export interface LineHost {
  readonly spill: SpillStore;
  /** Judges an event that was parsed. */
  push(event: EventDocument): void;
  /** Events that no rule matches. */
  passed(events: Readonly<Passed>): void;
  /** An event of this time was judged. */
  seen(time: number): void;
  /** Takes an event with what it matches. */
  matched(event: EventDocument, time: number, hits: readonly SeenHit[]): void;
  /** Machine learning jobs take an event of this time. */
  fed(jobs: readonly number[], line: FieldLine, time: number): void;
  /** Hits of a rule that counts have come together. */
  tallied(rule: number, run: () => Generator<Hit>): void;
  routeOf(event: EventDocument): LineRoute | undefined;
}

/** By rule, of those that count: what they know, and how they read an event. */
export type Tallies = ReadonlyMap<number, { readonly runs: TallyRuns; readonly project: (event: JsonObject) => JsonObject }>;

/** Takes what is found in one block of lines after the other. */
export class BlockTaker implements LineTaker {
  readonly #host: LineHost;
  readonly #log: SightingLog;
  readonly #tallies: Tallies;
  #block: LineBlock | undefined;
  #events = 0;

  constructor(host: LineHost, log: SightingLog, tallies: Tallies) {
    this.#host = host;
    this.#log = log;
    this.#tallies = tallies;
  }

  begin(block: LineBlock): void {
    this.#block = block;
    this.#events = 0;
  }

  finish(lines: number): void {
    this.#block?.finish(lines, this.#events);
    this.#block = undefined;
  }

  passed(events: Readonly<Passed>): void {
    this.#events += events.count;
    this.#host.passed(events);
  }

  fed(_: LinePlace, time: number, jobs: readonly number[], line: FieldLine): void {
    this.#host.fed(jobs, line, time);
  }

  seen(time: number): void {
    this.#events++;
    this.#host.seen(time);
  }

  unjudged(place: LinePlace, isNew: boolean): LineRoute | undefined {
    const documents = this.#parse(place);
    const [only] = documents;
    const route = isNew && only && documents.length === 1 ? this.#host.routeOf(only) : undefined;
    this.#events += documents.length;
    for (const document of documents) this.#host.push(document);
    return route;
  }

  matched(place: LinePlace, time: number, hits: readonly SeenHit[]): void {
    const documents = this.#parse(place);
    const [only] = documents;
    if (!only || documents.length > 1) throw new Error("invariant: a line that was judged is one event");
    this.#events++;
    this.#host.matched(only, time, hits);
  }

  kept(place: LinePlace, time: number, digest: number, hits: readonly SeenHit[], tallies: readonly Tally[]): void {
    const fields = tallies.map((tally) => this.#fieldsOf(tally, place));
    if (fields.includes(undefined)) {
      this.matched(place, time, hits);
      return;
    }
    this.seen(time);
    const { stream, later, offset, line, bytes } = this.#block as LineBlock;
    const at = offset + place.start;
    tallies.forEach(({ rule, time: windowTime }, i) => {
      const run = this.#tallies.get(rule)?.runs.add(windowTime, stream, at, fields[i] as number);
      if (run) this.#host.tallied(rule, run);
    });
    const sights = tallies.length === 0 ? hits : hits.filter(({ rule }) => !this.#tallies.has(rule));
    if (sights.length === 0) return;
    this.#log.add({
      stream,
      later,
      place: later ? at : this.#host.spill.append(bytes.subarray(place.start, place.end)),
      length: place.end - place.start,
      digest,
      offset: at,
      line: line + place.line - 1,
      record: (this.#block as LineBlock).record(place.line),
      time,
      hits: sights,
    });
  }

  /** The number of the fields that the rule counts by; undefined where it knows too many. */
  #fieldsOf({ rule, written }: Tally, { start, end }: LinePlace): number | undefined {
    const own = this.#tallies.get(rule);
    if (!own) return undefined;
    const known = own.runs.find(written);
    if (known !== undefined) return known;
    const event = JSON.parse(bytesOf(this.#block as LineBlock).toString("utf8", start, end)) as JsonObject;
    return own.runs.learn(written, own.project(event));
  }

  /** An event of the block by its fields, all of which are read of the parsed event. */
  lineAt({ start, end }: LinePlace): FieldLine {
    const bytes = bytesOf(this.#block as LineBlock);
    return { values: () => undefined, parse: () => JSON.parse(bytes.toString("utf8", start, end)) as JsonObject };
  }

  #parse({ start, end, line }: LinePlace): readonly EventDocument[] {
    return (this.#block as LineBlock).parse(start, end, line);
  }
}
