import type { EsqlType } from "./type.ts";
import type { EsqlScalar } from "./value.ts";
import { plain, type Whole } from "./whole.ts";

/** The middle of sorted values; of an even number the mean of the two in the middle, of whole numbers cut toward zero. */
export function medianOf(sorted: readonly EsqlScalar[], type: EsqlType): number | bigint {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as Whole;
  if (sorted.length % 2 === 1) return upper;
  const lower = sorted[middle - 1] as Whole;
  if (type === "double") return (lower as number) / 2 + (upper as number) / 2;
  return plain((BigInt(lower) + BigInt(upper)) / 2n);
}

/** How far two numbers of one type are apart. */
export const distanceOf = (a: Whole, b: Whole, type: EsqlType): Whole => {
  if (type === "double") return Math.abs((a as number) - (b as number));
  const difference = BigInt(a) - BigInt(b);
  return plain(difference < 0n ? -difference : difference);
};

/** The value at a percentile of sorted numbers, between two of them by linear interpolation. */
export function percentileOf(sorted: readonly Whole[], percentile: number, type: EsqlType): Whole {
  const index = (percentile / 100) * (sorted.length - 1);
  const lower = sorted[Math.floor(index)] as Whole;
  const upper = sorted[Math.floor(index) + 1];
  if (upper === undefined) return lower;
  const fraction = index - Math.floor(index);
  return type === "double" ? between(lower as number, upper as number, fraction) : wholeBetween(lower, upper, fraction);
}

/** Without overflow where the two have different signs. */
const between = (lower: number, upper: number, fraction: number): number =>
  lower < 0 && upper > 0 ? lower + fraction * upper - fraction * lower : lower + fraction * (upper - lower);

/** Fractions of 2^53: as many as a double has. */
const PARTS = 2n ** 53n;

function wholeBetween(lower: Whole, upper: Whole, fraction: number): Whole {
  const difference = BigInt(upper) - BigInt(lower);
  const size = Number(difference);
  if (Number.isSafeInteger(size)) return plain(BigInt(lower) + BigInt(Math.trunc(fraction * size)));
  return plain(BigInt(lower) + (difference * BigInt(Math.round(fraction * Number(PARTS)))) / PARTS);
}
