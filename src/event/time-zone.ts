import { DAY } from "./calendar.ts";

/** Zones that were asked for; hostile variety empties the memory, it does not fill it. */
const MAX_REMEMBERED = 512;
const MAX_NAME = 40;
const offsets = new Map<string, ((time: number) => number) | undefined>();

/** Short names of zones, and the region that Java takes each for; summer and winter names are of one region. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ...["UTC", "GMT", "UT", "Z"].map((name) => [name, "UTC"] as const),
  ...["EST", "EDT"].map((name) => [name, "America/New_York"] as const),
  ...["CST", "CDT"].map((name) => [name, "America/Chicago"] as const),
  ...["MST", "MDT"].map((name) => [name, "America/Denver"] as const),
  ...["PST", "PDT"].map((name) => [name, "America/Los_Angeles"] as const),
  ...["CET", "CEST"].map((name) => [name, "Europe/Paris"] as const),
  ...["EET", "EEST"].map((name) => [name, "Europe/Bucharest"] as const),
  ["BST", "Europe/London"],
  ["JST", "Asia/Tokyo"],
]);

/** The region of a name of a zone, its own or a short one; undefined where there is none. */
export function zoneNamed(name: string): string | undefined {
  const region = SHORT_NAMES.get(name) ?? name;
  return offsetsOf(region) ? region : undefined;
}

/**
 * The instant of a local time (both epoch milliseconds) in a region, as java.time has it: of a time that comes twice the
 * earlier, a time that is left out moved on by what is left out.
 */
export function fromZone(local: number, region: string): number {
  const offsetAt = offsetsOf(region);
  if (!offsetAt || Number.isNaN(local)) return Number.NaN;
  const before = offsetAt(local - DAY);
  const after = offsetAt(local + DAY);
  const isAfter = offsetAt(local - before) !== before && offsetAt(local - after) === after;
  return local - (isAfter ? after : before);
}

/** A time zone of java.time: a region, or an offset that never changes. */
export interface TimeZone {
  readonly id: string;
  /** Milliseconds east of UTC at an instant (epoch milliseconds). */
  offsetAt(time: number): number;
  /** The instant of a local time, as {@link fromZone} has it. */
  toUtc(local: number): number;
}

/** `Europe/Paris`, `+04:00`, `UTC`, `GMT-3`; undefined for what names no zone. */
export function timeZoneOf(name: string): TimeZone | undefined {
  const offset = fixedOffset(name);
  if (offset !== undefined) return { id: name, offsetAt: () => offset, toUtc: (local) => local - offset };
  const offsetAt = name.includes("/") ? offsetsOf(name) : undefined;
  return offsetAt && { id: name, offsetAt: byDay(offsetAt), toUtc: (local) => fromZone(local, name) };
}

function fixedOffset(name: string): number | undefined {
  const [, prefix = "", sign, hours = "", minutes = "", seconds = ""] =
    /^(Z|UTC|GMT|UT)?(?:([+-])(\d{1,2})(?::?(\d\d))?(?::?(\d\d))?)?$/.exec(name) ?? [];
  if (sign === undefined) return prefix === "" ? undefined : 0;
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  if (prefix === "Z" || Number(minutes) > 59 || Number(seconds) > 59 || size > MAX_OFFSET) return undefined;
  return size * (sign === "-" ? -1_000 : 1_000);
}

/** Seconds. */
const MAX_OFFSET = 18 * 3_600;
/** Further from the epoch no date of JavaScript is; zones have stopped changing long before. */
const MAX_TIME = 8.64e15 - DAY;
const MAX_DAYS = 4_096;

/** Asks once a day, and again only on days on which clocks change. */
function byDay(offsetAt: (time: number) => number): (time: number) => number {
  const days = new Map<number, number>();
  return (time) => {
    const clamped = Math.max(-MAX_TIME, Math.min(MAX_TIME, time));
    const day = Math.floor(clamped / DAY);
    let offset = days.get(day);
    if (offset === undefined) {
      const [first, last] = [offsetAt(day * DAY), offsetAt((day + 1) * DAY)];
      offset = first === last ? first : Number.NaN;
      if (days.size >= MAX_DAYS) days.clear();
      days.set(day, offset);
    }
    return Number.isNaN(offset) ? offsetAt(clamped) : offset;
  };
}

/** By region: milliseconds east of UTC at an instant. */
function offsetsOf(region: string): ((time: number) => number) | undefined {
  if (offsets.has(region)) return offsets.get(region);
  if (offsets.size >= MAX_REMEMBERED) offsets.clear();
  const found = region.length > MAX_NAME ? undefined : compileOffsets(region);
  offsets.set(region, found);
  return found;
}

function compileOffsets(region: string): ((time: number) => number) | undefined {
  // What is no name but an offset, and names in another case, `Intl` would take and Java does not.
  if (region === "UTC") return () => 0;
  if (!region.includes("/") || region[0] !== region[0]?.toUpperCase()) return undefined;
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: region, timeZoneName: "longOffset", year: "numeric" });
    return (time) => readOffset(format.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value ?? "");
  } catch {
    return undefined;
  }
}

/** `GMT`, `GMT+05:30`, `GMT-00:01:15`. */
function readOffset(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(4).split(":").map(Number);
  const size = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  return text[3] === "-" ? -size : size;
}
