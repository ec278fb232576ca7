import { pointsOf } from "./comparison.ts";

/** Insertions, deletions, replacements and swaps of neighbours from one text to the other, each character edited once. */
export function distance(a: string, b: string): number {
  const [left, right] = [pointsOf(a), pointsOf(b)];
  const known = new Map<string, number>();
  const upTo = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i},${j}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const same = left[i - 1] === right[j - 1];
    let least = Math.min(upTo(i - 1, j) + 1, upTo(i, j - 1) + 1, upTo(i - 1, j - 1) + (same ? 0 : 1));
    if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) least = Math.min(least, upTo(i - 2, j - 2) + 1);
    known.set(key, least);
    return least;
  };
  return upTo(left.length, right.length);
}
