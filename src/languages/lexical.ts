import { type Span, span } from "../diagnostics/index.ts";
import type { Token } from "./language.ts";

/** What EQL and ES|QL read alike in a text: blanks, numbers, comments, names in backticks, strings. Faults are the languages' own to tell. */

/** A stretch of the text, what it stands for, and whether it was closed. */
export interface ReadText {
  readonly end: number;
  readonly value: string;
  readonly closed: boolean;
}

/** A token that stands for a value: a string without its quotes, a name without its backticks; else its text. */
export interface ValueToken<Kind extends string = string> extends Token {
  readonly kind: Kind;
  readonly value: string;
}

export function makeToken<Kind extends string>(kind: Kind, text: string, start: number, end: number, value?: string): ValueToken<Kind> {
  const written = text.slice(start, end);
  return { kind, text: written, span: span(start, end), value: value ?? written };
}

/** Tokens up to the end of the text, blanks left out, an `end` token last. */
export function lexAll<T extends Token>(text: string, next: (at: number) => T): (T | ValueToken<"end">)[] {
  const tokens: (T | ValueToken<"end">)[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const token = next(at);
    tokens.push(token);
    at = token.span.end;
  }
  tokens.push(makeToken("end", text, text.length, text.length));
  return tokens;
}

/** Blank, tab, line ends, and the blanks beyond ASCII that editors and web pages put into pasted queries. */
function isBlank(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0xa0 || unit === 0xfeff || (unit >= 0x2000 && unit <= 0x200a);
}

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

/** Whether a number begins here; a sign is none of it. */
export const atNumber = (text: string, at: number): boolean =>
  isDigit(text.charCodeAt(at)) || (text[at] === "." && isDigit(text.charCodeAt(at + 1)));

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/** `1`, `1.`, `.5`, `1e-3`. */
export function readNumber(text: string, at: number): ValueToken<"integer" | "decimal"> {
  NUMBER.lastIndex = at;
  const written = NUMBER.exec(text)?.[0] ?? text.charAt(at);
  return makeToken(/^\d+$/.test(written) ? "integer" : "decimal", text, at, at + written.length);
}

export const atComment = (text: string, at: number): boolean => text[at] === "/" && (text[at + 1] === "/" || text[at + 1] === "*");

/** `// …` to the end of the line, or `/* … *\/`. Those nest; where the ends do not suffice, the last one closes, as in Elasticsearch's grammar. */
export function readComment(text: string, at: number): ReadText {
  const { end, closed } = text[at + 1] === "*" ? blockEnd(text, at) : { end: lineEnd(text, at), closed: true };
  return { end, closed, value: text.slice(at, end) };
}

function blockEnd(text: string, at: number): Pick<ReadText, "end" | "closed"> {
  let depth = 0;
  let lastEnd = -1;
  for (let i = at; i < text.length; i++) {
    const pair = text.slice(i, i + 2);
    if (pair !== "/*" && pair !== "*/") continue;
    i++;
    depth += pair === "/*" ? 1 : -1;
    if (pair === "*/") lastEnd = i + 1;
    if (depth === 0) break;
  }
  return lastEnd === -1 ? { end: text.length, closed: false } : { end: lastEnd, closed: true };
}

/** A doubled backtick inside the quotes is one backtick. */
export function readBackticks(text: string, at: number): ReadText {
  let value = "";
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] !== "`") value += text[i];
    else if (text[i + 1] !== "`") return { end: i + 1, value, closed: true };
    else {
      value += "`";
      i++;
    }
  }
  return { end: text.length, value, closed: false };
}

/** `"""…"""`: no escapes, one line, the shortest match; up to two quotes more belong to the text. */
export function readRawString(text: string, start: number): ReadText {
  const close = findOnLine(text, start + 3, '"""');
  if (!text.startsWith('"""', close)) return { end: close, value: text.slice(start + 3, close), closed: false };
  let end = close + 3;
  while (end < close + 5 && text[end] === '"') end++;
  return { end, value: text.slice(start + 3, end - 3), closed: true };
}

/** `"…"` on one line. `readEscape` is given the place of a backslash. */
export function readString(text: string, start: number, readEscape: (at: number) => Omit<ReadText, "closed">): ReadText {
  let value = "";
  let copied = start + 1;
  let i = copied;
  for (; i < text.length && !isLineBreak(text[i]); i++) {
    const unit = text[i] as string;
    if (unit === '"') return { end: i + 1, value: value + text.slice(copied, i), closed: true };
    if (unit !== "\\") continue;
    const escape = readEscape(i);
    value += text.slice(copied, i) + escape.value;
    copied = escape.end;
    i = copied - 1;
  }
  return { end: lineEnd(text, i), value: value + text.slice(copied, i), closed: false };
}

/** A string in another language's quotes, without escapes, on one line. `begin`: behind the opening quote. */
export function readForeignString(text: string, begin: number, quote: string): ReadText {
  const close = findOnLine(text, begin, quote);
  const closed = text.startsWith(quote, close);
  return { end: closed ? close + quote.length : close, value: text.slice(begin, close), closed };
}

/** Where `mark` stands, or else where the line ends. Looks no further, so that many strings on one line take linear time. */
function findOnLine(text: string, from: number, mark: string): number {
  for (let i = from; i < text.length; i++) if (isLineBreak(text[i]) || text.startsWith(mark, i)) return i;
  return text.length;
}

const isLineBreak = (unit: string | undefined): boolean => unit === "\n" || unit === "\r";
const lineEnd = (text: string, from: number): number => findOnLine(text, from, "\n");

/** The character (whole, of one or two units) that stands here. */
export const characterAt = (text: string, at: number): Span => span(at, at + ((text.codePointAt(at) as number) > 0xffff ? 2 : 1));
