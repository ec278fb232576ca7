import type { TextTest } from "../../patterns/wildcard.ts";

/**
 * Whether a text is within `edits` insertions, deletions, replacements or swaps of neighbours of `value`, with the
 * first `prefix` code points equal, as Lucene's fuzzy query (each character takes part in one edit at most). Costs
 * at most the value's length times the width of the band that `edits` allows, however long the text is.
 */
export function compileFuzzy(value: string, edits: number, prefix: number): TextTest {
  const wanted = codePoints(value);
  const head = wanted.slice(0, prefix);
  const tail = wanted.slice(prefix);
  const longest = 2 * (wanted.length + edits);
  return (text) => {
    if (text === value) return true;
    if (text.length > longest || text.length < wanted.length - edits) return false;
    const given = codePoints(text);
    if (Math.abs(given.length - wanted.length) > edits || given.length < head.length) return false;
    if (!head.every((point, i) => point === given[i])) return false;
    return withinEdits(tail, given.slice(head.length), edits);
  };
}

/** Rows of the optimal-string-alignment table, only the cells at most `edits` off the diagonal. */
function withinEdits(a: readonly number[], b: readonly number[], edits: number): boolean {
  const far = edits + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, far));
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(far);
    row[0] = Math.min(i, far);
    let best = row[0];
    for (let j = Math.max(1, i - edits); j <= Math.min(b.length, i + edits); j++) {
      let cost = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      cost = Math.min(cost, (last[j] as number) + 1, (row[j - 1] as number) + 1, far);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      row[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > edits) return false;
    beforeLast = last;
    last = row;
  }
  return (last[b.length] as number) <= edits;
}

const codePoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) as number);
