import { readFile } from "node:fs/promises";
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import { type Code, createSource, type Diagnostic, diagnostic, diagnosticAt, didYouMean, type Source, span } from "../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { defaultFields } from "../event/schema.ts";
import { isTimePattern } from "../event/time-format.ts";
import type { Integration } from "../integrations/integration.ts";
import { createMapping, type FieldMapping, type Mapping } from "../integrations/mapping.ts";

/** Mappings of a person's own, and what is wrong with them: a mapping with an error is left out. */
export interface Mappings {
  readonly mappings: readonly Integration[];
  readonly problems: readonly Diagnostic[];
}

/** Reads mapping files (TOML, `docs/integrations.md`). Faults are returned with their place. */
export async function readMappings(files: readonly string[]): Promise<Mappings> {
  const mappings: Integration[] = [];
  const problems: Diagnostic[] = [];
  for (const file of files) {
    let text: string;
    try {
      text = await readFile(file, "utf8");
    } catch (error) {
      problems.push(diagnostic("T7301", `the mapping file cannot be read: ${(error as Error).message}`, { file }));
      continue;
    }
    const parsed = parseMapping(file, text);
    problems.push(...parsed.problems);
    if (parsed.mapping) mappings.push(createMapping(parsed.mapping));
  }
  return { mappings, problems };
}

/** The mapping in a text; undefined where it has an error. */
export function parseMapping(file: string, text: string): { readonly mapping?: Mapping; readonly problems: readonly Diagnostic[] } {
  const reader = createReader(createSource(file, text));
  let content: JsonObject;
  try {
    content = getStaticTOMLValue(parseTOML(text)) as JsonObject;
  } catch (error) {
    const { index = 0, message } = error as Error & { index?: number };
    return { problems: [diagnosticAt(reader.source, span(index, index + 1), "T7301", `the mapping file is not TOML: ${message}`)] };
  }
  reader.known(content, ["name", "dataset", "when", "fields", "set"], "");
  const when = reader.table(content["when"], "when");
  reader.known(when, ["columns", "values"], "when");
  const fields = Object.entries(reader.table(content["fields"], "fields")).flatMap(([field, value]) => reader.field(field, value));
  const dataset = reader.text(content["dataset"], "dataset");
  if (fields.length === 0)
    reader.fault("fields", "T7302", "the mapping maps no field", 'write [fields] with lines such as "source.ip" = "client_address"');
  const columns = reader.texts(when["columns"], "columns");
  const mapping: Mapping = {
    name: content["name"] === undefined ? baseName(file) : reader.text(content["name"], "name"),
    dataset,
    columns: columns.length > 0 ? columns : requiredColumns(fields),
    values: Object.fromEntries(
      Object.entries(reader.table(when["values"], "values")).map(([column, value]) => [column, reader.texts(value, column)]),
    ),
    fields,
    set: reader.constants(content["set"]),
  };
  const isFaulty = reader.problems.some(({ severity }) => severity === "error");
  return { problems: reader.problems, ...(!isFaulty && { mapping }) };
}

/** Without `when`, a record is the mapping's where it has the column of its time, or else its first field's. */
function requiredColumns(fields: readonly FieldMapping[]): readonly string[] {
  const decisive = fields.find(({ field }) => field === "@timestamp") ?? fields[0];
  return decisive?.from.length === 1 ? decisive.from : [];
}

const baseName = (file: string): string => file.slice(file.lastIndexOf("/") + 1).replace(/\.toml$/, "");

interface MappingReader {
  readonly source: Source;
  readonly problems: Diagnostic[];
  fault(key: string, code: Code, message: string, hint?: string, severity?: "warning"): void;
  known(table: JsonObject, keys: readonly string[], where: string): void;
  text(value: Json | undefined, key: string): string;
  texts(value: Json | undefined, key: string): readonly string[];
  table(value: Json | undefined, key: string): JsonObject;
  field(field: string, value: Json): readonly FieldMapping[];
  constants(value: Json | undefined): Readonly<Record<string, Json>>;
}

const FIELD_KEYS = ["from", "time", "zone", "values", "default", "split", "lower"];

function createReader(source: Source): MappingReader {
  const problems: Diagnostic[] = [];
  const fields = defaultFields();
  const reader: MappingReader = {
    source,
    problems,
    fault(key, code, message, hint, severity) {
      const at = Math.max(0, keyPlace(source.text, key));
      problems.push(diagnosticAt(source, span(at, at + key.length), code, message, { hint, ...(severity && { severity }) }));
    },
    known(table, keys, where) {
      for (const key of Object.keys(table)) {
        if (keys.includes(key)) continue;
        const place = where === "" ? "a mapping" : `[${where}]`;
        reader.fault(key, "T7302", `${place} has no \`${key}\``, didYouMean(key, keys) ?? `it may have: ${keys.join(", ")}`);
      }
    },
    text(value, key) {
      if (typeof value === "string" && value !== "") return value;
      reader.fault(key, "T7302", value === undefined ? `\`${key}\` is missing` : `\`${key}\` must be a text`, `write ${key} = "…"`);
      return "";
    },
    texts(value, key) {
      if (value === undefined) return [];
      const list = Array.isArray(value) ? value : [value];
      if (list.every((item) => typeof item === "string")) return list;
      reader.fault(key, "T7302", `\`${key}\` must be a text or a list of texts`);
      return [];
    },
    table(value, key) {
      if (value === undefined) return {};
      if (isJsonObject(value)) return value;
      reader.fault(key, "T7302", `\`${key}\` must be a table`, `write [${key}]`);
      return {};
    },
    field(field, value) {
      // `source.ip = …` without quotes is a table of tables in TOML.
      if (isJsonObject(value) && !Object.keys(value).some((key) => FIELD_KEYS.includes(key)))
        return Object.entries(value).flatMap(([key, inner]) => reader.field(`${field}.${key}`, inner));
      checkField(field, reader, fields);
      if (isJsonObject(value)) return [readField(field, value, reader)];
      if (typeof value === "string") return [{ field, from: [value] }];
      if (Array.isArray(value) && value.every((item) => typeof item === "string")) return [{ field, from: value }];
      reader.fault(
        field,
        "T7302",
        `\`${field}\` must name a column`,
        `write "${field}" = "column", a list of columns, or a table with \`from\``,
      );
      return [];
    },
    constants(value) {
      const flat: Record<string, Json> = {};
      const walk = (table: JsonObject, prefix: string): void => {
        for (const [key, inner] of Object.entries(table)) {
          const field = `${prefix}${key}`;
          if (isJsonObject(inner)) walk(inner, `${field}.`);
          else {
            checkField(field, reader, fields);
            flat[field] = inner;
          }
        }
      };
      walk(reader.table(value, "set"), "");
      return flat;
    },
  };
  return reader;
}

function readField(field: string, table: JsonObject, reader: MappingReader): FieldMapping {
  reader.known(table, FIELD_KEYS, `fields."${field}"`);
  const { time, zone, values, split, lower } = table;
  const fallback = table["default"];
  if (typeof time === "string" && !isTimePattern(time))
    reader.fault(
      time,
      "T7302",
      `\`${time}\` is no date format that can be read`,
      "write a pattern such as yyyy-MM-dd HH:mm:ss, or epoch_second, epoch_millis, iso8601",
    );
  const minutes = typeof zone === "string" ? zoneMinutes(zone) : undefined;
  if (zone !== undefined && minutes === undefined)
    reader.fault("zone", "T7302", `\`${textOrJson(zone)}\` is no time zone`, 'write "UTC" or an offset such as "+02:00"');
  return {
    field,
    from: reader.texts(table["from"], "from"),
    ...(typeof time === "string" && { time }),
    ...(minutes !== undefined && { zone: minutes }),
    ...(values !== undefined && { values: reader.table(values, "values") }),
    ...(fallback !== undefined && { default: fallback }),
    ...(typeof split === "string" && { split }),
    ...(lower === true && { lower }),
  };
}

const textOrJson = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Minutes east of `UTC`, `Z` or `+hh:mm`. */
function zoneMinutes(zone: string): number | undefined {
  if (zone === "UTC" || zone === "Z") return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return sign === undefined ? undefined : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** A field that ECS does not have is allowed, but may be a spelling mistake. */
function checkField(field: string, reader: MappingReader, fields: ReturnType<typeof defaultFields>): void {
  if (fields.get(field) !== undefined) return;
  const near = didYouMean(field, [...fields.names()]);
  if (near !== undefined) reader.fault(field, "T7303", `\`${field}\` is no ECS field`, near, "warning");
}

/** Where a key is written: quoted, or bare at the beginning of a line. */
function keyPlace(text: string, key: string): number {
  const quoted = text.indexOf(`"${key}"`);
  if (quoted !== -1) return quoted + 1;
  const last = key.slice(key.lastIndexOf(".") + 1);
  return Math.max(text.indexOf(key), text.indexOf(`${last} =`), text.indexOf(`[${key}]`));
}
