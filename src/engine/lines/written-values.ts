import type { JsonObject } from "../../event/json.ts";
import { readWritten } from "../../matcher/lines/line-values.ts";
import type { LineSieve } from "../../matcher/lines/sieve.ts";

/** How a line writes the values of fields, in Latin-1: what they are, and what tells them from others. Undefined where a field has several. */
export function writtenValues(sieve: LineSieve, fields: readonly string[]): string | undefined {
  let all = "";
  for (const field of fields) {
    const number = sieve.pathOf(field);
    const one = number === undefined ? undefined : sieve.values.written(number);
    if (one === undefined) return undefined;
    all += `${one.length}:${one}`;
  }
  return all;
}

/** No value stands at any of the paths. */
export const isFreeOf = (sieve: LineSieve, paths: readonly string[]): boolean =>
  paths.every((path) => writtenValues(sieve, [path]) === "0:");

/** The document that has these fields alone, in dotted spelling. */
export function documentOf(fields: readonly string[], written: string): JsonObject {
  const document: JsonObject = {};
  let at = 0;
  for (const field of fields) {
    const colon = written.indexOf(":", at);
    const end = colon + 1 + Number(written.slice(at, colon));
    const value = readWritten(written.slice(colon + 1, end));
    if (value !== undefined) document[field] = value;
    at = end;
  }
  return document;
}
