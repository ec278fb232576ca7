import { type Diagnostic, diagnosticAt, type Source, span } from "../../diagnostics/index.ts";
import type { Json } from "../../event/json.ts";
import { jsonPlaces } from "../read/json-places.ts";
import { isJsonFault, parseJsonTree } from "../read/json-tree.ts";
import { parseJson } from "../read/json.ts";
import { once, type Places } from "../read/places.ts";
import { formatExtension } from "../read/table.ts";
import { tomlContent, tomlPlaces } from "../read/toml-content.ts";

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

function readTomlFile(source: Source): JobFile | Diagnostic {
  const content = tomlContent(source);
  return "fault" in content ? content.fault : { source, value: content.values, places: once(() => tomlPlaces(source)) };
}

function readJsonFile(source: Source): JobFile | Diagnostic {
  const parsed = parseJson(source.text);
  if (parsed) return { source, value: parsed.value, places: once(() => jsonPlaces(source.text, [{ name: "", path: [] }])) };
  const fault = parseJsonTree(source.text);
  const { message, hint, offset } = isJsonFault(fault) ? fault : { message: "the file is no JSON", hint: undefined, offset: 0 };
  return diagnosticAt(source, span(offset, offset + 1), "T1001", message, { hint });
}
