import type { EsqlType } from "./type.ts";

/** A whole number under the value law: a number as long as it is a safe integer, else a bigint. */
export type Whole = number | bigint;

export interface WholeRange {
  readonly least: bigint;
  readonly greatest: bigint;
}

const RANGES: Partial<Record<EsqlType, WholeRange>> = {
  integer: { least: -(2n ** 31n), greatest: 2n ** 31n - 1n },
  long: { least: -(2n ** 63n), greatest: 2n ** 63n - 1n },
  unsigned_long: { least: 0n, greatest: 2n ** 64n - 1n },
};

export type WholeType = "integer" | "long" | "unsigned_long";

export const rangeOf = (type: WholeType): WholeRange => RANGES[type] as WholeRange;

/** A whole number in its plain form. */
export function plain(value: bigint): Whole {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The same where it fits the type, else undefined. */
export function fit(value: bigint, type: WholeType): Whole | undefined {
  const { least, greatest } = rangeOf(type);
  return value < least || value > greatest ? undefined : plain(value);
}

const INT_MIN = -(2 ** 31);
const INT_MAX = 2 ** 31 - 1;

export const isInt = (value: number): boolean => value >= INT_MIN && value <= INT_MAX;

/** A finite decimal without fraction as a whole number of the type; undefined where it does not fit. */
export const wholeOf = (value: number, type: WholeType): Whole | undefined =>
  Number.isSafeInteger(value) && (type === "long" || (type === "integer" ? isInt(value) : value >= 0))
    ? value + 0
    : Number.isFinite(value)
      ? fit(BigInt(value), type)
      : undefined;

/** Java's `Math.round`: half up. */
export function roundHalfUp(value: number): number {
  const floor = Math.floor(value);
  return value - floor >= 0.5 ? floor + 1 : floor;
}
