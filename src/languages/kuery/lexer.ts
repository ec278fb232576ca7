import { span } from "../../diagnostics/index.ts";
import type { Token } from "../language.ts";
import type { Faults } from "../faults.ts";

export type KueryTokenKind = "(" | ")" | "{" | "}" | ":" | "<" | "<=" | ">" | ">=" | "and" | "or" | "not" | "word" | "quoted" | "end";

export interface KueryToken extends Token {
  readonly kind: KueryTokenKind;
  /** Of words and quoted texts: escapes resolved, split at unquoted `*`. */
  readonly pieces?: readonly string[];
}

/** Splits a query into tokens; the last one is always `end`. Never throws: what cannot be read is a fault and is stepped over. */
export function lex(text: string, faults: Faults): readonly KueryToken[] {
  const state: State = { text, faults, tokens: [] };
  let at = skipBlanks(state.text, 0);
  while (at < state.text.length) at = skipBlanks(state.text, lexOne(state, at));
  push(state, "end", at, at);
  return state.tokens;
}

interface State {
  readonly text: string;
  readonly faults: Faults;
  readonly tokens: KueryToken[];
}

function lexOne(state: State, at: number): number {
  const char = state.text.charAt(at);
  if (char === '"') return lexQuoted(state, at);
  if ("(){}:".includes(char)) return push(state, char as KueryTokenKind, at, at + 1);
  if (char === "<" || char === ">") {
    const wide = state.text.charAt(at + 1) === "=";
    return push(state, wide ? `${char}=` : char, at, wide ? at + 2 : at + 1);
  }
  return lexKeyword(state, at) ?? lexWord(state, at);
}

function push(state: State, kind: KueryTokenKind, start: number, end: number, pieces?: readonly string[]): number {
  state.tokens.push({ kind, text: state.text.slice(start, end), span: span(start, end), ...(pieces && { pieces }) });
  return end;
}

/**
 * `and`, `or` and `not` count only between blanks. Where Kibana can make no sense of the text at all (`a:1 and(b:2)`,
 * `(a:1)and b:2`) they are taken as meant, with a fault.
 */
function lexKeyword(state: State, at: number): number | undefined {
  const { text } = state;
  const word = keywordAt(text, at);
  if (word === undefined) return undefined;
  const end = at + word.length;
  const before = at === 0 || isBlank(text.charCodeAt(at - 1));
  const after = isBlank(text.charCodeAt(end));
  const afterOperand = word !== "not" && endsOperand(state.tokens.at(-1));
  const opens = text.charAt(end) === "(";
  if (after && (before || word === "not" || afterOperand || text.charAt(at - 1) === "(")) {
    if (afterOperand && !before) missingBlank(state, word, at, end);
  } else if (opens || (afterOperand && (end === text.length || !isWordUnit(text.charCodeAt(end))))) {
    if (end < text.length || !before) missingBlank(state, word, at, end);
  } else {
    return undefined;
  }
  return push(state, word, at, end);
}

function missingBlank(state: State, word: string, at: number, end: number): void {
  const hint = `write white space before and after \`${word}\``;
  state.faults.add(span(at, end), "T3008", `White space is missing round \`${word}\``, hint);
}

const endsOperand = (token: KueryToken | undefined): boolean =>
  token !== undefined && (token.kind === ")" || token.kind === "}" || token.kind === "quoted");

/** The keyword that begins at the offset, in any letter case, whatever follows it. */
function keywordAt(text: string, at: number): "and" | "or" | "not" | undefined {
  const letter = (offset: number): number => text.charCodeAt(at + offset) | 0x20;
  const first = letter(0);
  if (first === 0x61) return letter(1) === 0x6e && letter(2) === 0x64 ? "and" : undefined;
  if (first === 0x6f) return letter(1) === 0x72 ? "or" : undefined;
  if (first === 0x6e) return letter(1) === 0x6f && letter(2) === 0x74 ? "not" : undefined;
  return undefined;
}

/** Whether an unquoted literal ends at a blank or an `n`: before ` and `, ` or `, or an embedded `not `. */
function literalEndsAt(text: string, at: number, blank: boolean): boolean {
  const word = keywordAt(text, blank ? at + 1 : at);
  if (word === undefined || blank !== (word !== "not")) return false;
  const next = (blank ? at + 1 : at) + word.length;
  return isBlank(text.charCodeAt(next)) || (blank && text.charAt(next) === "(");
}

/** An unquoted literal: runs over blanks, to the next special character or keyword; outer blanks do not belong to it. */
function lexWord(state: State, start: number): number {
  const { text } = state;
  const pieces: string[] = [];
  let piece = "";
  let at = start;
  let copied = start;
  let solid = start;
  for (; at < text.length && !endsWord(text, at); at++) {
    const unit = text.charCodeAt(at);
    if (unit === STAR) {
      pieces.push(piece + text.slice(copied, at));
      piece = "";
      copied = at + 1;
    } else if (unit === BACKSLASH) {
      const escape = readWordEscape(text, at) ?? badEscape(state, at);
      piece += text.slice(copied, at) + escape.value;
      copied = escape.end;
      at = escape.end - 1;
    }
    if (!isBlank(unit)) solid = at + 1;
  }
  pieces.push(piece + text.slice(copied, at));
  pieces[0] = (pieces[0] as string).trimStart();
  pieces[pieces.length - 1] = (pieces.at(-1) as string).trimEnd();
  push(state, "word", start, solid, pieces);
  return at;
}

const STAR = 0x2a;
const BACKSLASH = 0x5c;

/** A special character, or a keyword with its blanks. */
function endsWord(text: string, at: number): boolean {
  switch (text.charCodeAt(at)) {
    case 0x22: // "
    case 0x28: // (
    case 0x29: // )
    case 0x3a: // :
    case 0x3c: // <
    case 0x3e: // >
    case 0x7b: // {
    case 0x7d: // }
      return true;
    case 0x4e: // N
    case 0x6e: // n
      return literalEndsAt(text, at, false);
    default:
      return isBlank(text.charCodeAt(at)) && literalEndsAt(text, at, true);
  }
}

function lexQuoted(state: State, start: number): number {
  const { text } = state;
  let value = "";
  let at = start + 1;
  for (;;) {
    const char = text.charAt(at);
    if (char === '"') return push(state, "quoted", start, at + 1, [value]);
    if (char === "") return unclosedQuote(state, start);
    const escape = char === "\\" ? readQuotedEscape(text, at) : undefined;
    value += escape ? escape.value : char;
    at = escape ? escape.end : at + 1;
  }
}

/** Takes the rest of the line for the quoted text, so that later lines are still checked. */
function unclosedQuote(state: State, start: number): number {
  const { text, faults } = state;
  const newline = text.indexOf("\n", start);
  const end = newline === -1 ? text.length : newline;
  const hint = 'close it with `"`; a quote inside a quoted value is written `\\"`';
  faults.add(span(start, start + 1), "T3003", "The quoted value is not closed", hint);
  return push(state, "quoted", start, end, [text.slice(start + 1, end).trimEnd()]);
}

interface Escape {
  readonly value: string;
  readonly end: number;
}

const CONTROL: Readonly<Record<string, string>> = { t: "\t", r: "\r", n: "\n" };

/** `\t \r \n`, a special character, `\uXXXX`, or a keyword written as text (`\not` as a whole word: `\n` is a line feed). */
function readWordEscape(text: string, at: number): Escape | undefined {
  const next = text.charAt(at + 1);
  const keyword = keywordAt(text, at + 1);
  const keywordEnd = at + 1 + (keyword?.length ?? 0);
  const isKeyword = keyword !== undefined && (keyword !== "not" || !isWordUnit(text.charCodeAt(keywordEnd)));
  if (isKeyword) return { value: text.slice(at + 1, keywordEnd), end: keywordEnd };
  const control = CONTROL[next];
  if (control !== undefined) return { value: control, end: at + 2 };
  if (next !== "" && '\\():<>"*{}'.includes(next)) return { value: next, end: at + 2 };
  return readUnicodeEscape(text, at);
}

function readQuotedEscape(text: string, at: number): Escape | undefined {
  const next = text.charAt(at + 1);
  if (next === "\\" || next === '"') return { value: next, end: at + 2 };
  const control = CONTROL[next];
  return control === undefined ? readUnicodeEscape(text, at) : { value: control, end: at + 2 };
}

function readUnicodeEscape(text: string, at: number): Escape | undefined {
  const digits = text.charAt(at + 1) === "u" ? text.slice(at + 2, at + 6) : "";
  return /^[0-9a-fA-F]{4}$/.test(digits) ? { value: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 } : undefined;
}

function badEscape(state: State, at: number): Escape {
  const end = Math.min(at + 2, state.text.length);
  const written = state.text.slice(at, end);
  const hint = "write `\\\\` for a backslash, or put the value in quotes and double its backslashes";
  state.faults.add(span(at, end), "T3009", `\`${written}\` is no escape in an unquoted value`, hint);
  return { value: "\\", end: at + 1 };
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** White space between words: space, tab, line breaks, no-break space and the other Unicode blanks. */
export function isBlank(unit: number): boolean {
  if (unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)) return true;
  if (unit < 0xa0) return false;
  return (
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}

const isWordUnit = (unit: number): boolean =>
  (unit > 0x7f && !isBlank(unit)) ||
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x61 && unit <= 0x7a) ||
  unit === 0x5f ||
  unit === 0x2e;
