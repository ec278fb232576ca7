import type { LineBlock } from "../../event/line-block.ts";
import type { Arena } from "../arena.ts";
import type { EventDocument } from "../../event/origin.ts";
import { NoteReader, type WrittenNotes } from "../../matcher/lines/line-notes.ts";
import type { Passed } from "../../matcher/lines/sieve.ts";
import type { JsonObject } from "../../event/json.ts";
import type { FieldLine } from "../../operators/anomaly/field-texts.ts";
import type { Hit } from "../hit.ts";
import type { SpillStore } from "../spill.ts";
import type { LinePlace, LineRoute, LineTaker, Tally } from "./line-taker.ts";
import type { SeenEvent } from "./seen-event.ts";
import type { NotedAt, SeenHit } from "./sighting-log.ts";
import type { Sightings } from "./sightings.ts";
import type { TallyRuns } from "./tally-runs.ts";

/** What the engine does with what is found in lines. */
export interface LineHost {
  readonly spill: SpillStore;
  readonly arena: Arena;
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

/** By rule, of those that read a few fields: what they know. */
export type Tallies = ReadonlyMap<number, TallyRuns>;

/** Takes what is found in one block of lines after the other. */
export class BlockTaker implements LineTaker {
  readonly #host: LineHost;
  readonly #sightings: Sightings;
  readonly #tallies: Tallies;
  #block: LineBlock | undefined;
  #notes: NoteReader | undefined;
  #events = 0;

  constructor(host: LineHost, sightings: Sightings, tallies: Tallies) {
    this.#host = host;
    this.#sightings = sightings;
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

  noted(notes: WrittenNotes): void {
    const note = this.#readerOf(notes);
    note.goTo(notes.from);
    const { line } = note;
    for (let next = notes.from; next < notes.to; next = note.to) {
      note.goTo(next);
      this.#events++;
      this.#host.seen(note.time);
      this.#sightings.see(note);
    }
    this.#sightings.keep(notes, this.#notedAt(notes, line, note.line));
  }

  /** A sieve's notes are always in the same words. */
  #readerOf({ words }: WrittenNotes): NoteReader {
    if (this.#notes?.words !== words) this.#notes = new NoteReader(words);
    return this.#notes;
  }

  /** @param first line of those that were noted */
  #notedAt(notes: WrittenNotes, first: number, last: number): NotedAt {
    const block = this.#block as LineBlock;
    const { stream, later } = block;
    const record = block.record(first) - first;
    if (block.record(last) !== record + last) throw new Error("invariant: lines that were noted together have nothing between them");
    const place = later ? Number.NaN : this.#spillLines(notes);
    return { stream, later, offset: block.offset - notes.block, line: block.firstLine() - 1, record, place };
  }

  /** Puts away the lines that were noted, one behind the other. */
  #spillLines(notes: WrittenNotes): number {
    const note = this.#readerOf(notes);
    let place: number | undefined;
    for (let next = notes.from; next < notes.to; next = note.to) {
      note.goTo(next);
      const at = this.#host.spill.append(this.#bytes(note.start - notes.block, note.end - notes.block));
      place ??= at;
    }
    return place ?? Number.NaN;
  }

  fed(_: LinePlace, time: number, jobs: readonly number[], line: FieldLine): void {
    this.#host.fed(jobs, line, time);
  }

  routeOf(place: LinePlace): LineRoute | undefined {
    return this.#host.routeOf(this.parseAt(place));
  }

  unjudged(place: LinePlace): void {
    const documents = this.#parse(place);
    this.#events += documents.length;
    for (const document of documents) this.#host.push(document);
  }

  matched(place: LinePlace, time: number, hits: readonly SeenHit[]): void {
    const documents = this.#parse(place);
    const [only] = documents;
    if (!only || documents.length > 1) throw new Error("invariant: a line that was judged is one event");
    this.#events++;
    this.#host.matched(only, time, hits);
  }

  kept(place: LinePlace, time: number, digest: number, hits: readonly SeenHit[], tallies: readonly Tally[]): void {
    const sights = tallies.length === 0 ? hits : hits.filter(({ rule }) => !this.#tallies.has(rule));
    const isKept = tallies.some(({ rule }) => this.#tallies.get(rule)?.keeps);
    // An event is held once for all rules.
    if (isKept && sights.length > 0) {
      this.matched(place, time, hits);
      return;
    }
    this.#events++;
    this.#host.seen(time);
    const event = this.#eventAt(place, digest, isKept || sights.length > 0);
    const key = isKept ? this.#host.arena.reserve() : -1;
    for (const { rule, time: windowTime, written } of tallies) {
      const run = this.#tallies.get(rule)?.add(windowTime, written, event, key);
      if (run) this.#host.tallied(rule, run);
    }
    if (sights.length > 0) this.#sightings.add(event, time, sights);
  }

  /** @param again its bytes may be asked for again */
  #eventAt({ start, end, line }: LinePlace, digest: number, again: boolean): SeenEvent {
    const block = this.#block as LineBlock;
    const { stream, later } = block;
    const offset = block.offset + start;
    return {
      stream,
      later,
      place: later || !again ? offset : this.#host.spill.append(this.#bytes(start, end)),
      length: end - start,
      digest,
      offset,
      line: block.firstLine() + line - 1,
      record: again ? block.record(line) : 0,
    };
  }

  /** Of a block that cannot be read again. */
  #bytes(start: number, end: number): Uint8Array {
    const bytes = this.#block?.bytes;
    if (!bytes) throw new Error("invariant: a part of a file can be read again");
    return bytes.subarray(start, end);
  }

  /** An event of the block, whole. */
  parseAt({ start, end }: LinePlace): JsonObject {
    return JSON.parse((this.#block as LineBlock).text(start, end)) as JsonObject;
  }

  #parse({ start, end, line }: LinePlace): readonly EventDocument[] {
    return (this.#block as LineBlock).parse(start, end, line);
  }
}
