import type { JsonObject } from "../../event/json.ts";
import { layoutSequence } from "../../operators/sequence-layout.ts";
import type { SequenceOp } from "../../plan/plan.ts";
import { type HashedField, hashedFields, hashKey, NO_HASH } from "./key-hash.ts";

/** Distinct keys remembered; past it every key counts as one that was opened. */
const MAX_KEYS = 500_000;

/**
 * The keys of a sequence rule's events that may begin a sequence. An event of another stage matters only where a sequence
 * with its key was begun, so that nearly all of them need not be held.
 */
export class Openings {
  readonly #stage: number;
  /** By stage. */
  readonly #keys: readonly (readonly HashedField[] | undefined)[];
  readonly #known = new Set<number>();
  #any = false;
  #all = false;

  private constructor(stage: number, keys: readonly (readonly HashedField[] | undefined)[]) {
    this.#stage = stage;
    this.#keys = keys;
  }

  /** Undefined where events of other stages matter by themselves: an absence may come before the first event. */
  static of(op: SequenceOp): Openings | undefined {
    const { positives, leading } = layoutSequence(op);
    const [first] = positives;
    if (first === undefined || leading) return undefined;
    const stages = op.until ? [...op.stages, op.until] : op.stages;
    return new Openings(
      first,
      stages.map(({ keys }) => hashedFields(keys)),
    );
  }

  /** The fields that keys are hashed by. */
  get fields(): readonly string[] {
    return this.#keys.flatMap((keys) => keys?.map(({ path }) => path) ?? []);
  }

  /** One of the stages begins a sequence. */
  isOpening(stages: number): boolean {
    return ((stages >>> this.#stage) & 1) === 1;
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

  /** An event of these stages that is taken, with its keys' fields in dotted spelling: it may begin a sequence. */
  note(stages: readonly number[], fields: JsonObject): void {
    if (!stages.includes(this.#stage)) return;
    this.#any = true;
    const key = this.#keys[this.#stage];
    const hash = key ? hashKey(key, fields) : NO_HASH;
    if (hash === NO_HASH || this.#known.size >= MAX_KEYS) this.#all = true;
    else this.#known.add(hash);
  }

  /** Whether a sequence may have been begun for a key's hash. */
  matter(hash: number): boolean {
    return this.#all || (this.#any && (hash === NO_HASH || this.#known.has(hash)));
  }
}

const sameFields = (a: readonly HashedField[], b: readonly HashedField[]): boolean =>
  a.length === b.length && a.every(({ path, texts }, i) => path === b[i]?.path && texts === b[i].texts);
