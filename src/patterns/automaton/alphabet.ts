import { type CodeRange, MAX_CODE_POINT } from "../regexp.ts";

const ASCII = 128;

/**
 * The code points parted into classes that no expression of an automaton tells apart: its letters. Classes are
 * numbered from 0 in the order of their first code point.
 */
export class Alphabet {
  /** How many classes there are. */
  readonly size: number;
  private readonly starts: readonly number[];
  private readonly ascii = new Uint32Array(ASCII);

  constructor(ranges: Iterable<CodeRange>) {
    const starts = new Set([0]);
    for (const { from, to } of ranges) {
      starts.add(from);
      if (to < MAX_CODE_POINT) starts.add(to + 1);
    }
    this.starts = [...starts].sort((a, b) => a - b);
    this.size = this.starts.length;
    for (let point = 0; point < ASCII; point++) this.ascii[point] = this.search(point);
  }

  classOf(point: number): number {
    return point < ASCII ? (this.ascii[point] as number) : this.search(point);
  }

  /** The classes that make up the ranges (or all but them): 1 where a class is in. */
  members(ranges: readonly CodeRange[], negated: boolean): Uint8Array {
    const members = new Uint8Array(this.size).fill(negated ? 1 : 0);
    for (const { from, to } of ranges) members.fill(negated ? 0 : 1, this.search(from), this.search(to) + 1);
    return members;
  }

  private search(point: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= point) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
