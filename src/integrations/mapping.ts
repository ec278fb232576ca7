import type { FieldTable } from "../event/field-type.ts";
import type { Json, JsonObject, Scalar } from "../event/json.ts";
import { defaultFields } from "../event/schema.ts";
import { compileTimeFormat } from "../event/time-format.ts";
import { formatTime, parseTime } from "../event/time.ts";
import { createDocument, readPath, textOf } from "./ecs-document.ts";
import type { Integration } from "./integration.ts";

/** A mapping of a person's own: which records it is for, and which column becomes which ECS field. Plain data, checked. */
export interface Mapping {
  readonly name: string;
  /** `data_stream.dataset`: the documents are of `logs-<dataset>-default`. */
  readonly dataset: string;
  /** Columns that a record must have, all of them. */
  readonly columns: readonly string[];
  /** Columns that must have one of these values. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly fields: readonly FieldMapping[];
  /** Fields that every document has. */
  readonly set: Readonly<Record<string, Json>>;
}

export interface FieldMapping {
  readonly field: string;
  /** Columns: the first that has a value counts. Dots lead into objects, where no column has the whole name. */
  readonly from: readonly string[];
  /** A date format of Elasticsearch; the field becomes an ISO time in UTC. */
  readonly time?: string;
  /** Minutes east of UTC of times that name no zone. */
  readonly zone?: number;
  /** What values become; others stay, or become `default`. */
  readonly values?: Readonly<Record<string, Json>>;
  readonly default?: Json;
  /** Cuts a text into a list. */
  readonly split?: string;
  readonly lower?: boolean;
}

/** The integration that a mapping stands for. It takes records before any other integration does. */
export function createMapping(mapping: Mapping): Integration {
  const fields = defaultFields();
  const readers = mapping.fields.map((field) => ({ field: field.field, read: compileField(field, fields) }));
  return {
    name: mapping.name,
    title: `mapping ${mapping.name}`,
    fills: mapping.fields.map(({ field }) => field),
    accepts: (record) =>
      mapping.columns.every((column) => columnOf(record, column) !== undefined) &&
      Object.entries(mapping.values).every(([column, allowed]) => allowed.includes(textOf(columnOf(record, column)) ?? "")),
    convert(record) {
      const ecs = createDocument(mapping.dataset);
      ecs.set("event.original", JSON.stringify(record));
      for (const [field, value] of Object.entries(mapping.set)) ecs.set(field, structuredClone(value));
      for (const { field, read } of readers) ecs.set(field, read(record));
      return ecs.document;
    },
  };
}

const columnOf = (record: JsonObject, column: string): Json | undefined =>
  Object.hasOwn(record, column) ? record[column] : readPath(record, column);

const NUMBERS = new Set(["long", "integer", "short", "byte", "unsigned_long", "double", "float", "half_float", "scaled_float"]);

function compileField(mapping: FieldMapping, fields: FieldTable): (record: JsonObject) => Json | undefined {
  const kind = fields.get(mapping.field)?.kind;
  const toTime = mapping.time !== undefined || kind === "date" || kind === "date_nanos" ? compileTime(mapping) : undefined;
  const convert = (value: Json): Json | undefined => {
    const text = textOf(value)?.trim();
    if (text === undefined) return value;
    if (toTime) return toTime(text);
    const known = mapping.values && Object.hasOwn(mapping.values, text) ? mapping.values[text] : undefined;
    if (known !== undefined) return known;
    if (mapping.values && mapping.default !== undefined) return mapping.default;
    if (mapping.split !== undefined) return text.split(mapping.split).map((part) => part.trim());
    if (kind !== undefined && NUMBERS.has(kind) && text !== "" && Number.isFinite(Number(text))) return Number(text);
    return mapping.lower ? text.toLowerCase() : text;
  };
  return (record) => {
    for (const column of mapping.from) {
      const value = columnOf(record, column);
      if (value !== undefined && value !== null && value !== "") return convert(value);
    }
    return mapping.default;
  };
}

const MINUTE = 60_000;

function compileTime({ time, zone = 0 }: FieldMapping): (text: string) => string {
  const parse = time === undefined ? (text: Scalar): number | undefined => parseTime(text) : compileTimeFormat(time);
  return (text) => {
    const parsed = parse(text, false);
    // What is no time stays as it is, so that it can be seen; the engine counts it as an event without a time.
    if (parsed === undefined || Number.isNaN(parsed)) return text;
    return formatTime(hasZone(text) ? parsed : parsed - zone * MINUTE);
  };
}

/** Ends with `Z`, or an offset after a time of day. */
function hasZone(text: string): boolean {
  if (text.endsWith("Z")) return true;
  const sign = Math.max(text.lastIndexOf("+"), text.lastIndexOf("-"));
  return sign > text.indexOf(":") && text.includes(":") && text.length - sign <= 6;
}
