import type { JsonObject } from "../../event/json.ts";
import { layoutSequence } from "../../operators/sequence-layout.ts";
import type { SequenceOp } from "../../plan/plan.ts";
import { KeyFilter } from "./key-filter.ts";
import { type HashedField, hashedFields, hashKey, NO_HASH } from "./key-hash.ts";

/** Distinct keys remembered; past it every key counts as one that matters. */
const MAX_KEYS = 500_000;

/**
 * The keys of a sequence rule's events, and the stages that each key has. An event matters only where its key has an
 * event that may begin a sequence, and one of another stage, so that nearly all of them need not be held.
 * The openings are to be known before the other stages are told.
 */
export class Openings {
  /** The stage that begins a sequence, as a bit. */
  readonly #opening: number;
  /** No other stage must match. */
  readonly #alone: boolean;
  /** By stage. */
  readonly #keys: readonly (readonly HashedField[] | undefined)[];
  /** By key's hash, of keys that were opened or that a lane has: the stages. */
  readonly #known = new Map<number, number>();
  #filter: KeyFilter = KeyFilter.of([], 0);
  /** Stages that keys without a hash have: any key may be theirs. */
  #wild = 0;
  #all = false;
  /** Some key has the stage that begins a sequence and another one. */
  #followed = false;

  private constructor(opening: number, alone: boolean, keys: readonly (readonly HashedField[] | undefined)[]) {
    this.#opening = opening;
    this.#alone = alone;
    this.#keys = keys;
  }

  /** Undefined where events of other stages matter by themselves: an absence may come before the first event. */
  static of(op: SequenceOp): Openings | undefined {
    const { positives, leading } = layoutSequence(op);
    const [first] = positives;
    if (first === undefined || leading) return undefined;
    const stages = op.until ? [...op.stages, op.until] : op.stages;
    return new Openings(
      1 << first,
      positives.length === 1,
      stages.map(({ keys }) => hashedFields(keys)),
    );
  }

  /** The fields that keys are hashed by. */
  get fields(): readonly string[] {
    return this.#keys.flatMap((keys) => keys?.map(({ path }) => path) ?? []);
  }

  /** How the key of an event of these stages (bits) is hashed; undefined where it has no hash, or one for each stage. */
  keyOf(stages: number): readonly HashedField[] | undefined {
    let key: readonly HashedField[] | undefined;
    for (let stage = 0; stage < this.#keys.length; stage++) {
      if (((stages >>> stage) & 1) === 0) continue;
      const own = this.#keys[stage];
      if (own === undefined || (key && !sameFields(key, own))) return undefined;
      key = own;
    }
    return key;
  }

  /** An event of these stages that a lane has, with its keys' fields in dotted spelling. */
  take(stages: readonly number[], fields: JsonObject): void {
    const bits = stages.reduce((all, stage) => all | (1 << stage), 0);
    this.#add(bits, this.hashOf(bits, fields));
  }

  /** The hash of the key of an event of these stages (bits), by its keys' fields in dotted spelling. */
  hashOf(stages: number, fields: JsonObject): number {
    const key = this.keyOf(stages);
    return key ? hashKey(key, fields) : NO_HASH;
  }

  /** An event that was seen and may begin a sequence. */
  open(stages: number, hash: number): void {
    this.#add(stages, hash);
  }

  /** There is an event that a sequence may begin with. */
  get isOpen(): boolean {
    return this.#all || this.#known.size > 0 || (this.#wild & this.#opening) !== 0;
  }

  /** Some event may {@link matter}. */
  get anyMatters(): boolean {
    return this.isOpen && (this.#all || this.#alone || this.#wild !== 0 || this.#followed);
  }

  /** An event that was seen: notes it where it may go on with a sequence that was begun; false where it can never {@link matter}. */
  follow(stages: number, hash: number): boolean {
    if (hash === NO_HASH) {
      this.#wild |= stages;
      return true;
    }
    const known = this.#filter.mayHave(hash) ? this.#known.get(hash) : undefined;
    if (known === undefined) return this.#all || (this.#wild & this.#opening) !== 0;
    if ((known | stages) !== known) this.#know(hash, known | stages);
    return true;
  }

  /** Whether an event may go on with a sequence, or be gone on with. */
  matter(hash: number): boolean {
    if (this.#all || (this.#wild & this.#opening) !== 0) return true;
    if (hash === NO_HASH) return this.#known.size > 0;
    const stages = this.#filter.mayHave(hash) ? (this.#known.get(hash) ?? 0) : 0;
    return (stages & this.#opening) !== 0 && (this.#alone || ((stages | this.#wild) & ~this.#opening) !== 0);
  }

  /** A sequence may begin with an event of these stages. */
  isOpening(stages: number): boolean {
    return (stages & this.#opening) !== 0;
  }

  #add(stages: number, hash: number): void {
    if (hash === NO_HASH) this.#wild |= stages;
    else if (this.#known.size < MAX_KEYS) this.#know(hash, (this.#known.get(hash) ?? 0) | stages);
    else this.#all = true;
  }

  #know(hash: number, stages: number): void {
    this.#known.set(hash, stages);
    if (this.#filter.add(hash)) this.#filter = KeyFilter.of(this.#known.keys(), this.#known.size);
    if ((stages & this.#opening) !== 0 && (stages & ~this.#opening) !== 0) this.#followed = true;
  }
}

const sameFields = (a: readonly HashedField[], b: readonly HashedField[]): boolean =>
  a.length === b.length && a.every(({ path, kind }, i) => path === b[i]?.path && kind === b[i].kind);
