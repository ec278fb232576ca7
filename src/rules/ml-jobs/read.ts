import { parse } from "smol-toml";
import { parseTOML } from "toml-eslint-parser";
import { type Diagnostic, diagnosticAt, type Source, span } from "../../diagnostics/index.ts";
import type { Json } from "../../event/json.ts";
import { jsonPlaces } from "../read/json-places.ts";
import { isJsonFault, parseJsonTree } from "../read/json-tree.ts";
import { parseJson } from "../read/json.ts";
import type { Places } from "../read/places.ts";
import { formatExtension } from "../read/table.ts";
import { tomlFault } from "../read/toml-faults.ts";
import { tomlPlaces } from "../read/toml-places.ts";
import { tomlValues } from "../read/toml-values.ts";

/** What a job file holds, and where it stands. */
export interface JobFile {
  readonly source: Source;
  readonly value: Json;
  readonly places: () => Places;
}

export const JOB_EXTENSIONS: readonly string[] = [".toml", ".json"];

/** Reads a file of jobs: JSON by its extension, else TOML. */
export const readJobFile = (source: Source): JobFile | Diagnostic =>
  formatExtension(source.name) === ".json" ? readJsonFile(source) : readTomlFile(source);

/** By the quick parser, which knows no places; where it refuses a text, the other one decides. */
function readTomlFile(source: Source): JobFile | Diagnostic {
  const places = (): Places => tomlPlaces(source.text);
  try {
    return { source, value: parse(source.text) as Json, places };
  } catch {
    return readSlowly(source, places);
  }
}

function readSlowly(source: Source, places: () => Places): JobFile | Diagnostic {
  try {
    return { source, value: tomlValues(parseTOML(source.text)), places };
  } catch (error) {
    return tomlFault(source, error);
  }
}

function readJsonFile(source: Source): JobFile | Diagnostic {
  const parsed = parseJson(source.text);
  if (parsed) return { source, value: parsed.value, places: () => jsonPlaces(source.text, [{ name: "", path: [] }]) };
  const fault = parseJsonTree(source.text);
  const { message, hint, offset } = isJsonFault(fault) ? fault : { message: "the file is no JSON", hint: undefined, offset: 0 };
  return diagnosticAt(source, span(offset, offset + 1), "T1001", message, { hint });
}
