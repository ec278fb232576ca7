import type { Format } from "./format.ts";
import { json } from "./formats/json.ts";
import { ndjson } from "./formats/ndjson.ts";

/** Input formats in the order they are tried: `ndjson` first, because `json` takes every text that begins like JSON. */
export const FORMATS: readonly Format[] = [ndjson, json];

/** What `--format` takes besides `auto`. */
export const FORMAT_NAMES: readonly string[] = FORMATS.map((format) => format.name);
