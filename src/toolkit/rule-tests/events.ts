import { didYouMean } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { type EventDocument, ORIGIN, type Stream } from "../../event/origin.ts";
import { formatTime, parseTime } from "../../event/time.ts";
import { joinPath } from "../../rules/read/places.ts";
import { type CaseReader, written } from "./case-reader.ts";
import { momentOf } from "./case-time.ts";
import { REPETITION_KEYS, readRepetition } from "./repetition.ts";
import { setFields } from "./set-field.ts";

/** Base events by name, the default one first. */
export type Bases = ReadonlyMap<string, JsonObject>;

/** Keys of an event that are not fields. */
const RESERVED: readonly string[] = ["at", "base", ...REPETITION_KEYS];

/** `base` (one, without a name) and `bases` (by name; one may build on another before it). */
export function readBases(reader: CaseReader, content: JsonObject): Bases {
  const bases = new Map<string, JsonObject>();
  const single = reader.object(content["base"], "base");
  if (single) bases.set("base", merged({}, single));
  for (const [name, value] of Object.entries(reader.object(content["bases"], "bases") ?? {})) {
    const path = joinPath("bases", name);
    const own = reader.object(value, path);
    if (own) bases.set(name, merged(baseOf(reader, own, path, bases, undefined), own));
  }
  return bases;
}

/** What an event is when it says nothing of it. */
export interface EventDefaults {
  readonly bases: Bases;
  readonly clock: number;
  /** Milliseconds after the clock of events that say no time. */
  readonly after: number;
  /** What events build on. */
  readonly base: JsonObject | undefined;
}

/** The events that a list of entries stands for, each with its place in the case file as origin. */
export function readEventList(
  reader: CaseReader,
  entries: readonly Json[],
  path: string,
  defaults: EventDefaults,
): readonly EventDocument[] {
  const stream: Stream = { input: 0, member: 0, file: reader.source.name };
  const events = entries.flatMap((entry, i) => {
    const at = joinPath(path, i);
    const { line } = reader.locationOf(at);
    return readEntry(reader, entry, at, defaults).map((event) => ({ event, line }));
  });
  return events.map(({ event, line }, offset) => Object.assign(event, { [ORIGIN]: { stream, offset, line } }));
}

function readEntry(reader: CaseReader, entry: Json, path: string, defaults: EventDefaults): readonly EventDocument[] {
  if (!isJsonObject(entry)) {
    reader.fault("T1304", path, "an event is an object", "`{}` is the base event as it is");
    return [];
  }
  checkNames(reader, entry, path);
  const base = baseOf(reader, entry, path, defaults.bases, defaults.base);
  const { count, every, each } = readRepetition(reader, entry, path);
  const event = merged(base, entry);
  const first = timeOf(reader, entry, event, path, defaults);
  return Array.from({ length: count }, (_, n) => {
    const one = structuredClone(event);
    setFields(
      one,
      each.map(([name, values]) => [name, values[n] ?? null] as const),
    );
    if (first !== undefined) one["@timestamp"] = formatTime(first + n * every);
    return one;
  });
}

/** The time of an entry's first event; undefined where it is kept as the fields say it. */
function timeOf(
  reader: CaseReader,
  entry: JsonObject,
  event: JsonObject,
  path: string,
  { clock, after }: EventDefaults,
): number | undefined {
  const { at } = entry;
  const own = event["@timestamp"];
  if (at === undefined) {
    if (own === undefined) return "@timestamp" in entry ? undefined : clock + after;
    return typeof own === "string" || typeof own === "number" ? parseTime(own) : undefined;
  }
  if ("@timestamp" in entry)
    reader.fault("T1316", joinPath(path, "at"), "the event says its time with `at` and with `@timestamp`", "leave one out");
  const moment = momentOf(at, clock);
  if (moment === undefined) {
    reader.fault(
      "T1305",
      joinPath(path, "at"),
      `\`${written(at)}\` is no time`,
      "write a span after the clock (`10s`, `2m`), before it (`-1d`), or a date and time",
    );
  }
  return moment;
}

function baseOf(reader: CaseReader, entry: JsonObject, path: string, bases: Bases, fallback: JsonObject | undefined): JsonObject {
  const { base: name } = entry;
  if (name === undefined) return fallback ?? {};
  const base = typeof name === "string" ? bases.get(name) : undefined;
  if (base) return base;
  const known = [...bases.keys()];
  const hint = didYouMean(written(name), known) ?? (known.length > 0 ? `there are ${known.join(", ")}` : "the file has no `bases`");
  reader.fault("T1306", joinPath(path, "base"), `there is no base event \`${written(name)}\``, hint);
  return {};
}

/** Top-level names that are nearly `repeat` and the like are no fields of anyone. */
function checkNames(reader: CaseReader, entry: JsonObject, path: string): void {
  for (const key of Object.keys(entry)) {
    if (RESERVED.includes(key) || key.length < 4) continue;
    const hint = didYouMean(key, RESERVED);
    if (hint !== undefined) reader.fault("T1302", joinPath(path, key), `\`${key}\` is no field and no key of an event`, hint, "key");
  }
}

function merged(base: JsonObject, own: JsonObject): JsonObject {
  const event = structuredClone(base);
  setFields(
    event,
    Object.entries(own).filter(([key]) => !RESERVED.includes(key)),
  );
  return event;
}
