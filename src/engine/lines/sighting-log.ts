import type { LaterBytes } from "../../event/line-block.ts";
import type { Stream } from "../../event/origin.ts";
import { NoteReader, type WrittenNotes } from "../../matcher/lines/line-notes.ts";
import type { SpillStore } from "../spill.ts";
import { NO_HASH } from "./key-hash.ts";
import type { SeenEvent } from "./seen-event.ts";

/** The stages (bits) of a rule that an event matched, and the hash of its key. */
export interface SeenHit {
  readonly rule: number;
  readonly stages: number;
  readonly hash: number;
}

/** An event that was seen and not parsed, with what it was worth. */
export interface Sighting extends SeenEvent {
  /** `@timestamp`, epoch milliseconds. */
  readonly time: number;
  readonly hits: readonly SeenHit[];
}

/** Where lines stand that were noted together: what comes to the start, and to the number, that each note has. */
export interface NotedAt {
  readonly stream: Stream;
  readonly later: LaterBytes | undefined;
  readonly offset: number;
  readonly line: number;
  readonly record: number;
  /** Where the bytes of the lines stand one behind the other in the spill store; NaN where the stream itself is read again. */
  readonly place: number;
}

/** The number that stands for one of the up to 32 stages of a rule. */
export const sightOf = (rule: number, stage: number): number => (rule << STAGE_BITS) | stage;
export const ruleOf = (sight: number): number => sight >> STAGE_BITS;
export const stageOf = (sight: number): number => sight & ((1 << STAGE_BITS) - 1);
const STAGE_BITS = 5;

/** The sights of hits, for each stage one: its number, and the hash of the key. */
export function sightsOf(hits: readonly SeenHit[]): readonly number[] {
  const words: number[] = [];
  for (const { rule, stages, hash } of hits)
    for (let stage = 0; stages >> stage !== 0; stage++) if (((stages >>> stage) & 1) === 1) words.push(sightOf(rule, stage), hash);
  return words;
}

/** The hits that a note stands for: sights of one rule follow one another, and are one hit. */
export function hitsOf({ words, from, to }: NoteReader): readonly SeenHit[] {
  const hits: { rule: number; stages: number; hash: number }[] = [];
  let last: { rule: number; stages: number; hash: number } | undefined;
  for (let i = from; i < to; i += 2) {
    const sight = words[i] as number;
    const hash = (words[i + 1] as number) >>> 0;
    const stages = 1 << stageOf(sight);
    if (last?.rule === ruleOf(sight)) {
      last.stages |= stages;
      // Stages of several keys have no hash together.
      if (last.hash !== hash) last.hash = NO_HASH;
    } else hits.push((last = { rule: ruleOf(sight), stages, hash }));
  }
  return hits;
}

/** What stands before notes that came together, in words: how many words, their source; as doubles the offset, line, record, place. */
const HEAD_WORDS = 10;
const CHUNK_WORDS = 32 * 1024;

/** Sightings in the order they came, as they were noted; past a chunk they go to the spill store. */
export class SightingLog {
  readonly #spill: SpillStore;
  readonly #sources: { readonly stream: Stream; readonly later: LaterBytes | undefined }[] = [];
  #chunk = new Chunk(CHUNK_WORDS);
  #used = 0;
  readonly #full: { readonly offset: number; readonly words: number }[] = [];
  /** By chunk: something was found in it. */
  #found: boolean[] = [];

  constructor(spill: SpillStore) {
    this.#spill = spill;
  }

  add({ words, from, to }: WrittenNotes, { stream, later, offset, line, record, place }: NotedAt): void {
    const size = HEAD_WORDS + to - from;
    if (this.#used + size > this.#chunk.words.length) this.#turn(size);
    const { words: chunk, doubles } = this.#chunk;
    const at = this.#used;
    chunk[at] = to - from;
    chunk[at + 1] = this.#source(stream, later);
    doubles.set([offset, line, record, place], (at >> 1) + 1);
    chunk.set(words.subarray(from, to), at + HEAD_WORDS);
    this.#used = at + size;
  }

  /** Goes through the sights of all sightings, in order; {@link take} looks where something was found. */
  forEach(find: (sight: number, hash: number) => boolean): void {
    this.#found = [];
    for (const { chunk, used } of this.#chunks(() => true)) {
      const { words, notes } = chunk;
      let found = false;
      for (let at = 0; at < used; ) {
        const end = at + HEAD_WORDS + (words[at] as number);
        for (at += HEAD_WORDS; at < end; at = notes.to) {
          notes.goTo(at);
          for (let i = notes.from; i < notes.to; i += 2) if (find(words[i] as number, (words[i + 1] as number) >>> 0)) found = true;
        }
      }
      this.#found.push(found);
    }
  }

  /** Takes all sightings out, in order, of which `matters` says so of one sight; its rule's others come with it, those of other rules do not. */
  *take(matters: (sight: number, hash: number) => boolean): Generator<Sighting> {
    for (const { chunk, used } of this.#chunks((number) => this.#found[number] !== false))
      for (let at = 0; at < used; at += HEAD_WORDS + (chunk.words[at] as number)) yield* this.#takeNotes(chunk, at, matters);
    this.#full.length = 0;
    this.#used = 0;
  }

  *#takeNotes({ words, doubles, notes }: Chunk, at: number, matters: (sight: number, hash: number) => boolean): Generator<Sighting> {
    const { stream, later } = this.#sources[words[at + 1] as number] as { stream: Stream; later: LaterBytes | undefined };
    const [offset = 0, line = 0, record = 0, first = 0] = doubles.subarray((at >> 1) + 1);
    let spilled = first;
    const end = at + HEAD_WORDS + (words[at] as number);
    for (let next = at + HEAD_WORDS; next < end; next = notes.to) {
      notes.goTo(next);
      const { start, end: lineEnd, line: number, digest, time } = notes;
      const length = lineEnd - start;
      const hits = hitsThatMatter(notes, matters);
      const place = Number.isNaN(spilled) ? offset + start : spilled;
      spilled += length;
      if (hits.length === 0) continue;
      yield { stream, later, place, length, digest, offset: offset + start, line: line + number, record: record + number, time, hits };
    }
  }

  /** @param wanted whether to read the chunk of this number */
  *#chunks(wanted: (number: number) => boolean): Generator<{ readonly chunk: Chunk; readonly used: number }> {
    const chunk = new Chunk(CHUNK_WORDS);
    for (const [number, { offset, words }] of this.#full.entries()) {
      if (!wanted(number)) continue;
      const bytes = this.#spill.read(offset, words * Int32Array.BYTES_PER_ELEMENT);
      const read = words > chunk.words.length ? new Chunk(words) : chunk;
      read.bytes.set(bytes);
      yield { chunk: read, used: words };
    }
    if (wanted(this.#full.length)) yield { chunk: this.#chunk, used: this.#used };
  }

  /** Streams come one after the other. */
  #source(stream: Stream, later: LaterBytes | undefined): number {
    if (this.#sources.at(-1)?.stream !== stream) this.#sources.push({ stream, later });
    return this.#sources.length - 1;
  }

  #turn(words: number): void {
    const bytes = this.#chunk.bytes.subarray(0, Int32Array.BYTES_PER_ELEMENT * this.#used);
    if (this.#used > 0) this.#full.push({ offset: this.#spill.append(bytes), words: this.#used });
    this.#used = 0;
    if (words > this.#chunk.words.length) this.#chunk = new Chunk(words);
  }
}

/** So many words, an even number. */
class Chunk {
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  readonly bytes: Uint8Array;
  readonly notes: NoteReader;

  constructor(words: number) {
    const buffer = new ArrayBuffer(Int32Array.BYTES_PER_ELEMENT * words);
    this.words = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.bytes = new Uint8Array(buffer);
    this.notes = new NoteReader(this.words);
  }
}

/** Sights of one rule follow one another. */
function hitsThatMatter({ words, from, to }: NoteReader, matters: (sight: number, hash: number) => boolean): readonly SeenHit[] {
  let hits: SeenHit[] = NO_HITS;
  for (let next = from; next < to; ) {
    const rule = ruleOf(words[next] as number);
    let [stages, hash, asked] = [0, 0, false];
    for (; next < to && ruleOf(words[next] as number) === rule; next += 2) {
      hash = (words[next + 1] as number) >>> 0;
      stages |= 1 << stageOf(words[next] as number);
      asked = matters(words[next] as number, hash) || asked;
    }
    if (asked) hits = [...hits, { rule, stages, hash }];
  }
  return hits;
}

const NO_HITS: SeenHit[] = [];
