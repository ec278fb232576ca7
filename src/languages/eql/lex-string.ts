import { type Span, span } from "../../diagnostics/index.ts";
import { type ReadText, readForeignString, readRawString, readString } from "../lexical.ts";
import type { Report } from "./report.ts";

/** A string as it stands in the text: where it ends and what it says. */
type ReadString = Pick<ReadText, "end" | "value">;

export function readRaw(text: string, start: number, report: Report): ReadString {
  const read = readRawString(text, start);
  const hint = 'close it with `"""`; a raw string cannot go on in the next line';
  if (!read.closed) report("T2002", span(start, read.end), "This raw string is not closed on its line", hint);
  return read;
}

export function readEqlString(text: string, start: number, report: Report): ReadString {
  const read = readString(text, start, (at) => readEscape(text, at, report));
  const hint = 'close it with `"`; a quote inside a string is written `\\"`';
  if (!read.closed) report("T2002", span(start, read.end), "This string is not closed on its line", hint);
  return read;
}

/** `'…'` and `?"…"`, which older dialects of EQL have. Reported; read so that the rest can be checked. */
export function readForeign(text: string, start: number, quote: string, report: Report): ReadString {
  const read = readForeignString(text, text.indexOf(quote, start) + 1, quote);
  const { end, value } = read;
  if (text[start] === "?") {
    report(
      "T2004",
      span(start, end),
      `Use triple double quotes ["""] to define unescaped string literals, not [?${quote}]`,
      `write \`"""${value}"""\``,
    );
  } else {
    report("T2003", span(start, end), "Use double quotes [\"] to define string literals, not single quotes [']", `write \`"${value}"\``);
  }
  return read;
}

/** `\'` is a left-over from the strings in single quotes; rules use it. */
const SIMPLE: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", '"': '"', "'": "'", "\\": "\\" };

/** `at` is the backslash. */
function readEscape(text: string, at: number, report: Report): ReadString {
  const letter = text[at + 1] ?? "";
  const simple = SIMPLE[letter];
  if (simple !== undefined) return { end: at + 2, value: simple };
  if (letter === "u") return text[at + 2] === "{" ? readBraced(text, at, report) : readFourDigits(text, at, report);
  const where = span(at, Math.min(at + 2, text.length));
  const message = `token recognition error at: '\\${letter}': there is no such escape`;
  report("T2005", where, message, 'write a backslash itself as `\\\\`, or use a raw string `"""…"""`, which has no escapes');
  return { end: at + 2, value: letter };
}

function readFourDigits(text: string, at: number, report: Report): ReadString {
  const digits = text.slice(at + 2, at + 6);
  if (/^[0-9a-fA-F]{4}$/.test(digits)) return { end: at + 6, value: String.fromCharCode(Number.parseInt(digits, 16)) };
  report(
    "T2006",
    span(at, at + 2),
    "A unicode escape needs exactly 4 hex digits, as in [\\u00e9]",
    "or write the code point in braces: `\\u{1f600}`",
  );
  return { end: at + 2, value: "" };
}

function readBraced(text: string, at: number, report: Report): ReadString {
  const match = /^[0-9a-fA-F]*/.exec(text.slice(at + 3, at + 40));
  const digits = match?.[0] ?? "";
  const end = at + 3 + digits.length;
  const where: Span = span(at, Math.min(end + 1, text.length));
  if (text[end] !== "}") {
    report("T2006", where, "A unicode escape in curly braces holds hex digits only and ends with [}]", "as in `\\u{1f600}`");
    return { end, value: "" };
  }
  if (digits.length < 2 || digits.length > 8) {
    const message = `Unicode sequence in curly braces should use [2-8] hex digits, [\\u{${digits}}] has [${digits.length}]`;
    report("T2006", where, message, `write \`\\u{${digits.padStart(2, "0").slice(-8)}}\``);
    return { end: end + 1, value: "" };
  }
  const point = Number.parseInt(digits, 16);
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
    report(
      "T2006",
      where,
      `Invalid unicode character code [${digits}]`,
      "the highest code point is `10ffff`, and `d800` to `dfff` are none",
    );
    return { end: end + 1, value: "" };
  }
  return { end: end + 1, value: String.fromCodePoint(point) };
}
