import type { Format } from "./format.ts";
import { auditd } from "./formats/auditd.ts";
import { json } from "./formats/json.ts";
import { ndjson } from "./formats/ndjson.ts";

/** Input formats in the order they are tried: `ndjson` before `json`, because `json` takes every text that begins like JSON. */
export const FORMATS: readonly Format[] = [ndjson, json, auditd];

/** What `--format` takes besides `auto`. */
export const FORMAT_NAMES: readonly string[] = FORMATS.map((format) => format.name);
