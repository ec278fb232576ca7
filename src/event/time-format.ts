import { DAY, daysInMonth, daysOf, HOUR, MINUTE, SECOND } from "./calendar.ts";
import { scanIso } from "./time-iso.ts";
import { fromZone, type TimeZone } from "./time-zone.ts";
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

const ISO_NAMES: ReadonlySet<string> = new Set(["date_optional_time", "date_optional_time_nanos", "iso8601"]);

/** As {@link scanIso}, in a zone where the text names none. */
export function scanIsoIn(zone: TimeZone, text: string, roundUp: boolean): number {
  const time = scanIso(text, roundUp, false);
  return Number.isNaN(time) || namesZone(text) ? time : zone.toUtc(time);
}

/** Of a text that {@link scanIso} reads. */
function namesZone(text: string): boolean {
  for (let at = text.indexOf("T") + 1; at > 0 && at < text.length; at++) if ("Z+-".includes(text.charAt(at))) return true;
  return false;
}

/**
 * A parser of a mapping's date format: named formats, Java patterns and alternatives with `||`. A name or letter that
 * is not known makes that alternative match nothing.
 * @param zone of texts that name none; default UTC
 */
export function compileTimeFormat(format: string, zone?: TimeZone): TimeParser {
  const alternatives = format.split("||").map((part) => compileOne(part.trim(), zone));
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

function compileOne(format: string, zone: TimeZone | undefined): TimeParser {
  const name = plainName(format);
  if (zone && ISO_NAMES.has(name)) return (text, roundUp) => scanIsoIn(zone, text, roundUp);
  if (Object.hasOwn(PARSERS, name)) return PARSERS[name] as TimeParser;
  const step = compilePattern(namedPattern(name) ?? format);
  if (!step) return () => Number.NaN;
  return (text, roundUp) => {
    const fields = newFields();
    if (zone) fields.offset = Number.NaN;
    return step(text, 0, fields) === text.length ? resolve(fields, roundUp, zone) : Number.NaN;
  };
}

/**
 * The instant that the fields name, as Elasticsearch makes it of them: without a year it is 1970's; a time without a month is of the
 * epoch's first day, whatever the year; a time that does not say its hour is none. `roundUp`: what was not written takes its greatest value.
 */
function resolve(fields: TimeFields, roundUp: boolean, zone: TimeZone | undefined): number {
  const written = timeOf(fields, roundUp);
  const days = daysOfFields(fields, written !== undefined, roundUp);
  const local = days * DAY + (written ?? (roundUp ? DAY - 1 : 0));
  if (fields.region !== undefined) return fromZone(local, fields.region);
  return zone && Number.isNaN(fields.offset) ? zone.toUtc(local) : local - fields.offset;
}

/** Milliseconds of the day; NaN where there is no such time, undefined where none is written. */
function timeOf(fields: TimeFields, roundUp: boolean): number | undefined {
  if (fields.ofDay >= 0) return fields.ofDay < DAY ? fields.ofDay : Number.NaN;
  const half = fields.afternoon === undefined ? -1 : fields.hour12;
  const hour = half >= 0 ? half + (fields.afternoon ? 12 : 0) : fields.hour;
  if (hour < 0) return undefined;
  const minute = fill(fields.minute, roundUp, 59);
  const second = fill(fields.second, roundUp, 59);
  if (hour > 23 || half > 11 || minute > 59 || second > 59) return Number.NaN;
  return hour * HOUR + minute * MINUTE + second * SECOND + fill(fields.millisecond, roundUp, 999);
}

const fill = (value: number, roundUp: boolean, greatest: number): number => (value >= 0 ? value : roundUp ? greatest : 0);

const EPOCH_YEAR = 1970;

function daysOfFields({ year, month, day, dayOfYear, weekday }: TimeFields, hasTime: boolean, roundUp: boolean): number {
  if (year >= 0 && dayOfYear > 0) return checked(dayOfYear > daysInYear(year) ? Number.NaN : daysOf(year, 1, dayOfYear), weekday);
  if (year >= 0 && month >= 0 && day >= 0) return checked(dayOf(year, month, day), weekday);
  if (year < 0 && month < 0) return hasTime ? 0 : Number.NaN;
  if (month < 0 && hasTime && !roundUp) return 0;
  const inYear = year < 0 ? EPOCH_YEAR : year;
  const inMonth = month >= 0 ? month : roundUp ? 12 : 1;
  const kept = day >= 0 && (year < 0 || hasTime) ? day : roundUp ? daysInMonth(inYear, inMonth) : 1;
  return dayOf(inYear, inMonth, kept);
}

const daysInYear = (year: number): number => daysOf(year + 1, 1, 1) - daysOf(year, 1, 1);

const dayOf = (year: number, month: number, day: number): number =>
  month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) ? Number.NaN : daysOf(year, month, day);

/** A day of the week that is not the date's makes it none. The epoch began on a Thursday. */
const checked = (days: number, weekday: number): number => (weekday < 0 || (((days + 3) % 7) + 7) % 7 === weekday ? days : Number.NaN);

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
