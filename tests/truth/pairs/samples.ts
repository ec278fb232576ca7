import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../src/event/json.ts";
import type { EventDocument } from "../../../src/event/origin.ts";
import type { PairSource } from "../pair.ts";

/** Reads the text of `event.original` back into raw records. */
type Rebuild = (original: string, document: JsonObject) => readonly EventDocument[];

const parsed: Rebuild = (original) => [JSON.parse(original) as EventDocument];

/** A sample event of a package (December 2022), with the raw record inside. */
export function sample(name: string, file: string, atLeast: number, rebuild: Rebuild = parsed, kept: readonly string[] = []): PairSource {
  return {
    name,
    atLeast,
    load(folder) {
      const expected = JSON.parse(readFileSync(join(folder, "package-samples-2022", file), "utf8")) as JsonObject;
      const event = expected["event"] as JsonObject;
      const original = event["original"];
      return [{ name: file, records: rebuild(typeof original === "string" ? original : "", expected), expected, kept }];
    },
  };
}
