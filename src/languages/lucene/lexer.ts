import { span } from "../../diagnostics/index.ts";
import { escapeWildcard } from "../../plan/wildcard.ts";
import type { Faults } from "../faults.ts";
import type { Token } from "../language.ts";
import type { LuceneBound } from "./ast.ts";

export type LuceneTokenKind =
  | "("
  | ")"
  | ":"
  | "+"
  | "-"
  | "and"
  | "or"
  | "not"
  | "word"
  | "phrase"
  | "regexp"
  | "range"
  | "~"
  | "^"
  | "end";

export interface LuceneToken extends Token {
  readonly kind: LuceneTokenKind;
  /** Of words a wildcard pattern, of phrases the text, of regular expressions the pattern, of `~` and `^` the number. */
  readonly value?: string;
  readonly wild?: boolean;
  readonly range?: { readonly low: LuceneBound; readonly high: LuceneBound };
}

interface State {
  readonly text: string;
  readonly faults: Faults;
  readonly tokens: LuceneToken[];
}

/** Splits a query string into tokens; the last one is always `end`. Never throws: faults are reported and stepped over. */
export function lex(text: string, faults: Faults): readonly LuceneToken[] {
  const state: State = { text, faults, tokens: [] };
  let at = skipBlanks(text, 0);
  while (at < text.length) at = skipBlanks(text, lexOne(state, at));
  push(state, "end", at, at);
  return state.tokens;
}

function push(state: State, kind: LuceneTokenKind, start: number, end: number, more: Partial<LuceneToken> = {}): number {
  state.tokens.push({ kind, text: state.text.slice(start, end), span: span(start, end), ...more });
  return end;
}

function lexOne(state: State, at: number): number {
  const char = state.text.charAt(at);
  switch (char) {
    case "(":
    case ")":
    case ":":
    case "+":
    case "-":
      return push(state, char, at, at + 1);
    case "!":
      return push(state, "not", at, at + 1);
    case '"':
      return lexPhrase(state, at);
    case "/":
      return lexRegexp(state, at);
    case "[":
    case "{":
      return lexRange(state, at);
    case "~":
    case "^":
      return lexNumber(state, char, at);
    case "]":
    case "}":
      state.faults.add(span(at, at + 1), "T4001", `\`${char}\` closes no range`, `escape it (\`\\${char}\`) to search for it`);
      return at + 1;
    default:
      return lexWord(state, at);
  }
}

/** `~2`, `~0.8`, `^3`, or the sign alone. */
function lexNumber(state: State, kind: "~" | "^", at: number): number {
  let end = at + 1;
  while (/[\d.]/.test(state.text.charAt(end))) end++;
  return push(state, kind, at, end, { value: state.text.slice(at + 1, end) });
}

function lexPhrase(state: State, start: number): number {
  const { text } = state;
  let value = "";
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    const escape = text.charAt(at) === "\\" ? readEscape(text, at) : undefined;
    value += escape ? escape.value : text.charAt(at);
    at = escape ? escape.end : at + 1;
  }
  if (at >= text.length)
    state.faults.add(span(start, start + 1), "T4003", "The phrase is not closed", 'close it with `"`, or escape the quote: `\\"`');
  return push(state, "phrase", start, Math.min(at + 1, text.length), { value });
}

function lexRegexp(state: State, start: number): number {
  const { text } = state;
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== "/") at += text.charAt(at) === "\\" ? 2 : 1;
  if (at >= text.length) {
    const hint = "a path or a CIDR block needs quotes, or `\\/` for each slash";
    state.faults.add(span(start, start + 1), "T4003", "`/` begins a regular expression that is not closed", hint);
    return push(state, "regexp", start, text.length, { value: "" });
  }
  return push(state, "regexp", start, at + 1, { value: text.slice(start + 1, at).replaceAll("\\/", "/") });
}

const KEYWORDS: Readonly<Record<string, LuceneTokenKind>> = { AND: "and", "&&": "and", OR: "or", "||": "or", NOT: "not" };

/** Runs to a blank or a special character; `+` and `-` inside belong to it. */
function lexWord(state: State, start: number): number {
  const { text } = state;
  let pattern = "";
  let wild = false;
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isBlank(char) || '!():^[]"{}~/'.includes(char)) break;
    if (char === "\\") {
      const escape = readEscape(text, at);
      if (escape.value === "")
        state.faults.add(span(at, at + 1), "T4001", "A backslash at the end escapes nothing", "write `\\\\` for a backslash");
      pattern += escapeWildcard(escape.value);
      at = escape.end;
      continue;
    }
    if (char === "*" || char === "?") wild = true;
    pattern += char;
    at++;
  }
  const keyword = KEYWORDS[text.slice(start, at)];
  return keyword ? push(state, keyword, start, at) : push(state, "word", start, at, { value: pattern, wild });
}

/** A backslash makes the next character plain; `\uXXXX` is a code unit. */
function readEscape(text: string, at: number): { value: string; end: number } {
  const digits = text.charAt(at + 1) === "u" ? text.slice(at + 2, at + 6) : "";
  if (/^[0-9a-fA-F]{4}$/.test(digits)) return { value: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 };
  return { value: text.charAt(at + 1), end: Math.min(at + 2, text.length) };
}

/** `[low TO high]`, with `{` or `}` where an end is left out. */
function lexRange(state: State, start: number): number {
  const { text, faults } = state;
  let at = skipBlanks(text, start + 1);
  const parts: { text: string; quoted: boolean }[] = [];
  while (at < text.length && !"]}".includes(text.charAt(at))) {
    const part = readRangePart(text, at);
    parts.push(part);
    at = skipBlanks(text, part.end);
  }
  const end = Math.min(at + 1, text.length);
  const [low, to, high] = parts;
  if (at >= text.length || parts.length !== 3 || !low || !high || to?.text !== "TO" || to.quoted) {
    faults.add(span(start, end), "T4005", "The range is malformed", "write `[low TO high]`, with `*` for an open end");
    return push(state, "range", start, end, { range: { low: OPEN, high: OPEN } });
  }
  return push(state, "range", start, end, {
    range: { low: bound(low, text.charAt(start) === "["), high: bound(high, text.charAt(at) === "]") },
  });
}

const OPEN: LuceneBound = { text: null, included: true };

const bound = (part: { text: string; quoted: boolean }, included: boolean): LuceneBound =>
  part.text === "*" && !part.quoted ? OPEN : { text: part.text, included };

function readRangePart(text: string, start: number): { text: string; quoted: boolean; end: number } {
  const quoted = text.charAt(start) === '"';
  let value = "";
  let at = quoted ? start + 1 : start;
  while (at < text.length && (quoted ? text.charAt(at) !== '"' : !isBlank(text.charAt(at)) && !"]}".includes(text.charAt(at)))) {
    const escape = text.charAt(at) === "\\" ? readEscape(text, at) : undefined;
    value += escape ? escape.value : text.charAt(at);
    at = escape ? escape.end : at + 1;
  }
  return { text: value, quoted, end: quoted ? at + 1 : at };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charAt(at))) at++;
  return at;
}

/** The white space of Lucene's grammar. */
export const isBlank = (char: string): boolean => char === " " || char === "\t" || char === "\n" || char === "\r" || char === "\u3000";
