import { DAY, daysInMonth, daysOf, HOUR, MINUTE, SECOND } from "./calendar.ts";
import { scanIso } from "./time-iso.ts";
import { newFields, type TimeFields } from "./time-fields.ts";
import { compilePattern } from "./time-pattern.ts";

/** Epoch milliseconds of a text, NaN if it is not of the format; `roundUp` fills what is not written with its greatest value. */
export type TimeParser = (text: string, roundUp: boolean) => number;

/** Named formats of Elasticsearch as patterns; each has a `strict_` form that reads the same here. */
const PATTERNS: Readonly<Record<string, string>> = {
  basic_date: "yyyyMMdd",
  basic_date_time: "yyyyMMdd'T'HHmmss.[SSSSSSSSS][SSSSSS][SSS]X",
  basic_date_time_no_millis: "yyyyMMdd'T'HHmmssX",
  basic_ordinal_date: "yyyyDDD",
  basic_ordinal_date_time: "yyyyDDD'T'HHmmss.SSSX",
  basic_ordinal_date_time_no_millis: "yyyyDDD'T'HHmmssX",
  date: "yyyy-MM-dd",
  date_hour: "yyyy-MM-dd'T'HH",
  date_hour_minute: "yyyy-MM-dd'T'HH:mm",
  date_hour_minute_second: "yyyy-MM-dd'T'HH:mm:ss",
  date_hour_minute_second_fraction: "yyyy-MM-dd'T'HH:mm:ss.[SSSSSSSSS][SSSSSS][SSS]",
  date_hour_minute_second_millis: "yyyy-MM-dd'T'HH:mm:ss.[SSSSSSSSS][SSSSSS][SSS]",
  date_time: "yyyy-MM-dd'T'HH:mm:ss.[SSSSSSSSS][SSSSSS][SSS]X",
  date_time_no_millis: "yyyy-MM-dd'T'HH:mm:ssX",
  ordinal_date: "yyyy-DDD",
  ordinal_date_time: "yyyy-DDD'T'HH:mm:ss.[SSSSSSSSS][SSSSSS][SSS]X",
  ordinal_date_time_no_millis: "yyyy-DDD'T'HH:mm:ssX",
  year: "yyyy",
  year_month: "yyyy-MM",
  year_month_day: "yyyy-MM-dd",
};

const PARSERS: Readonly<Record<string, TimeParser>> = {
  epoch_millis: (text) => scanEpoch(text),
  epoch_second: (text) => scanEpoch(text) * SECOND,
  date_optional_time: (text, roundUp) => scanIso(text, roundUp, false),
  date_optional_time_nanos: (text, roundUp) => scanIso(text, roundUp, false),
  iso8601: (text, roundUp) => scanIso(text, roundUp, false),
};

/**
 * A parser of a mapping's date format: named formats, Java patterns and alternatives with `||`. A name or letter that
 * is not known makes that alternative match nothing.
 */
export function compileTimeFormat(format: string): TimeParser {
  const alternatives = format.split("||").map((part) => compileOne(part.trim()));
  if (alternatives.length === 1) return alternatives[0] as TimeParser;
  return (text, roundUp) => {
    for (const parse of alternatives) {
      const time = parse(text, roundUp);
      if (time === time) return time;
    }
    return Number.NaN;
  };
}

/** The Java pattern that a named format of Elasticsearch stands for. */
export const namedPattern = (name: string): string | undefined => (Object.hasOwn(PATTERNS, name) ? PATTERNS[name] : undefined);

/** Whether every alternative of a format is a name or pattern that can be read. */
export function isTimePattern(format: string): boolean {
  return format.split("||").every((part) => {
    const name = plainName(part.trim());
    return Object.hasOwn(PARSERS, name) || compilePattern(namedPattern(name) ?? part.trim()) !== undefined;
  });
}

const plainName = (format: string): string => (format.startsWith("strict_") ? format.slice("strict_".length) : format);

function compileOne(format: string): TimeParser {
  const name = plainName(format);
  if (Object.hasOwn(PARSERS, name)) return PARSERS[name] as TimeParser;
  const step = compilePattern(namedPattern(name) ?? format);
  if (!step) return () => Number.NaN;
  return (text, roundUp) => {
    const fields = newFields();
    return step(text, 0, fields) === text.length ? resolve(fields, roundUp) : Number.NaN;
  };
}

/** The instant that the fields name; a field that was not written takes its least value, or its greatest. */
function resolve(fields: TimeFields, roundUp: boolean): number {
  const fill = (value: number, least: number, greatest: number): number => (value >= 0 ? value : roundUp ? greatest : least);
  const year = fields.year;
  const days = fields.dayOfYear > 0 ? daysOf(year, 1, fields.dayOfYear) : dayOf(year, fill(fields.month, 1, 12), fields.day, roundUp);
  const hour = fields.hour12 >= 0 ? (fields.hour12 % 12) + (fields.afternoon ? 12 : 0) : fill(fields.hour, 0, 23);
  const minute = fill(fields.minute, 0, 59);
  const second = fill(fields.second, 0, 59);
  if (year < 0 || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return days * DAY + hour * HOUR + minute * MINUTE + second * SECOND + fill(fields.millisecond, 0, 999) - fields.offset;
}

function dayOf(year: number, month: number, written: number, roundUp: boolean): number {
  const last = daysInMonth(year, month);
  const day = written >= 0 ? written : roundUp ? last : 1;
  return month < 1 || month > 12 || day < 1 || day > last ? Number.NaN : daysOf(year, month, day);
}

/** A decimal number of epoch units: `-12`, `1700000000000.25`; NaN for any other text. */
export function scanEpoch(text: string): number {
  const start = text.charCodeAt(0) === 0x2d ? 1 : 0;
  let dots = 0;
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x2e && i > start && i < text.length - 1) dots++;
    else if (unit < 0x30 || unit > 0x39) return Number.NaN;
  }
  return text.length > start && text.length <= 32 && dots <= 1 ? Number(text) : Number.NaN;
}
