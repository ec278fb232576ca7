import type { JsonStep } from "./json-path.ts";
import { readString, skipBlanks, stringEnd, valueEnd } from "./json-scan.ts";

export const INVALID_JSON = "invalid JSON input";

type Place = { readonly at: number; readonly fault?: never } | { readonly fault: string; readonly at?: never };

/** What stands in a JSON text at the end of a path, read as far as needed: a scalar as plain text, null, or the JSON as it is written. */
export function findJson(
  text: string,
  steps: readonly JsonStep[],
  path: string,
): { readonly value: string | null } | { readonly fault: string } {
  let at = skipBlanks(text, 0);
  if (at >= text.length) return { fault: "empty JSON input" };
  for (const step of steps) {
    const place = typeof step === "string" ? member(text, at, step, path) : element(text, at, step, path);
    if (place.fault !== undefined) return place;
    at = place.at;
  }
  return valueAt(text, at);
}

function valueAt(text: string, at: number): { readonly value: string | null } | { readonly fault: string } {
  const end = valueEnd(text, at);
  if (end === -1) return { fault: INVALID_JSON };
  const written = text.slice(at, end);
  if (written === "null") return { value: null };
  if (!written.startsWith('"')) return { value: written };
  const value = readString(written);
  return value === undefined ? { fault: INVALID_JSON } : { value };
}

const absent = (path: string): Place => ({ fault: `path [${path}] does not exist` });
const INVALID: Place = { fault: INVALID_JSON };

/** Not of the kind the path asks for: it is absent where it is JSON at all. */
const otherKind = (text: string, at: number, path: string): Place => (valueEnd(text, at) === -1 ? INVALID : absent(path));

/** The value of the first member of that name. */
function member(text: string, start: number, name: string, path: string): Place {
  if (text[start] !== "{") return otherKind(text, start, path);
  let at = skipBlanks(text, start + 1);
  if (text[at] === "}") return absent(path);
  for (;;) {
    const end = stringEnd(text, at);
    const colon = end === -1 ? -1 : skipBlanks(text, end);
    if (text[colon] !== ":") return INVALID;
    const value = skipBlanks(text, colon + 1);
    if (readString(text.slice(at, end)) === name) return { at: value };
    const next = afterItem(text, value, "}");
    if (next < 0) return next === CLOSED ? absent(path) : INVALID;
    at = next;
  }
}

function element(text: string, start: number, index: number, path: string): Place {
  if (text[start] !== "[") return otherKind(text, start, path);
  let at = skipBlanks(text, start + 1);
  if (text[at] === "]") return { fault: "array index out of bounds" };
  for (let passed = 0; passed < index; passed++) {
    const next = afterItem(text, at, "]");
    if (next < 0) return next === CLOSED ? { fault: "array index out of bounds" } : INVALID;
    at = next;
  }
  return { at };
}

const CLOSED = -2;

/** Where the next item starts; {@link CLOSED} at the closer, -1 where there is no JSON. */
function afterItem(text: string, at: number, closer: "}" | "]"): number {
  const end = valueEnd(text, at);
  const next = end === -1 ? -1 : skipBlanks(text, end);
  if (next === -1 || text[next] === undefined) return -1;
  if (text[next] === closer) return CLOSED;
  return text[next] === "," ? skipBlanks(text, next + 1) : -1;
}
