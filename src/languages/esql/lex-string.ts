import { span } from "../../diagnostics/index.ts";
import type { Faults } from "../faults.ts";

/** A string as it stands in the text: where it ends and what it says. */
interface ReadString {
  readonly end: number;
  readonly value: string;
}

/** `"""…"""`: no escapes, the shortest match on one line; up to two quotes more belong to the text. */
export function readRawString(text: string, start: number, faults: Faults): ReadString {
  const close = findOnLine(text, start + 3, '"""');
  if (!text.startsWith('"""', close)) {
    const hint = 'close it with `"""`; a raw string cannot go on in the next line';
    faults.add(span(start, close), "T5002", "This raw string is not closed on its line", hint);
    return { end: close, value: text.slice(start + 3, close) };
  }
  let end = close + 3;
  while (end < close + 5 && text[end] === '"') end++;
  return { end, value: text.slice(start + 3, end - 3) };
}

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", '"': '"', "\\": "\\" };

/** `"…"` with escapes, on one line. */
export function readString(text: string, start: number, faults: Faults): ReadString {
  let value = "";
  let i = start + 1;
  while (i < text.length) {
    const unit = text[i] as string;
    if (unit === "\n" || unit === "\r") break;
    if (unit === '"') return { end: i + 1, value };
    if (unit !== "\\") value += unit;
    else value += readEscape(text, i++, faults);
    i++;
  }
  const lineEnd = findOnLine(text, i, "\n");
  const hint = 'close it with `"`; a quote inside a string is written `\\"`';
  faults.add(span(start, lineEnd), "T5002", "This string is not closed on its line", hint);
  return { end: lineEnd, value };
}

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
export function readForeignString(text: string, start: number, faults: Faults): ReadString {
  const close = findOnLine(text, start + 1, "'");
  const value = text.slice(start + 1, close);
  const end = text[close] === "'" ? close + 1 : close;
  faults.add(
    span(start, end),
    "T5007",
    "token recognition error: ES|QL has no strings in single quotes",
    `write \`"${value.slice(0, 60)}"\``,
  );
  return { end, value };
}

/** Where `mark` stands, or else where the line ends. Looks no further, so that many strings on one line take linear time. */
function findOnLine(text: string, from: number, mark: string): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === "\n" || text[i] === "\r" || text.startsWith(mark, i)) return i;
  }
  return text.length;
}
