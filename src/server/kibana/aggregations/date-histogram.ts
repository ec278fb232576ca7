import type { Alert } from "../../../alerts/alert.ts";
import { evaluateDateMath, parseDuration } from "../../../event/date-math.ts";
import type { JsonObject } from "../../../event/json.ts";
import { formatTime, parseTime } from "../../../event/time.ts";
import { badRequest } from "../../http/http-error.ts";
import { alertReader } from "../alert-fields.ts";
import { type Aggregation, fieldOf, MOST_BUCKETS } from "./aggregation.ts";

/** Calendar intervals by name, in date math's units. */
// biome-ignore format: table
const CALENDAR: Readonly<Record<string, string>> = {
  minute: "m", "1m": "m", hour: "h", "1h": "h", day: "d", "1d": "d", week: "w", "1w": "w", month: "M", "1M": "M", year: "y", "1y": "y",
};

/** A bucket for each interval of a date field, in UTC; empty ones between others too, unless `min_doc_count` says otherwise. */
export const DATE_HISTOGRAM: Aggregation = {
  parameters: ["field", "fixed_interval", "calendar_interval", "min_doc_count", "format", "time_zone"],
  hasBuckets: true,
  compute(documents, parameters, inner) {
    if (!["UTC", "Z", "+00:00", undefined].includes(parameters["time_zone"] as string | undefined))
      throw badRequest("date_histogram.time_zone other than UTC is not computed here");
    const interval = intervalOf(parameters);
    const groups = grouped(documents, fieldOf(parameters), interval);
    const keys =
      parameters["min_doc_count"] === undefined || parameters["min_doc_count"] === 0 ? filled(groups, interval) : [...groups.keys()];
    const buckets = keys
      .toSorted((a, b) => a - b)
      .map((key): JsonObject => {
        const members = groups.get(key) ?? [];
        return { key_as_string: formatTime(key), key, doc_count: members.length, ...inner(members) };
      });
    return { buckets };
  },
};

interface Interval {
  /** Its start, of the interval that a time is in. Epoch milliseconds. */
  readonly start: (time: number) => number;
  readonly next: (start: number) => number;
}

function intervalOf({ fixed_interval: fixed, calendar_interval: calendar }: JsonObject): Interval {
  if (typeof calendar === "string") {
    const unit = CALENDAR[calendar];
    if (unit === undefined) throw badRequest(`date_histogram.calendar_interval is one of ${Object.keys(CALENDAR).join(", ")}`);
    const start = (time: number): number => evaluateDateMath(`now/${unit}`, time, false) as number;
    return { start, next: (from) => evaluateDateMath(`now+1${unit}`, from, false) as number };
  }
  const length = typeof fixed === "string" ? parseDuration(fixed) : undefined;
  if (length === undefined || length <= 0)
    throw badRequest("date_histogram needs a fixed_interval (30s, 5m, 1h, 1d) or a calendar_interval");
  return { start: (time) => Math.floor(time / length) * length, next: (from) => from + length };
}

function grouped(documents: readonly Alert[], field: string, { start }: Interval): ReadonlyMap<number, readonly Alert[]> {
  const read = alertReader(field);
  const groups = new Map<number, Alert[]>();
  for (const document of documents) {
    const times = read(document).map((value) => (typeof value === "string" ? parseTime(value) : value));
    for (const key of new Set(times.flatMap((time) => (typeof time === "number" ? [start(time)] : [])))) {
      const members = groups.get(key);
      if (members) members.push(document);
      else groups.set(key, [document]);
    }
  }
  return groups;
}

/** Every interval from the first to the last. */
function filled(groups: ReadonlyMap<number, unknown>, { next }: Interval): readonly number[] {
  const known = [...groups.keys()].toSorted((a, b) => a - b);
  const [first, last] = [known[0], known.at(-1)];
  const keys: number[] = [];
  if (first === undefined || last === undefined) return keys;
  for (let key = first; key <= last; key = next(key)) {
    if (keys.push(key) > MOST_BUCKETS) throw badRequest(`date_histogram makes more than ${MOST_BUCKETS} buckets`, "take a longer interval");
  }
  return keys;
}
