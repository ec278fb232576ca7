import type { JsonObject } from "../../event/json.ts";
import type { SequenceOp } from "../../plan/plan.ts";
import { NO_HASH } from "./key-hash.ts";
import type { OpeningNeed } from "./line-need.ts";
import { Openings } from "./openings.ts";

/** Keys remembered; while there are more, every event counts as one that matters. */
const MAX_KEYS = 500_000;
/** So many keys cost nothing. */
const FEW_KEYS = 1_000;

/** When a key was opened, epoch milliseconds of order time. */
interface Opened {
  first: number;
  last: number;
}

/**
 * Live: the keys of a sequence rule that were opened, and when. An event of another stage matters only within the rule's span
 * of an event of its key that a sequence may begin with; nearly all of them never do.
 */
export class LiveOpenings {
  readonly #openings: Openings;
  readonly #span: number;
  /** What is read of the events that sequences begin with, where they need not be parsed. */
  readonly need: OpeningNeed | undefined;
  readonly #known = new Map<number, Opened>();
  /** The number of keys at which those that are over are forgotten. */
  #lookAt = FEW_KEYS;
  /** Up to when every event matters. */
  #openTo = Number.NEGATIVE_INFINITY;

  private constructor(openings: Openings, span: number, need: OpeningNeed | undefined) {
    this.#openings = openings;
    this.#span = span;
    this.need = need;
  }

  /**
   * Undefined where events of other stages matter by themselves.
   * @param need what the rule reads of an event that a sequence may begin with; undefined where that takes its document
   * @param span longest time from the first event of a sequence to its last, in milliseconds
   */
  static of(op: SequenceOp, span: number, need?: OpeningNeed): LiveOpenings | undefined {
    const openings = Openings.of(op);
    return openings && new LiveOpenings(openings, span, need);
  }

  isOpening(stages: number): boolean {
    return this.#openings.isOpening(stages);
  }

  /** An event of these stages that the rule has, with its keys' fields in dotted spelling. */
  take(stages: readonly number[], fields: JsonObject, time: number): void {
    const bits = stages.reduce((all, stage) => all | (1 << stage), 0);
    if (!Number.isNaN(time) && this.#openings.isOpening(bits)) this.open(this.#openings.hashOf(bits, fields), time);
  }

  /** An event that a sequence may begin with, by the hash of its key. */
  open(hash: number, time: number): void {
    const known = this.#known.get(hash);
    if (hash === NO_HASH || (!known && this.#known.size >= MAX_KEYS)) this.openAll(time);
    else if (known) {
      known.first = Math.min(known.first, time);
      known.last = Math.max(known.last, time);
    } else this.#known.set(hash, { first: time, last: time });
  }

  /** Sequences may have begun, up to this time, that nobody has told of. */
  openAll(time: number): void {
    this.#openTo = Math.max(this.#openTo, time + this.#span);
  }

  /** Whether an event of this key and time may go on with a sequence. */
  matter(hash: number, time: number): boolean {
    if (time <= this.#openTo) return true;
    if (hash === NO_HASH) return this.#known.size > 0;
    const opened = this.#known.get(hash);
    return opened !== undefined && time >= opened.first && time <= opened.last + this.#span;
  }

  /** No event before `watermark` will be asked for. Looks at the keys only once they have doubled. */
  forget(watermark: number): void {
    if (this.#known.size < this.#lookAt) return;
    for (const [hash, { last }] of this.#known) if (last + this.#span < watermark) this.#known.delete(hash);
    this.#lookAt = Math.max(FEW_KEYS, 2 * this.#known.size);
  }

  /** Keys remembered. */
  get size(): number {
    return this.#known.size;
  }
}
