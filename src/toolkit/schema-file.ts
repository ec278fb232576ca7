import { readFile } from "node:fs/promises";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { FieldKind, FieldTable, FieldType } from "../event/field-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { defaultFields, extendFields, mappingFields } from "../event/schema.ts";

/** Thrown by {@link schemaFields}: the schema files are named by the user, so the command ends. */
export class SchemaFileError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics[0]?.message);
    this.diagnostics = diagnostics;
  }
}

/**
 * The built-in field table extended by schema files (JSON or YAML): `field.name: type` pairs, or an Elasticsearch
 * mapping with `properties`.
 * @throws {SchemaFileError}
 */
export async function schemaFields(files: readonly string[]): Promise<FieldTable> {
  let fields = defaultFields();
  for (const file of files) fields = extendFields(fields, await readSchema(file));
  return fields;
}

async function readSchema(file: string): Promise<readonly FieldType[]> {
  const fail = (message: string, hint: string): SchemaFileError => new SchemaFileError([diagnostic("T8008", message, { file, hint })]);
  const { parse } = await import("yaml");
  let content: Json;
  try {
    content = parse(await readFile(file, "utf8")) as Json;
  } catch (error) {
    throw fail(`The schema file cannot be read: ${(error as Error).message}`, "it should be JSON or YAML");
  }
  if (!isJsonObject(content)) throw fail("The schema file does not hold an object", "write `field.name: keyword` pairs");
  const properties = propertiesOf(content);
  if (!properties)
    throw fail(
      "The schema file holds something else than field types",
      "write `field.name: keyword` pairs, or a mapping with `properties`",
    );
  try {
    return mappingFields(properties).expand("*");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw fail("The schema file is nested too deep", "Elasticsearch allows mappings of 20 levels");
  }
}

function propertiesOf(content: JsonObject): JsonObject | undefined {
  const mapping = content["mappings"] ?? content;
  if (isJsonObject(mapping) && isJsonObject(mapping["properties"])) return mapping["properties"];
  const pairs = Object.entries(content);
  if (!pairs.every(([, type]) => typeof type === "string")) return undefined;
  return Object.fromEntries(pairs.map(([name, type]) => [name, { type: type as FieldKind }]));
}
