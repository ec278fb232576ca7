import type { CodeRange } from "../regexp.ts";

/**
 * Adds the other case of each single ASCII letter. Ranges stay as they are: `regex~ "[a-c]"` does not match `B`
 * (a documented limitation of Elasticsearch's `case_insensitive`).
 */
export function foldRanges(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const out = [...ranges];
  for (const { from, to } of ranges) {
    if (from !== to || !isLetter(from)) continue;
    const other = from ^ 0x20;
    out.push({ from: other, to: other });
  }
  return out;
}

const isLetter = (point: number): boolean => (point >= 0x41 && point <= 0x5a) || (point >= 0x61 && point <= 0x7a);
