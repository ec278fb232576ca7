import type { Scalar } from "./json.ts";
import { scanIso } from "./time-iso.ts";
import { compileTimeFormat, scanEpoch, type TimeParser } from "./time-format.ts";

/** The greatest distance from the epoch, in milliseconds, that a JavaScript date can show. */
const MAX_SHOWN = 8.64e15;

/** Formats that logs write and that can be read in one way only; tried after the field's own. */
const COMMON_FORMATS: readonly string[] = [
  "EEE, dd MMM yyyy HH:mm:ss z",
  "EEE MMM d HH:mm:ss yyyy",
  "dd/MMM/yyyy:HH:mm:ss Z",
  "dd MMM yyyy HH:mm:ss",
  "MMM d, yyyy HH:mm:ss",
  "yyyyMMdd'T'HHmmss[.SSS]X",
  "yyyyMMddHHmmss",
];

/**
 * Tried last, and only under a mapping with formats of its own: several indices may map one date differently, and a
 * merged mapping keeps the formats of one of them. Dashes and dots have the day first when the year comes last.
 */
const DAY_FIRST_FORMATS: readonly string[] = ["dd-MM-yyyy[ HH:mm:ss]", "dd.MM.yyyy[ HH:mm:ss]"];

/**
 * Epoch milliseconds of a value, with a fraction where nanoseconds are written; undefined if it is no time. A number
 * is epoch milliseconds (seconds, where a format says `epoch_second`). A text is read by the given formats in order
 * (names and patterns as in an Elasticsearch mapping, `||` between alternatives), by default as
 * `strict_date_optional_time||epoch_millis`, at last by common unambiguous formats (with given formats also by those
 * that have the day first, as another index of the same field may write it).
 */
export function parseTime(value: Scalar, formats?: readonly string[]): number | undefined {
  if (typeof value === "number") return parseNumber(value, formats);
  if (typeof value !== "string") return undefined;
  const time = formats ? parseBy(value, formats, false) : scanIso(value, false, false);
  if (time === time) return time;
  return defined(parseOther(value, formats, false));
}

/** A literal as the range of instants it covers, both ends inclusive: `2024-01-01` is the whole day. */
export function parseDateRange(text: string, formats?: readonly string[]): { from: number; to: number } | undefined {
  const from = parseTime(text, formats);
  if (from === undefined) return undefined;
  const own = formats ? parseBy(text, formats, true) : scanIso(text, true, false);
  const to = Number.isNaN(own) ? parseOther(text, formats, true) : own;
  return { from, to };
}

/** ISO 8601 in UTC with milliseconds: `2024-05-01T12:00:00.000Z`. A time past what dates can show is written as its number. */
export function formatTime(time: number): string {
  return Math.abs(time) <= MAX_SHOWN ? new Date(Math.floor(time)).toISOString() : String(time);
}

function parseNumber(value: number, formats: readonly string[] | undefined): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  return formats?.some((format) => format.includes("epoch_second")) && !formats.some((format) => format.includes("epoch_millis"))
    ? value * 1000
    : value;
}

function parseBy(text: string, formats: readonly string[], roundUp: boolean): number {
  for (const format of formats) {
    const time = parserOf(format)(text, roundUp);
    if (time === time) return time;
  }
  return Number.NaN;
}

function parseOther(text: string, formats: readonly string[] | undefined, roundUp: boolean): number {
  const loose = scanIso(text, roundUp, true);
  if (loose === loose) return loose;
  const epoch = scanEpoch(text);
  if (epoch === epoch) return epoch;
  const common = parseBy(text, COMMON_FORMATS, roundUp);
  return common === common || formats === undefined ? common : parseBy(text, DAY_FIRST_FORMATS, roundUp);
}

const parsers = new Map<string, TimeParser>();

/** Formats come from mappings and schemas, not from events, so their number is small. */
function parserOf(format: string): TimeParser {
  let parser = parsers.get(format);
  if (!parser) parsers.set(format, (parser = compileTimeFormat(format)));
  return parser;
}

const defined = (time: number): number | undefined => (Number.isNaN(time) ? undefined : time);
