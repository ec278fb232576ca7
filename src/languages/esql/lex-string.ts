import { span } from "../../diagnostics/index.ts";
import type { Faults } from "../faults.ts";
import { type ReadText, readForeignString, readRawString, readString } from "../lexical.ts";

export function readRaw(text: string, start: number, faults: Faults): ReadText {
  const read = readRawString(text, start);
  const hint = 'close it with `"""`; a raw string cannot go on in the next line';
  if (!read.closed) faults.add(span(start, read.end), "T5002", "This raw string is not closed on its line", hint);
  return read;
}

export function readEsqlString(text: string, start: number, faults: Faults): ReadText {
  const read = readString(text, start, (at) => ({ value: readEscape(text, at, faults), end: at + 2 }));
  const hint = 'close it with `"`; a quote inside a string is written `\\"`';
  if (!read.closed) faults.add(span(start, read.end), "T5002", "This string is not closed on its line", hint);
  return read;
}

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", '"': '"', "\\": "\\" };

/** `at` is the backslash. */
function readEscape(text: string, at: number, faults: Faults): string {
  const letter = text[at + 1] ?? "";
  const known = ESCAPES[letter];
  if (known !== undefined) return known;
  if (letter === "" || letter === "\n" || letter === "\r") return "";
  const hint = 'write a backslash itself as `\\\\`, or use a raw string `"""…"""`, which has no escapes';
  faults.add(span(at, at + 2), "T5006", `token recognition error at: '\\${letter}': there is no such escape`, hint);
  return letter;
}

/** `'…'`, which other languages have. Reported; read so that the rest can be checked. */
export function readForeign(text: string, start: number, faults: Faults): ReadText {
  const read = readForeignString(text, start + 1, "'");
  const hint = `write \`"${read.value.slice(0, 60)}"\``;
  faults.add(span(start, read.end), "T5007", "token recognition error: ES|QL has no strings in single quotes", hint);
  return read;
}
