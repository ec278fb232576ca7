import type { Scalar } from "../event/json.ts";
import type { Key } from "./indicator-match-key.ts";

/** Indicators by their ordinals, ascending; a single one stands for itself. */
export type Posting = number | readonly number[];

/** Indicators that one value of an event equals. */
export interface Found {
  readonly posting: Posting;
  readonly value: Scalar;
}

/** How many indicators a posting holds. */
export const sizeOf = (posting: Posting): number => (typeof posting === "number" ? 1 : posting.length);

/** Whether the posting holds the indicator: binary search. */
export function holds(posting: Posting, ordinal: number): boolean {
  if (typeof posting === "number") return posting === ordinal;
  let low = 0;
  let high = posting.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((posting[middle] as number) < ordinal) low = middle + 1;
    else high = middle;
  }
  return posting[low] === ordinal;
}

/** Keys of any number, each with the indicators that were added under it. */
export interface PostingMap {
  /** Ordinals are added in ascending order. */
  add(key: Key, ordinal: number): void;
  get(key: Key): Posting | undefined;
}

/** A JavaScript Map ends at 2^24 keys; a further one goes on from here. */
const MAX_KEYS_OF_MAP = 2 ** 23;

export function createPostingMap(): PostingMap {
  const maps: Map<Key, number | number[]>[] = [new Map()];
  const mapOf = (key: Key): Map<Key, number | number[]> | undefined => {
    for (let i = 0; i < maps.length; i++) if ((maps[i] as Map<Key, number | number[]>).has(key)) return maps[i];
    return undefined;
  };
  return {
    add: (key, ordinal) => {
      const map = mapOf(key);
      if (map) {
        const posting = map.get(key) as number | number[];
        if (typeof posting !== "number") {
          if (posting.at(-1) !== ordinal) posting.push(ordinal);
        } else if (posting !== ordinal) map.set(key, [posting, ordinal]);
        return;
      }
      if ((maps.at(-1) as Map<Key, number | number[]>).size >= MAX_KEYS_OF_MAP) maps.push(new Map());
      (maps.at(-1) as Map<Key, number | number[]>).set(key, ordinal);
    },
    get: (key) => {
      for (let i = 0; i < maps.length; i++) {
        const posting = (maps[i] as Map<Key, number | number[]>).get(key);
        if (posting !== undefined) return posting;
      }
      return undefined;
    },
  };
}
