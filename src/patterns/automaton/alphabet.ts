import { type CodeRange, MAX_CODE_POINT } from "../regexp.ts";

const ASCII = 128;
/** Other characters whose classes are kept, each in the place of others with its lowest bits. */
const KEPT = 256;

/**
 * The code points parted into classes that no expression of an automaton tells apart: its letters. Classes are
 * numbered from 0 in the order of their first code point.
 */
export class Alphabet {
  /** How many classes there are. */
  readonly size: number;
  private readonly starts: readonly number[];
  private readonly ascii = new Uint32Array(ASCII);
  /** By lowest bits: a code point, and its class behind it. Made for the first text that needs it. */
  private kept: Int32Array | undefined;

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
    return point < ASCII ? (this.ascii[point] as number) : this.otherClass(point);
  }

  private otherClass(point: number): number {
    this.kept ??= new Int32Array(2 * KEPT);
    const at = 2 * (point & (KEPT - 1));
    if (this.kept[at] === point) return this.kept[at + 1] as number;
    this.kept[at] = point;
    return (this.kept[at + 1] = this.search(point));
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
