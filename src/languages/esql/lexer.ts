import { span } from "../../diagnostics/index.ts";
import type { Faults } from "../faults.ts";
import { ModeTracker } from "./lex-mode.ts";
import { readForeignString, readRawString, readString } from "./lex-string.ts";
import { type EsqlToken, type EsqlTokenKind, OPERATORS } from "./tokens.ts";

/** All tokens of a query, comments among them, an `end` token last. Total: what is no token becomes an `unknown` one and a fault. */
export function lex(text: string, faults: Faults): EsqlToken[] {
  const tokens: EsqlToken[] = [];
  const modes = new ModeTracker();
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const token = nextToken(text, at, modes, faults);
    if (token.kind === "word") modes.word(token.value);
    else if (token.kind === "operator") modes.operator(token.value);
    tokens.push(token);
    at = token.span.end;
  }
  tokens.push(makeToken("end", text, text.length, text.length));
  return tokens;
}

/** Blank, tab, line ends, and the blanks beyond ASCII that editors and web pages put into pasted queries. */
function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0xa0 || unit === 0xfeff || (unit >= 0x2000 && unit <= 0x200a);
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

function nextToken(text: string, at: number, modes: ModeTracker, faults: Faults): EsqlToken {
  const first = text[at] as string;
  const second = text[at + 1] ?? "";
  if (first === "/" && (second === "/" || second === "*")) return readComment(text, at, faults);
  if (first === '"') return readQuoted(text, at, faults);
  if (first === "'") return readSingleQuoted(text, at, faults);
  if (first === "`") return readBackticks(text, at, faults);
  if (modes.mode === "source") return readSource(text, at, modes) ?? readOperator(text, at, modes, faults);
  if (modes.mode === "pattern") return match(PATTERN, "name pattern", text, at) ?? readOperator(text, at, modes, faults);
  const word = match(WORD, "word", text, at);
  if (word) return word;
  if (isDigit(text.charCodeAt(at)) || (first === "." && isDigit(text.charCodeAt(at + 1)))) return readNumber(text, at);
  return readOperator(text, at, modes, faults);
}

function makeToken(kind: EsqlTokenKind, text: string, start: number, end: number, value?: string): EsqlToken {
  const written = text.slice(start, end);
  return { kind, text: written, span: span(start, end), value: value ?? written };
}

const WORD = /[A-Za-z_@][A-Za-z0-9_]*/y;
/** A name or a part of one, in which `*` may stand; backticks can follow on directly. */
const PATTERN = /[A-Za-z0-9_@*]+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SOURCE = /(?:[^\s:"=|,[\]/()]|\/(?![*/]))+/y;

/** A word is one without `*`, so that keywords are found among patterns too. */
function match(shape: RegExp, kind: "word" | "name pattern", text: string, at: number): EsqlToken | undefined {
  shape.lastIndex = at;
  const written = shape.exec(text)?.[0];
  if (written === undefined) return undefined;
  const end = at + written.length;
  return written.includes("*") ? makeToken(kind, text, at, end) : makeToken("word", text, at, end, written.toLowerCase());
}

function readSource(text: string, at: number, modes: ModeTracker): EsqlToken | undefined {
  SOURCE.lastIndex = at;
  const written = SOURCE.exec(text)?.[0];
  if (written === undefined) return undefined;
  const word = written.toLowerCase();
  return modes.isKeyword(word)
    ? makeToken("word", text, at, at + written.length, word)
    : makeToken("source", text, at, at + written.length);
}

function readQuoted(text: string, at: number, faults: Faults): EsqlToken {
  const raw = text.startsWith('"""', at);
  const { end, value } = raw ? readRawString(text, at, faults) : readString(text, at, faults);
  return makeToken(raw ? "raw string" : "string", text, at, end, value);
}

function readSingleQuoted(text: string, at: number, faults: Faults): EsqlToken {
  const { end, value } = readForeignString(text, at, faults);
  return makeToken("string", text, at, end, value);
}

/** A doubled backtick inside the quotes is one backtick. A `*` inside is a character, never a wildcard. */
function readBackticks(text: string, at: number, faults: Faults): EsqlToken {
  let value = "";
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] !== "`") {
      value += text[i];
    } else if (text[i + 1] === "`") {
      value += "`";
      i++;
    } else {
      if (value === "") faults.add(span(at, i + 1), "T5002", "A name in backticks is empty", "write the name between the backticks");
      return makeToken("quoted name", text, at, i + 1, value);
    }
  }
  faults.add(span(at, text.length), "T5002", "This name in backticks is not closed", "close it with a backtick");
  return makeToken("quoted name", text, at, text.length, value);
}

function readNumber(text: string, at: number): EsqlToken {
  NUMBER.lastIndex = at;
  const written = NUMBER.exec(text)?.[0] ?? text.charAt(at);
  return makeToken(/^\d+$/.test(written) ? "integer" : "decimal", text, at, at + written.length);
}

/** `// …` to the end of the line, or `/* … *\/`, which nests. */
function readComment(text: string, at: number, faults: Faults): EsqlToken {
  if (text[at + 1] === "*") return readBlockComment(text, at, faults);
  let end = at;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return makeToken("comment", text, at, end);
}

/** Where the ends do not suffice for all that were opened, the last one closes, as in Elasticsearch's grammar. */
function readBlockComment(text: string, at: number, faults: Faults): EsqlToken {
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
  if (lastEnd !== -1) return makeToken("comment", text, at, lastEnd);
  faults.add(span(at, Math.min(at + 2, text.length)), "T5003", "This comment is not closed", "close it with `*/`");
  return makeToken("comment", text, at, text.length);
}

/** What people write from other languages, and what ES|QL has for it. */
const FOREIGN_OPERATORS: ReadonlyMap<string, { readonly meant: string; readonly hint: string }> = new Map([
  ["&&", { meant: "and", hint: "write `AND`" }],
  ["||", { meant: "or", hint: "write `OR`" }],
  ["<>", { meant: "!=", hint: "write `!=`" }],
  ["=~", { meant: "==", hint: 'compare in one case: `TO_LOWER(field) == "text"`' }],
  ["!~", { meant: "!=", hint: 'compare in one case: `TO_LOWER(field) != "text"`' }],
]);

function readOperator(text: string, at: number, { mode }: ModeTracker, faults: Faults): EsqlToken {
  const pair = text.slice(at, at + 2);
  const foreign = mode === "expression" ? FOREIGN_OPERATORS.get(pair) : undefined;
  if (foreign) {
    const { meant, hint } = foreign;
    faults.add(span(at, at + 2), "T5004", `ES|QL has no operator [${pair}]`, hint);
    return makeToken(meant === "and" || meant === "or" ? "word" : "operator", text, at, at + 2, meant);
  }
  if (OPERATORS.has(pair)) return makeToken("operator", text, at, at + pair.length);
  return OPERATORS.has(pair.charAt(0)) ? makeToken("operator", text, at, at + 1) : readUnknown(text, at, faults);
}

function readUnknown(text: string, at: number, faults: Faults): EsqlToken {
  const point = text.codePointAt(at) as number;
  const end = at + (point > 0xffff ? 2 : 1);
  if (text[at] === "!") {
    faults.add(span(at, end), "T5004", "ES|QL has no operator [!]", "write `NOT` before the condition, or `!=` between two values");
    return makeToken("word", text, at, end, "not");
  }
  faults.add(span(at, end), "T5005", `token recognition error at: '${text.slice(at, end)}'`, characterHint(text[at] as string));
  return makeToken("unknown", text, at, end);
}

function characterHint(character: string): string {
  if ("\u2018\u2019\u201c\u201d".includes(character)) return 'this is a typographic quote: write `"`';
  if (character === "#") return "a comment begins with `//`";
  if (character === "?") return "parameters belong to the request of an API: write the value itself";
  if (character === "~") return "no operator of ES|QL ignores case: compare `TO_LOWER(field)`";
  return "this character has no meaning outside strings: take it away, or put the text in double quotes";
}
