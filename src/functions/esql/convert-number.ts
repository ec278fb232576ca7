import { parseInteger, parseNumber } from "../../event/number.ts";
import { decimalText, parseInteger as parseInBase } from "../number-text.ts";
import type { Convert } from "./conversion.ts";
import { fail, INVALID_ARGUMENT, NUMBER_FORMAT } from "./exceptions.ts";
import type { EsqlCallContext } from "./function.ts";
import { fit, roundHalfUp, type Whole, type WholeType, wholeOf } from "./whole.ts";

export const fromBoolean: Convert = (value) => (value === true ? 1 : 0);

const outOfRange = (text: string, type: WholeType, context: EsqlCallContext): null =>
  fail(context, INVALID_ARGUMENT, `[${text}] out of [${type}] range`);

/** A whole number as one of another range. */
export const wholeTo =
  (type: WholeType): Convert =>
  (value, context) =>
    fit(BigInt(value as Whole), type) ?? outOfRange(String(value), type, context);

/** A decimal, rounded half up; an unsigned_long loses its fraction. */
export const decimalTo =
  (type: WholeType): Convert =>
  (value, context) => {
    const number = value as number;
    const rounded = type === "unsigned_long" ? Math.trunc(number) : roundHalfUp(number);
    // Java compares with the limits as doubles and its cast stops at the greatest long.
    const limited = type === "long" && rounded === 2 ** 63 ? 2n ** 63n - 1n : wholeOf(rounded, type);
    return limited ?? outOfRange(decimalText(number), type, context);
  };

/** A text that says a whole number, else a decimal that is rounded. */
export const textTo =
  (type: "integer" | "long"): Convert =>
  (value, context) => {
    const text = value as string;
    const integer = parseInteger(text);
    const exact = integer === undefined ? undefined : fit(BigInt(integer), type);
    const decimal = exact === undefined ? parseDouble(text) : undefined;
    const rounded = decimal === undefined ? undefined : wholeOf(roundHalfUp(decimal), type);
    return exact ?? rounded ?? fail(context, INVALID_ARGUMENT, `Cannot parse number [${text}]`);
  };

/** Longer texts than any number needs are no numbers: this bounds the work on hostile ones. */
const MAX_DIGITS = 400;

/**
 * As Java's `Double.parseDouble` reads numbers: blanks around and a type letter behind are allowed, and so are hexadecimal ones
 * (`0x1.8p3`), `NaN` and `Infinity`. Infinite past the range of doubles.
 */
function parseDouble(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_DIGITS) return undefined;
  const unsigned = trimmed.startsWith("-") || trimmed.startsWith("+") ? trimmed.slice(1) : trimmed;
  if (unsigned === "NaN" || unsigned === "Infinity") return Number(unsigned);
  const body = "dDfF".includes(trimmed.at(-1) ?? " ") ? trimmed.slice(0, -1) : trimmed;
  return parseNumber(body) ?? parseHexadecimal(body) ?? (isDecimal(body) ? Infinity : undefined);
}

/** {@link parseNumber} refuses what is infinite; such a text is a number that is too large. */
const isDecimal = (text: string): boolean => text !== "" && Math.abs(Number(text)) === Infinity && !text.includes("I");

/** `0x1.8p3`: the digits in base 16, times a power of two. */
function parseHexadecimal(text: string): number | undefined {
  const start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
  const [mantissa = "", power = "", ...more] = text.slice(start).toLowerCase().split("p");
  const [whole = "", fraction = "", ...rest] = mantissa.slice(2).split(".");
  const digits = whole + fraction;
  const exponent = parseInteger(power);
  if (!mantissa.startsWith("0x") || exponent === undefined || more.length + rest.length > 0 || !isHex(digits)) return undefined;
  const size = Number(BigInt(`0x${digits}`)) * 2 ** (Number(exponent) - 4 * fraction.length);
  return text.startsWith("-") ? -size : size;
}

function isHex(digits: string): boolean {
  for (const digit of digits) if (!"0123456789abcdef".includes(digit)) return false;
  return digits !== "";
}

export const textToDouble: Convert = (value, context) => {
  const text = value as string;
  const number = parseDouble(text);
  if (number === undefined) return fail(context, INVALID_ARGUMENT, `Cannot parse number [${text}]`);
  if (Number.isFinite(number)) return number;
  return fail(
    context,
    INVALID_ARGUMENT,
    Number.isNaN(number) ? `[${text}] cannot be parsed as a number (NaN)` : `Number [${text}] is too large`,
  );
};

/** A text of digits in a base from 2 to 36; in base 16 a leading `0x` is passed over. */
export const textInBase =
  (type: "integer" | "long") =>
  (base: number): Convert =>
  (value, context) => {
    if (base === 10) return textTo(type)(value, context);
    const written = value as string;
    const text = base === 16 && written.startsWith("0x") ? written.slice(2) : written;
    const parsed = parseInBase(text, base);
    const whole = parsed === null ? undefined : fit(BigInt(parsed), type);
    return whole ?? fail(context, INVALID_ARGUMENT, `Unable to convert [${text}] to number of base [${base}]`);
  };

export const wholeToDouble: Convert = (value) => Number(value);

/** A text as an unsigned_long: a decimal loses its fraction. */
export const textToUnsigned: Convert = (value, context) => {
  const text = value as string;
  const integer = parseInteger(text);
  if (integer !== undefined) return fit(BigInt(integer), "unsigned_long") ?? outOfRange(text, "unsigned_long", context);
  const decimal = text.length > MAX_DIGITS ? undefined : parseNumber(text);
  if (decimal === undefined) return fail(context, NUMBER_FORMAT, notDecimal(text));
  return wholeOf(Math.trunc(decimal), "unsigned_long") ?? outOfRange(text, "unsigned_long", context);
};

/** What Java's BigDecimal says of a text it cannot read. */
function notDecimal(text: string): string {
  const odd = Array.from(text).find((character) => !"0123456789.eE+-".includes(character));
  if (odd === undefined) return `Cannot parse number [${text}]`;
  return `Character ${odd} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`;
}
