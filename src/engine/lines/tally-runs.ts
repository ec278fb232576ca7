import type { JsonObject } from "../../event/json.ts";
import type { Origin } from "../../event/origin.ts";
import { type Arena, HeldEvent, type LaterEvent } from "../arena.ts";
import type { CompiledRule } from "../compile-rules.ts";
import type { Hit } from "../hit.ts";
import type { SpillStore } from "../spill.ts";
import type { TallyNeed } from "./line-need.ts";
import type { SeenEvent } from "./seen-event.ts";
import { documentOf } from "./written-values.ts";

/** What is remembered of field values, of all rules, in characters; values that are new past it are put away with their hits. */
const MOST_CHARACTERS = 12 * 1024 * 1024;
/** What a document takes besides its texts, in characters. */
const DOCUMENT_CHARACTERS = 250;
/** Hits of one rule that are ordered and put away together. */
const RUN_HITS = 16 * 1024;
const READ_HITS = 256;

/** Words of a hit: time, offset, stream, then its fields: which of those remembered, or where they were put away and how long. */
const WORDS = 5;
/** Words that follow where the event may be asked for: key, place, length, digest, line, record. */
const EVENT_WORDS = 6;

/** What those who tally share. */
export interface TallyParts {
  readonly arena: Arena;
  readonly spill: SpillStore;
  readonly again: (event: SeenEvent) => LaterEvent;
  /** Characters of field values that are remembered. */
  readonly remembered: { characters: number };
}

/**
 * Events of which a rule reads only a few fields: of each its time, its position and its field values, those that come
 * often once. They are put away in ordered runs, from which hits are made when the rule is run.
 */
export class TallyRuns {
  readonly keeps: boolean;
  readonly #rule: CompiledRule;
  readonly #fields: readonly string[];
  readonly #project: (event: JsonObject) => JsonObject;
  readonly #parts: TallyParts;
  readonly #words: number;
  readonly #documents: JsonObject[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #sources: Pick<SeenEvent, "stream" | "later">[] = [];
  #hits: Float64Array;
  #count = 0;

  /** @param project what the rule needs of an event */
  constructor(rule: CompiledRule, { fields, keeps }: TallyNeed, project: (event: JsonObject) => JsonObject, parts: TallyParts) {
    this.#rule = rule;
    this.#fields = fields;
    this.keeps = keeps;
    this.#project = project;
    this.#parts = parts;
    this.#words = WORDS + (keeps ? EVENT_WORDS : 0);
    this.#hits = new Float64Array(64 * this.#words);
  }

  /**
   * Gives a run where enough hits have come together.
   * @param key of the event in the arena, where it {@link keeps}
   */
  add(time: number, written: string, event: SeenEvent, key: number): (() => Generator<Hit>) | undefined {
    if (this.#sources.at(-1)?.stream !== event.stream) this.#sources.push({ stream: event.stream, later: event.later });
    const at = this.#count++ * this.#words;
    if (at === this.#hits.length) this.#grow();
    const hits = this.#hits;
    const number = this.#numberOf(written);
    hits[at] = time;
    hits[at + 1] = event.offset;
    hits[at + 2] = this.#sources.length - 1;
    hits[at + 3] = number ?? this.#parts.spill.append(Buffer.from(written, "latin1"));
    hits[at + 4] = number === undefined ? written.length : -1;
    if (this.keeps) hits.set([key, event.place, event.length, event.digest, event.line, event.record], at + WORDS);
    return this.#count === RUN_HITS ? this.run() : undefined;
  }

  /** Puts away what has come together as a run; undefined where nothing has. */
  run(): (() => Generator<Hit>) | undefined {
    const count = this.#count;
    if (count === 0) return undefined;
    const ordered = inOrder(this.#hits.subarray(0, count * this.#words), this.#words);
    this.#count = 0;
    const offset = this.#parts.spill.append(new Uint8Array(ordered.buffer, ordered.byteOffset, ordered.byteLength));
    return () => this.#read(offset, count);
  }

  /** The number of the field values that are written so; undefined where they are not remembered. */
  #numberOf(written: string): number | undefined {
    const known = this.#numbers.get(written);
    if (known !== undefined) return known;
    const { remembered } = this.#parts;
    if (remembered.characters >= MOST_CHARACTERS) return undefined;
    remembered.characters += DOCUMENT_CHARACTERS + written.length;
    const number = this.#documents.push(this.#documentOf(written)) - 1;
    this.#numbers.set(written, number);
    return number;
  }

  #documentOf(written: string): JsonObject {
    return this.#project(documentOf(this.#fields, written));
  }

  *#read(offset: number, count: number): Generator<Hit> {
    const bytesOfHit = this.#words * Float64Array.BYTES_PER_ELEMENT;
    for (let first = 0; first < count; first += READ_HITS) {
      const bytes = this.#parts.spill.read(offset + first * bytesOfHit, Math.min(READ_HITS, count - first) * bytesOfHit);
      const hits = new Float64Array(bytes.slice().buffer);
      for (let at = 0; at < hits.length; at += this.#words) yield this.#hit(hits.subarray(at, at + this.#words));
    }
  }

  #hit(words: Float64Array): Hit {
    const [time = 0, offset = 0, source = 0, fields = 0, length = 0] = words;
    const { stream, later } = this.#sources[source] as Pick<SeenEvent, "stream" | "later">;
    return {
      rule: this.#rule,
      held: this.keeps ? this.#held(words.subarray(WORDS), { stream, later, offset }) : this.#unheld({ stream, offset }),
      windowTime: time,
      order: { time, tie: undefined, sequence: undefined },
      stages: ONLY_STAGE,
      document: length < 0 ? (this.#documents[fields] as JsonObject) : this.#documentOf(this.#text(fields, length)),
    };
  }

  #text(place: number, length: number): string {
    const bytes = this.#parts.spill.read(place, length);
    return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("latin1");
  }

  #held(words: Float64Array, known: Pick<SeenEvent, "stream" | "later" | "offset">): HeldEvent {
    const [key = 0, place = 0, length = 0, digest = 0, line = 0, record = 0] = words;
    const event = { ...known, place, length, digest, line, record };
    const origin = { stream: known.stream, offset: known.offset, line, record };
    return this.#parts.arena.revive({ ...UNKNOWN, key, origin, later: this.#parts.again(event) });
  }

  /** What a rule that counts never asks of an event is left out. */
  #unheld(origin: Origin): HeldEvent {
    return new HeldEvent(this.#parts.arena, { ...UNKNOWN, key: -1, origin });
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#hits.length);
    larger.set(this.#hits);
    this.#hits = larger;
  }
}

const UNKNOWN = { index: "", identity: undefined, lineage: undefined, place: undefined } as const;
const ONLY_STAGE: readonly number[] = Object.freeze([0]);

/** By time; events that came one after the other stand so in their stream. */
function inOrder(hits: Float64Array, words: number): Float64Array {
  const count = hits.length / words;
  const order = Array.from({ length: count }, (_, i) => i);
  let ordered = true;
  for (let i = 1; i < count && ordered; i++) ordered = (hits[(i - 1) * words] as number) <= (hits[i * words] as number);
  if (!ordered) order.sort((a, b) => (hits[a * words] as number) - (hits[b * words] as number) || a - b);
  const sorted = new Float64Array(hits.length);
  order.forEach((from, to) => sorted.set(hits.subarray(from * words, (from + 1) * words), to * words));
  return sorted;
}
