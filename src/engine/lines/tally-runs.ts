import type { JsonObject } from "../../event/json.ts";
import type { Stream } from "../../event/origin.ts";
import { type Arena, HeldEvent } from "../arena.ts";
import type { CompiledRule } from "../compile-rules.ts";
import type { Hit } from "../hit.ts";
import type { SpillStore } from "../spill.ts";

/** Distinct field values remembered for one rule; events past it are parsed. */
const MAX_DOCUMENTS = 100_000;
const WORDS = 4;
/** Hits of one rule that are ordered and put away together. */
const RUN_HITS = 16 * 1024;
const READ_HITS = 1024;

/**
 * Events that a rule only counts: of each its time, its position and which of the field values seen so far it has. They
 * are put away in ordered runs, from which hits are made when the rule is run.
 */
export class TallyRuns {
  readonly #rule: CompiledRule;
  readonly #arena: Arena;
  readonly #spill: SpillStore;
  readonly #documents: JsonObject[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #streams: Stream[] = [];
  #hits = new Float64Array(64 * WORDS);
  #count = 0;

  constructor(rule: CompiledRule, arena: Arena, spill: SpillStore) {
    this.#rule = rule;
    this.#arena = arena;
    this.#spill = spill;
  }

  /** The number of the field values that are written so; undefined where they are new. */
  find(written: string): number | undefined {
    return this.#numbers.get(written);
  }

  /** Undefined where no more are remembered. */
  learn(written: string, fields: JsonObject): number | undefined {
    if (this.#documents.length >= MAX_DOCUMENTS) return undefined;
    const number = this.#documents.push(fields) - 1;
    this.#numbers.set(written, number);
    return number;
  }

  /** Gives a run where enough hits have come together. */
  add(time: number, stream: Stream, offset: number, fields: number): (() => Generator<Hit>) | undefined {
    if (this.#streams.at(-1) !== stream) this.#streams.push(stream);
    const at = this.#count++ * WORDS;
    if (at === this.#hits.length) this.#grow();
    this.#hits[at] = time;
    this.#hits[at + 1] = offset;
    this.#hits[at + 2] = this.#streams.length - 1;
    this.#hits[at + 3] = fields;
    return this.#count === RUN_HITS ? this.run() : undefined;
  }

  /** Puts away what has come together as a run; undefined where nothing has. */
  run(): (() => Generator<Hit>) | undefined {
    const count = this.#count;
    if (count === 0) return undefined;
    const ordered = inOrder(this.#hits.subarray(0, count * WORDS));
    this.#count = 0;
    const offset = this.#spill.append(new Uint8Array(ordered.buffer, ordered.byteOffset, ordered.byteLength));
    return () => this.#read(offset, count);
  }

  *#read(offset: number, count: number): Generator<Hit> {
    for (let first = 0; first < count; first += READ_HITS) {
      const size = Math.min(READ_HITS, count - first) * WORDS * Float64Array.BYTES_PER_ELEMENT;
      const bytes = this.#spill.read(offset + first * WORDS * Float64Array.BYTES_PER_ELEMENT, size);
      const hits = new Float64Array(bytes.slice().buffer);
      for (let at = 0; at < hits.length; at += WORDS) yield this.#hit(hits.subarray(at, at + WORDS));
    }
  }

  /** What a rule that counts never asks of an event is left out. */
  #hit([time = 0, offset = 0, stream = 0, fields = 0]: Float64Array): Hit {
    const origin = { stream: this.#streams[stream] as Stream, offset };
    const record = { key: -1, index: "", identity: undefined, origin, lineage: undefined, place: undefined };
    return {
      rule: this.#rule,
      held: new HeldEvent(this.#arena, record),
      windowTime: time,
      order: { time, tie: undefined, sequence: undefined },
      stages: ONLY_STAGE,
      document: this.#documents[fields] as JsonObject,
    };
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#hits.length);
    larger.set(this.#hits);
    this.#hits = larger;
  }
}

const ONLY_STAGE: readonly number[] = Object.freeze([0]);

/** By time; events that came one after the other stand so in their stream. */
function inOrder(hits: Float64Array): Float64Array {
  const count = hits.length / WORDS;
  const order = Array.from({ length: count }, (_, i) => i);
  let ordered = true;
  for (let i = 1; i < count && ordered; i++) ordered = (hits[(i - 1) * WORDS] as number) <= (hits[i * WORDS] as number);
  if (!ordered) order.sort((a, b) => (hits[a * WORDS] as number) - (hits[b * WORDS] as number) || a - b);
  const sorted = new Float64Array(hits.length);
  order.forEach((from, to) => sorted.set(hits.subarray(from * WORDS, (from + 1) * WORDS), to * WORDS));
  return sorted;
}
