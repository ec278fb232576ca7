import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { parseTime } from "../../event/time.ts";
import { joinPath } from "../../rules/read/places.ts";
import type { CaseReader } from "./case-reader.ts";
import { CASE_CLOCK } from "./case-time.ts";
import { type Bases, type EventDefaults, readEventList } from "./events.ts";
import { readExceptionItems } from "./exception-items.ts";
import type { CaseSetting, Given } from "./model.ts";
import { readValueLists } from "./value-lists.ts";

/** Keys that a case file and each of its cases may have: a case's own take the place of the file's. */
export const SETTING_KEYS = ["clock", "index", "max_signals", "exceptions", "value_lists", "indicators", "history", "anomalies"] as const;

/** Earlier events that say no time lie this long before the clock. */
const HISTORY_BEFORE_MS = 86_400_000;

/** What surrounds the events of a case. */
export function readSetting(reader: CaseReader, content: JsonObject, entry: JsonObject, entryPath: string, bases: Bases): CaseSetting {
  const find = (key: (typeof SETTING_KEYS)[number]): { readonly value: Json | undefined; readonly path: string } =>
    entry !== content && entry[key] !== undefined
      ? { value: entry[key], path: joinPath(entryPath, key) }
      : { value: content[key], path: key };
  const clock = readClock(reader, find("clock")) ?? CASE_CLOCK;
  const text = find("index");
  const index = reader.text(text.value, text.path);
  const limit = find("max_signals");
  const maxSignals = reader.wholeNumber(limit.value, limit.path, 1);
  const [exceptions, lists, indicators, history, anomalies] = (
    ["exceptions", "value_lists", "indicators", "history", "anomalies"] as const
  ).map(find);
  const before: EventDefaults = { bases, clock, after: -HISTORY_BEFORE_MS, base: bases.values().next().value };
  return {
    clock,
    ...(index !== undefined && { index }),
    ...(maxSignals !== undefined && { maxSignals }),
    ...optional(
      "exceptions",
      given(reader, exceptions, (value, path) => readExceptionItems(reader, value, path)),
    ),
    ...optional(
      "valueLists",
      given(reader, lists, (value, path) => readValueLists(reader, value, path)),
    ),
    ...optional(
      "indicators",
      given(reader, indicators, (value, path) => eventList(reader, value, path, { bases, clock, after: 0, base: undefined })),
    ),
    ...optional(
      "history",
      given(reader, history, (value, path) => eventList(reader, value, path, before)),
    ),
    ...optional(
      "anomalies",
      given(reader, anomalies, (value, path) => eventList(reader, value, path, { bases, clock, after: 0, base: undefined })),
    ),
  };
}

/** The events of a case; without any, one that is the base as it is, or none where there are anomaly records instead. */
export function readEvents(reader: CaseReader, entry: JsonObject, path: string, bases: Bases, clock: number): Given<EventDocument> {
  const defaults: EventDefaults = { bases, clock, after: 0, base: bases.values().next().value };
  const at = joinPath(path, "events");
  const read = given(reader, { value: entry["events"], path: at }, (value, p) => eventList(reader, value, p, defaults));
  return read ?? { kind: "inline", items: entry["anomalies"] === undefined ? readEventList(reader, [{}], path, defaults) : [] };
}

function eventList(reader: CaseReader, value: Json, path: string, defaults: EventDefaults): readonly EventDocument[] {
  return readEventList(reader, reader.list(value, path) ?? [], path, defaults);
}

function readClock(reader: CaseReader, { value, path }: { value: Json | undefined; path: string }): number | undefined {
  if (value === undefined) return undefined;
  const time = typeof value === "string" ? parseTime(value) : undefined;
  if (time === undefined) reader.fault("T1305", path, "`clock` is a date and time", "for example 2024-05-01T10:00:00Z");
  return time;
}

/** Text is a path, a list of nothing but texts several paths; anything else is written here. */
function given<T>(
  reader: CaseReader,
  found: { readonly value: Json | undefined; readonly path: string } | undefined,
  read: (value: Json, path: string) => readonly T[],
): Given<T> | undefined {
  if (found?.value === undefined) return undefined;
  const { value, path } = found;
  if (typeof value === "string") {
    const text = reader.text(value, path);
    return text === undefined ? undefined : { kind: "files", paths: [text], path };
  }
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string"))
    return { kind: "files", paths: value, path };
  return { kind: "inline", items: read(value, path) };
}

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: V };

/** Pairs of field and type, or paths of schema files. */
export function readSchema(reader: CaseReader, value: Json | undefined): JsonObject | Given<never> | undefined {
  if (value === undefined || isJsonObject(value)) return value;
  return given(reader, { value, path: "schema" }, (other, path): readonly never[] => {
    reader.wrongType(path, "pairs of field and type, or the path of a schema file", other);
    return [];
  });
}
