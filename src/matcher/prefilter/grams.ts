import type { Bits } from "./bits.ts";
import { addMembers, type Members, membersOf } from "./members.ts";
import { GRAM, type Pieces } from "./pieces.ts";

/** Finds the patterns that a text may fit. */
export interface GramIndex {
  /** Adds the rows of every pattern of which the text has the looked-up part. */
  scan(text: string, into: Bits): void;
}

/** A pattern of a row of the index. */
export interface Entry {
  readonly row: number;
  readonly pieces: Pieces;
}

const FILTER_BITS = 14;
/** The golden ratio's bits, as in Fibonacci hashing. */
const SPREAD = 0x9e3779b1;
const BEGIN_CODE = 2;
const END_CODE = 3;

/**
 * Of each pattern the four characters that the fewest patterns share are looked up; a text is read once, four
 * characters at a time, whatever the number of patterns. Characters count by their low byte only.
 */
export function createGramIndex(entries: readonly Entry[], size: number): GramIndex {
  const chosen = new Map<number, number[]>();
  for (const [gram, row] of chooseGrams(entries)) {
    const list = chosen.get(gram) ?? [];
    list.push(row);
    chosen.set(gram, list);
  }
  const filter = new Uint8Array(1 << FILTER_BITS);
  const members = new Map<number, Members>();
  for (const [gram, list] of chosen) {
    filter[hash(gram)] = 1;
    members.set(gram, membersOf(list, size));
  }
  const look = (gram: number, into: Bits): void => {
    const found = members.get(gram);
    if (found) addMembers(found, into);
  };
  return {
    scan: (text, into) => {
      const end = text.length;
      let gram = BEGIN_CODE;
      for (let i = 0; i <= end; i++) {
        gram = (gram << 8) | (i < end ? text.charCodeAt(i) & 0xff : END_CODE);
        if (i >= GRAM - 2 && filter[Math.imul(gram, SPREAD) >>> (32 - FILTER_BITS)] === 1) look(gram, into);
      }
    },
  };
}

/** For each entry the four characters it is looked up by, the first in the highest byte, and its row. */
export function chooseGrams(entries: readonly Entry[]): (readonly [number, number])[] {
  const all = entries.map(({ row, pieces }) => ({ row, grams: pieces.flatMap(gramsOf) }));
  const shared = new Map<number, number>();
  for (const { grams } of all) for (const gram of grams) shared.set(gram, (shared.get(gram) ?? 0) + 1);
  const weight = (gram: number): number => 2 * (shared.get(gram) ?? 0) - (atEdge(gram) ? 1 : 0);
  return all.map(({ row, grams }) => [grams.reduce((best, gram) => (weight(gram) < weight(best) ? gram : best)), row] as const);
}

/** At the beginning or the end of the text, where fewer texts have it than anywhere. */
const atEdge = (gram: number): boolean => gram >>> 24 === BEGIN_CODE || (gram & 0xff) === END_CODE;

function gramsOf(piece: string): number[] {
  const grams: number[] = [];
  let gram = 0;
  for (let i = 0; i < piece.length; i++) {
    gram = (gram << 8) | (piece.charCodeAt(i) & 0xff);
    if (i >= GRAM - 1) grams.push(gram);
  }
  return grams;
}

const hash = (gram: number): number => Math.imul(gram, SPREAD) >>> (32 - FILTER_BITS);
