import { parseNumber } from "../event/number.ts";
import { asLong } from "./arithmetic.ts";

/** A decimal number as Java writes it, as Elasticsearch's `string()` shows it: `42.5`, `5.0`, `1.0E10`, `1.2E-5`. */
export function decimalText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return Number.isInteger(value) ? `${negativeZero(value)}${value}.0` : String(value);
  const shortest = value.toExponential();
  // Java writes two digits at least, the nearest two: of the least of all numbers `4.9E-324`, where one would do.
  const text = shortest.includes(".") ? shortest : value.toExponential(1);
  return text.replace("e", "E").replace("+", "");
}

const negativeZero = (value: number): string => (Object.is(value, -0) ? "-" : "");

/**
 * The number that a decimal text says: an integer where it is written as one and fits 64 bits, else a decimal as Java's
 * `Double.valueOf` reads it: blanks around it and a type letter behind it (`2.5f`) are allowed.
 */
export function parseDecimal(text: string): number | bigint | null {
  const integer = parseInteger(text, 10);
  if (integer !== null) return integer;
  const trimmed = text.trim();
  if (trimmed.length > MAX_DIGITS) return null;
  return parseNumber("dDfF".includes(trimmed.at(-1) ?? " ") ? trimmed.slice(0, -1) : trimmed) ?? null;
}

/** Longer texts than any number needs are no numbers; this bounds the work on hostile ones. */
const MAX_DIGITS = 400;

/** A whole number of the given base (2 to 36), with a sign but no blanks; null where it is none or exceeds 64 bits. */
export function parseInteger(text: string, base: number): number | bigint | null {
  const signed = text.startsWith("-") || text.startsWith("+");
  const start = signed ? 1 : 0;
  if (base < 2 || base > 36 || text.length === start || text.length > MAX_DIGITS) return null;
  let value = 0n;
  for (let i = start; i < text.length; i++) {
    const digit = digitOf(text.charCodeAt(i));
    if (digit >= base) return null;
    value = value * BigInt(base) + BigInt(digit);
  }
  return asLong(text.startsWith("-") ? -value : value);
}

/** 0–35 for an ASCII digit or letter, Infinity for anything else. */
function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? lower - 0x61 + 10 : Number.POSITIVE_INFINITY;
}
