import { parseTOML } from "toml-eslint-parser";
import type { Diagnostic, Source } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";
import type { Places } from "./places.ts";
import { tomlFault } from "./toml-faults.ts";
import { placesIn } from "./toml-places.ts";
import { readPlainToml } from "./toml-plain.ts";
import { tomlValues } from "./toml-values.ts";

/** Plain data, dates as they are written, or the first fault. */
export type TomlContent = { readonly values: JsonObject } | { readonly fault: Diagnostic };

/** What a TOML text says. Where the plain reader refuses it, the full parser decides. */
export function tomlContent(source: Source): TomlContent {
  const plain = readPlainToml(source.text, { places: false });
  if (plain) return plain;
  try {
    return { values: tomlValues(parseTOML(source.text)) };
  } catch (error) {
    return { fault: tomlFault(source, error) };
  }
}

/** Where everything stands in a text in which {@link tomlContent} found no fault. */
export function tomlPlaces({ text }: Source): Places {
  return readPlainToml(text, { places: true })?.places ?? placesIn(text, parseTOML(text));
}
