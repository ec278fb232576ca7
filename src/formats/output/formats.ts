import type { OutputFormat } from "./alert-writer.ts";
import { json } from "./formats/json.ts";
import { ndjson } from "./formats/ndjson.ts";
import { table } from "./formats/table.ts";

/** What `--output` takes; the first is what a terminal gets by default. */
export const OUTPUT_FORMATS: readonly OutputFormat[] = [table, ndjson, json];

export const outputFormat = (name: string): OutputFormat | undefined => OUTPUT_FORMATS.find((format) => format.name === name);
