import { parseIpRange, parseV4Range } from "../event/ip.ts";

/** Fewer blocks are looked at one by one. */
const MIN_SEARCHED = 8;

/** The first IPv4 address in its 128-bit form, and the last. */
const FIRST_V4 = 0xffffn << 32n;
const LAST_V4 = FIRST_V4 | 0xffffffffn;

/** An inclusive range of addresses. */
interface Range<T extends number | bigint> {
  readonly first: T;
  readonly last: T;
}

/**
 * Whether an address lies in one of the blocks or ranges; of many, by binary search. IPv4, most of what long lists hold,
 * is kept as 32-bit numbers.
 * @throws on a block that is none, which lowering has to report
 */
export function compileIpRanges(blocks: readonly string[]): (address: bigint) => boolean {
  if (blocks.length < MIN_SEARCHED) {
    const ranges = blocks.map(rangeOf);
    return (address) => ranges.some(({ first, last }) => first <= address && address <= last);
  }
  const v4 = new BigUint64Array(blocks.length);
  const others: Range<bigint>[] = [];
  let count = 0;
  for (const block of blocks) {
    const short = parseV4Range(block);
    const range = short ? undefined : rangeOf(block);
    const inV4 = short ?? (range && v4PartOf(range));
    if (inV4) v4[count++] = (BigInt(inV4.first) << 32n) | BigInt(inV4.last);
    if (range) others.push(range);
  }
  const inV4 = compileSearch(unpack(v4.subarray(0, count).sort()));
  const inOthers = compileSearch(others.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0)));
  return (address) => (FIRST_V4 <= address && address <= LAST_V4 ? inV4(Number(address - FIRST_V4)) : inOthers(address));
}

/**
 * What blocks or ranges have of IPv4.
 * @throws on a block that is none
 */
export function v4RangesOf(blocks: readonly string[]): readonly { readonly first: number; readonly last: number }[] {
  return blocks.map((block) => parseV4Range(block) ?? v4PartOf(rangeOf(block))).filter((range) => range !== undefined);
}

function rangeOf(block: string): Range<bigint> {
  const range = parseIpRange(block);
  if (!range) throw new Error(`a plan holds a faulty address block: ${block}`);
  return range;
}

/** What a range of any addresses has of IPv4 (`::/0` has all). */
function v4PartOf({ first, last }: Range<bigint>): Range<number> | undefined {
  if (last < FIRST_V4 || first > LAST_V4) return undefined;
  return { first: first < FIRST_V4 ? 0 : Number(first - FIRST_V4), last: Number((last > LAST_V4 ? LAST_V4 : last) - FIRST_V4) };
}

function* unpack(pairs: BigUint64Array): Iterable<Range<number>> {
  for (const pair of pairs) yield { first: Number(pair >> 32n), last: Number(pair & 0xffffffffn) };
}

/**
 * The last range that begins at or before an address is the only one that can hold it.
 * @param ordered by their firsts; those that overlap become one
 */
function compileSearch<T extends number | bigint>(ordered: Iterable<Range<T>>): (address: T) => boolean {
  const firsts: T[] = [];
  const lasts: T[] = [];
  for (const { first, last } of ordered) {
    const before = lasts.at(-1);
    if (before === undefined || first > before) {
      firsts.push(first);
      lasts.push(last);
    } else if (last > before) lasts[lasts.length - 1] = last;
  }
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
