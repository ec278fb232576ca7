/** A seeded source of choices: the same seed gives the same choices on every machine. */
export interface Random {
  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number;
  /** One of the items; the list is not empty. */
  pick<T>(items: readonly T[]): T;
  /** True once in `odds` times. */
  oneIn(odds: number): boolean;
}

/** mulberry32: 32 bits of state are plenty for making test input. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { below, pick: (items) => items[below(items.length)] as (typeof items)[number], oneIn: (odds) => below(odds) === 0 };
}

/** The seed of the n-th of many independent sources. */
export const seedOf = (seed: number, n: number): number => Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35);
