import type { LaterBytes } from "../../event/line-block.ts";
import type { Stream } from "../../event/origin.ts";
import type { LineNote } from "../../matcher/lines/line-notes.ts";
import type { SpillStore } from "../spill.ts";
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

/** What an event was seen as: words, of each sight its number and the hash of its key. */
export type SeenSights = Pick<LineNote, "words" | "from" | "to">;

/** The number that stands for one of the up to 32 stages of a rule. */
export const sightOf = (rule: number, stage: number): number => (rule << STAGE_BITS) | stage;
export const ruleOf = (sight: number): number => sight >> STAGE_BITS;
export const stageOf = (sight: number): number => sight & ((1 << STAGE_BITS) - 1);
const STAGE_BITS = 5;

/** The sights of hits, for each stage one. */
export function sightsOf(hits: readonly SeenHit[]): SeenSights {
  const words: number[] = [];
  for (const { rule, stages, hash } of hits)
    for (let stage = 0; stages >> stage !== 0; stage++) if (((stages >>> stage) & 1) === 1) words.push(sightOf(rule, stage), hash);
  return { words: Int32Array.from(words), from: 0, to: words.length };
}

/** Slots of 64 bits: counts and the source, length and digest, place, offset, line, record, time; then the sights, one each. */
const HEAD_SLOTS = 7;
const CHUNK_SLOTS = 16 * 1024;

/** Sightings in the order they came, as numbers; past a chunk they go to the spill store. */
export class SightingLog {
  readonly #spill: SpillStore;
  readonly #sources: { readonly stream: Stream; readonly later: LaterBytes | undefined }[] = [];
  #chunk = new Chunk(CHUNK_SLOTS);
  #used = 0;
  readonly #full: { readonly offset: number; readonly slots: number }[] = [];

  constructor(spill: SpillStore) {
    this.#spill = spill;
  }

  add({ stream, later, place, length, digest, offset, line, record }: SeenEvent, time: number, { words, from, to }: SeenSights): void {
    const sights = (to - from) >> 1;
    if (this.#used + HEAD_SLOTS + sights > this.#chunk.slots) this.#turn(HEAD_SLOTS + sights);
    const { ints, doubles } = this.#chunk;
    const at = this.#used;
    ints[2 * at] = sights;
    ints[2 * at + 1] = this.#source(stream, later);
    ints[2 * at + 2] = length;
    ints[2 * at + 3] = digest;
    doubles[at + 2] = place;
    doubles[at + 3] = offset;
    doubles[at + 4] = line;
    doubles[at + 5] = record;
    doubles[at + 6] = time;
    let next = 2 * (at + HEAD_SLOTS);
    for (let i = from; i < to; i++) ints[next++] = words[i] as number;
    this.#used = next >> 1;
  }

  /** Goes through the sights of all sightings, in order. */
  forEach(visit: (sight: number, hash: number) => void): void {
    for (const { chunk, used } of this.#chunks()) {
      const { ints } = chunk;
      for (let at = 0; at < used; ) {
        const end = at + HEAD_SLOTS + (ints[2 * at] as number);
        for (let i = at + HEAD_SLOTS; i < end; i++) visit(ints[2 * i] as number, (ints[2 * i + 1] as number) >>> 0);
        at = end;
      }
    }
  }

  /** Takes all sightings out, in order, of which `matters` says so of one sight; its rule's others come with it, those of other rules do not. */
  *take(matters: (sight: number, hash: number) => boolean): Generator<Sighting> {
    for (const { chunk, used } of this.#chunks()) {
      for (let at = 0; at < used; at += HEAD_SLOTS + (chunk.ints[2 * at] as number)) {
        const hits = hitsThatMatter(chunk.ints, at, matters);
        if (hits.length > 0) yield this.#sighting(chunk, at, hits);
      }
    }
    this.#full.length = 0;
    this.#used = 0;
  }

  *#chunks(): Generator<{ readonly chunk: Chunk; readonly used: number }> {
    const chunk = new Chunk(CHUNK_SLOTS);
    for (const { offset, slots } of this.#full) {
      const bytes = this.#spill.read(offset, slots * Float64Array.BYTES_PER_ELEMENT);
      const read = slots > chunk.slots ? new Chunk(slots) : chunk;
      read.bytes.set(bytes);
      yield { chunk: read, used: slots };
    }
    yield { chunk: this.#chunk, used: this.#used };
  }

  #sighting({ ints, doubles }: Chunk, at: number, hits: readonly SeenHit[]): Sighting {
    const { stream, later } = this.#sources[ints[2 * at + 1] as number] as { stream: Stream; later: LaterBytes | undefined };
    const [place = 0, offset = 0, line = 0, record = 0, time = 0] = doubles.subarray(at + 2, at + HEAD_SLOTS);
    const [length = 0, digest = 0] = ints.subarray(2 * at + 2);
    return { stream, later, place, length, digest: digest >>> 0, offset, line, record, time, hits };
  }

  /** Streams come one after the other. */
  #source(stream: Stream, later: LaterBytes | undefined): number {
    if (this.#sources.at(-1)?.stream !== stream) this.#sources.push({ stream, later });
    return this.#sources.length - 1;
  }

  #turn(slots: number): void {
    this.#full.push({ offset: this.#spill.append(this.#chunk.bytes.subarray(0, 8 * this.#used)), slots: this.#used });
    this.#used = 0;
    if (slots > this.#chunk.slots) this.#chunk = new Chunk(slots);
  }
}

/** So many slots of 64 bits. */
class Chunk {
  readonly slots: number;
  readonly ints: Int32Array;
  readonly doubles: Float64Array;
  readonly bytes: Uint8Array;

  constructor(slots: number) {
    const buffer = new ArrayBuffer(8 * slots);
    this.slots = slots;
    this.ints = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.bytes = new Uint8Array(buffer);
  }
}

/** Sights of one rule follow one another. */
function hitsThatMatter(ints: Int32Array, at: number, matters: (sight: number, hash: number) => boolean): readonly SeenHit[] {
  const hits: SeenHit[] = [];
  const end = at + HEAD_SLOTS + (ints[2 * at] as number);
  for (let first = at + HEAD_SLOTS, next = first; first < end; first = next) {
    const rule = ruleOf(ints[2 * first] as number);
    let [stages, hash, asked] = [0, 0, false];
    for (next = first; next < end && ruleOf(ints[2 * next] as number) === rule; next++) {
      hash = (ints[2 * next + 1] as number) >>> 0;
      stages |= 1 << stageOf(ints[2 * next] as number);
      asked = matters(ints[2 * next] as number, hash) || asked;
    }
    if (asked) hits.push({ rule, stages, hash });
  }
  return hits;
}
