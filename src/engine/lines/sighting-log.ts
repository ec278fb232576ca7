import type { LaterBytes } from "../../event/line-block.ts";
import type { Stream } from "../../event/origin.ts";
import type { SpillStore } from "../spill.ts";

/** An event that was seen and not parsed: where its bytes and what it was worth are. */
export interface Sighting {
  readonly stream: Stream;
  /** Where its bytes are: in the stream itself, or in the spill store. */
  readonly later: LaterBytes | undefined;
  readonly place: number;
  readonly length: number;
  readonly digest: number;
  readonly offset: number;
  readonly line: number;
  readonly record: number;
  /** `@timestamp`, epoch milliseconds. */
  readonly time: number;
  readonly hits: readonly SeenHit[];
}

/** The stages (bits) of a rule that it matched, and the hash of its key. */
export interface SeenHit {
  readonly rule: number;
  readonly stages: number;
  readonly hash: number;
}

const HEAD_WORDS = 9;
const HIT_WORDS = 3;
const CHUNK_WORDS = 32 * 1024;

/** Whether a hit is to be taken. */
type Matters = (rule: number, stages: number, hash: number) => boolean;

/** Sightings in the order they came, as numbers; past a chunk they go to the spill store. */
export class SightingLog {
  readonly #spill: SpillStore;
  readonly #sources: { readonly stream: Stream; readonly later: LaterBytes | undefined }[] = [];
  #chunk = new Float64Array(CHUNK_WORDS);
  #used = 0;
  readonly #full: { readonly offset: number; readonly words: number }[] = [];

  constructor(spill: SpillStore) {
    this.#spill = spill;
  }

  get isEmpty(): boolean {
    return this.#used === 0 && this.#full.length === 0;
  }

  add({ stream, later, place, length, digest, offset, line, record, time, hits }: Sighting): void {
    const words = HEAD_WORDS + HIT_WORDS * hits.length;
    if (this.#used + words > this.#chunk.length) this.#turn(words);
    const chunk = this.#chunk;
    let at = this.#used;
    chunk[at++] = hits.length;
    chunk[at++] = this.#source(stream, later);
    chunk[at++] = place;
    chunk[at++] = length;
    chunk[at++] = digest;
    chunk[at++] = offset;
    chunk[at++] = line;
    chunk[at++] = record;
    chunk[at++] = time;
    for (let i = 0; i < hits.length; i++) {
      const hit = hits[i] as SeenHit;
      chunk[at++] = hit.rule;
      chunk[at++] = hit.stages;
      chunk[at++] = hit.hash;
    }
    this.#used = at;
  }

  /** Goes through the hits of all sightings, in order. */
  forEach(visit: (rule: number, stages: number, hash: number) => void): void {
    for (const { chunk, words } of this.#chunks()) {
      for (let at = 0; at < words; ) {
        const end = at + HEAD_WORDS + HIT_WORDS * (chunk[at] as number);
        for (let hit = at + HEAD_WORDS; hit < end; hit += HIT_WORDS)
          visit(chunk[hit] as number, chunk[hit + 1] as number, chunk[hit + 2] as number);
        at = end;
      }
    }
  }

  /** Takes all sightings out, in order, each with those of its hits that matter; those without are left out. */
  *take(matters: Matters): Generator<Sighting> {
    for (const { chunk, words } of this.#chunks()) yield* this.#decode(chunk, words, matters);
    this.#full.length = 0;
    this.#used = 0;
  }

  *#chunks(): Generator<{ readonly chunk: Float64Array; readonly words: number }> {
    for (const { offset, words } of this.#full) {
      const bytes = this.#spill.read(offset, words * Float64Array.BYTES_PER_ELEMENT);
      yield { chunk: new Float64Array(bytes.slice().buffer), words };
    }
    yield { chunk: this.#chunk, words: this.#used };
  }

  *#decode(chunk: Float64Array, words: number, matters: Matters): Generator<Sighting> {
    for (let at = 0; at < words; ) {
      const count = chunk[at] as number;
      const end = at + HEAD_WORDS + HIT_WORDS * count;
      const hits: SeenHit[] = [];
      for (let hit = at + HEAD_WORDS; hit < end; hit += HIT_WORDS) {
        const rule = chunk[hit] as number;
        const hash = chunk[hit + 2] as number;
        const stages = chunk[hit + 1] as number;
        if (matters(rule, stages, hash)) hits.push({ rule, stages, hash });
      }
      if (hits.length > 0) yield this.#sighting(chunk.subarray(at + 1, at + HEAD_WORDS), hits);
      at = end;
    }
  }

  #sighting(head: Float64Array, hits: readonly SeenHit[]): Sighting {
    const [source = 0, place = 0, length = 0, digest = 0, offset = 0, line = 0, record = 0, time = 0] = head;
    const { stream, later } = this.#sources[source] as { stream: Stream; later: LaterBytes | undefined };
    return { stream, later, place, length, digest, offset, line, record, time, hits };
  }

  /** Streams come one after the other. */
  #source(stream: Stream, later: LaterBytes | undefined): number {
    if (this.#sources.at(-1)?.stream !== stream) this.#sources.push({ stream, later });
    return this.#sources.length - 1;
  }

  #turn(words: number): void {
    const { buffer, byteOffset } = this.#chunk;
    const bytes = new Uint8Array(buffer, byteOffset, this.#used * Float64Array.BYTES_PER_ELEMENT);
    this.#full.push({ offset: this.#spill.append(bytes), words: this.#used });
    this.#used = 0;
    if (words > this.#chunk.length) this.#chunk = new Float64Array(words);
  }
}
