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
