import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { ValuesTally } from "../tally.ts";

/** The middle value of a field; of two middle ones their mean. */
export const median: DetectorFunction = defineFunction({
  name: "median",
  sides: ALL_SIDES,
  field: "number",
  model: "amount",
  silence: "nothing",
  tally: () => new ValuesTally(),
  value: ({ sample }) => medianOf(sample.entries().map(([value, count]) => [Number(value), count] as const)),
});

function medianOf(entries: readonly (readonly [value: number, count: number])[]): number | undefined {
  const numbers = entries.filter(([value]) => Number.isFinite(value)).sort(([a], [b]) => a - b);
  const total = numbers.reduce((sum, [, count]) => sum + count, 0);
  return total === 0 ? undefined : (valueAt(numbers, Math.floor((total - 1) / 2)) + valueAt(numbers, Math.floor(total / 2))) / 2;
}

/** The value at a place among all in order. */
function valueAt(numbers: readonly (readonly [value: number, count: number])[], place: number): number {
  let before = 0;
  for (const [value, count] of numbers) {
    before += count;
    if (place < before) return value;
  }
  return Number.NaN;
}
