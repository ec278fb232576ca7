/** Up to so many distinct values quantiles are exact; past it they are estimates. */
export const EXACT_QUANTILES = 20_000;

/**
 * Numbers with how often each came; or, of very many, how often each range of about half a per cent came. What was added
 * decides it, neither its order nor how it was parted. Plain JSON data.
 */
export type Quantiles = { counts: Record<string, number>; distinct: number } | { ranges: Record<string, number> };

export const newQuantiles = (): Quantiles => ({ counts: {}, distinct: 0 });

const isExact = (state: Quantiles): state is Extract<Quantiles, { counts: unknown }> => "counts" in state;

/** A letter keeps keys from being array indices, which objects sort. */
const keyOf = (value: number): string => `=${value}`;
const valueOfKey = (key: string): number => Number(key.slice(1));

export function addNumber(state: Quantiles, value: number, count = 1): Quantiles {
  if (!isExact(state)) {
    const key = rangeOf(value);
    state.ranges[key] = (state.ranges[key] ?? 0) + count;
    return state;
  }
  const key = keyOf(value + 0);
  const before = state.counts[key];
  state.counts[key] = (before ?? 0) + count;
  if (before === undefined) state.distinct++;
  return state.distinct > EXACT_QUANTILES ? estimated(state) : state;
}

function estimated(state: Extract<Quantiles, { counts: unknown }>): Quantiles {
  const ranges: Quantiles = { ranges: {} };
  for (const [key, count] of Object.entries(state.counts)) addNumber(ranges, valueOfKey(key), count);
  return ranges;
}

export function mergeQuantiles(earlier: Quantiles, later: Quantiles): Quantiles {
  if (isExact(later))
    return Object.entries(later.counts).reduce((state, [key, count]) => addNumber(state, valueOfKey(key), count), earlier);
  const into = isExact(earlier) ? estimated(earlier) : earlier;
  if (isExact(into)) return into;
  for (const [key, count] of Object.entries(later.ranges)) into.ranges[key] = (into.ranges[key] ?? 0) + count;
  return into;
}

const GROWTH = Math.log(1.005);

/** The range of a number, by its logarithm: `+12`, `-12`, or `0` for zero. */
function rangeOf(value: number): string {
  if (value === 0) return "0";
  return `${value < 0 ? "-" : "+"}${Math.ceil(Math.log(Math.abs(value)) / GROWTH)}`;
}

/** The middle of a range. */
function middleOf(key: string): number {
  if (key === "0") return 0;
  const size = Math.exp((Number(key.slice(1)) - 0.5) * GROWTH);
  return key.startsWith("-") ? -size : size;
}

/** The numbers in order, each with how often it came. */
export type Weighted = readonly (readonly [value: number, count: number])[];

export function weightedOf(state: Quantiles): Weighted {
  const entries = isExact(state)
    ? Object.entries(state.counts).map(([key, count]) => [valueOfKey(key), count] as const)
    : Object.entries(state.ranges).map(([key, count]) => [middleOf(key), count] as const);
  return entries.sort(([a], [b]) => a - b);
}

/** The value at a quantile from 0 to 1, between two by linear interpolation; null of none. */
export function quantile(weighted: Weighted, at: number): number | null {
  const total = weighted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const index = at * (total - 1);
  const lower = valueAt(weighted, Math.floor(index));
  const upper = valueAt(weighted, Math.ceil(index));
  return lower + (index - Math.floor(index)) * (upper - lower);
}

function valueAt(weighted: Weighted, index: number): number {
  let passed = 0;
  for (const [value, count] of weighted) {
    passed += count;
    if (index < passed) return value;
  }
  return weighted.at(-1)?.[0] ?? 0;
}

/** The median of how far the numbers are from their median. */
export function medianDeviation(weighted: Weighted): number | null {
  const median = quantile(weighted, 0.5);
  if (median === null) return null;
  const distances = weighted.map(([value, count]) => [Math.abs(value - median), count] as const);
  return quantile(
    distances.toSorted(([a], [b]) => a - b),
    0.5,
  );
}
