/** An inclusive range of addresses in their 128-bit form. */
export interface IpRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** Fewer ranges are looked at one by one. */
const MIN_SEARCHED = 8;

/** The IPv4 addresses in their 128-bit form: most of what lists hold, kept as 32-bit numbers. */
const V4: IpRange = { first: 0xffffn << 32n, last: (0xffffn << 32n) | 0xffffffffn };

/** Whether an address lies in one of the ranges; of many, by binary search. */
export function compileIpRanges(ranges: readonly IpRange[]): (address: bigint) => boolean {
  if (ranges.length < MIN_SEARCHED) return (address) => ranges.some(({ first, last }) => first <= address && address <= last);
  const merged = merge(ranges);
  const v4 = merged.flatMap((range) => intersection(range, V4)).map(({ first, last }) => ({ first: Number(first - V4.first), last: Number(last - V4.first) }));
  const inV4 = compileSearch(Uint32Array.from(v4, (r) => r.first), Uint32Array.from(v4, (r) => r.last));
  const others = merged.filter(({ first, last }) => first < V4.first || last > V4.last);
  const inOthers = compileSearch(others.map((r) => r.first), others.map((r) => r.last));
  return (address) => (address >> 32n === 0xffffn ? inV4(Number(address - V4.first)) : inOthers(address));
}

/** Ordered and disjoint. */
function merge(ranges: readonly IpRange[]): readonly IpRange[] {
  const ordered = [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: IpRange[] = [];
  for (const range of ordered) {
    const before = merged.at(-1);
    if (!before || range.first > before.last) merged.push(range);
    else if (range.last > before.last) merged[merged.length - 1] = { first: before.first, last: range.last };
  }
  return merged;
}

function intersection(a: IpRange, b: IpRange): readonly IpRange[] {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first <= last ? [{ first, last }] : [];
}

/** The last range that begins at or before the address is the only one that can hold it. */
function compileSearch<T extends number | bigint>(firsts: ArrayLike<T>, lasts: ArrayLike<T>): (address: T) => boolean {
  return (address) => {
    let low = 0;
    let high = firsts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((firsts[middle] as T) <= address) low = middle + 1;
      else high = middle;
    }
    return low > 0 && address <= (lasts[low - 1] as T);
  };
}
