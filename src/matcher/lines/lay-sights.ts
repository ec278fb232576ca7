import type { SieveMemory } from "./sieve-memory.ts";

/** What the value of a key is hashed as, by its number in `assembly/keys.ts`. An address is one of IPv4. */
export const KEY_KIND = { text: 0, whole: 1, address: 2 } as const;
export type KeyKind = keyof typeof KEY_KIND;

/** Predicates of which a line has only to be noted where it satisfies no others. */
export interface Sights {
  /** By predicate: a number that stands for it in notes, and the fields of its key where that has a hash. */
  readonly byPredicate: readonly (Sight | undefined)[];
  /** What hashes of keys begin with. */
  readonly seed: number;
  /** Notes tell the bytes of lines from others. */
  readonly digests: boolean;
}

export interface Sight {
  readonly what: number;
  readonly key: readonly KeyPart[] | undefined;
}

interface KeyPart {
  readonly path: string;
  readonly kind: KeyKind;
}

const NONE = -1;
/** Bytes of notes after which they are handed over. */
const ROOM = 1 << 18;

export function laySights(memory: SieveMemory, { byPredicate, seed, digests }: Sights, pathOf: (path: string) => number): void {
  const { exports } = memory;
  const numbers = new Map<string, number>();
  const keys: (readonly KeyPart[])[] = [];
  const numberOf = (key: readonly KeyPart[]): number => {
    const name = JSON.stringify(key);
    const number = numbers.get(name) ?? keys.push(key) - 1;
    numbers.set(name, number);
    return number;
  };
  const words = byPredicate.flatMap((sight) => (sight ? [sight.what, sight.key ? numberOf(sight.key) : NONE] : [NONE, NONE]));
  const sightsAt = exports.laySights(byPredicate.length, keys.length, seed, ROOM, digests ? 1 : 0);
  const fields = keys.map((key) => {
    const at = exports.allocate(8 * key.length);
    return { at, words: key.flatMap(({ path, kind }) => [pathOf(path), KEY_KIND[kind]]) };
  });
  memory.words.set(words, sightsAt >> 2);
  fields.forEach(({ at, words: parts }, i) => {
    memory.words.set(parts, at >> 2);
    memory.words.set([at, parts.length / 2, 0, 0], (exports.keysAt() >> 2) + 4 * i);
  });
}
