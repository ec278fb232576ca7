import { span } from "../../diagnostics/index.ts";
import { readForeignString, readRawString, readString } from "./lex-string.ts";
import type { Report } from "./report.ts";
import { type EqlToken, type EqlTokenKind, FOLDING_KEYWORDS, KEYWORDS, OPERATORS } from "./tokens.ts";

/** All tokens of a query, comments among them, an `end` token last. Total: what is no token becomes an `unknown` one and a fault. */
export function lex(text: string, report: Report): EqlToken[] {
  const tokens: EqlToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const token = nextToken(text, at, report);
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
const isWordStart = (unit: number): boolean => (unit >= 0x40 && unit <= 0x5a) || unit === 0x5f || (unit >= 0x61 && unit <= 0x7a);
const isWordPart = (unit: number): boolean => (isWordStart(unit) && unit !== 0x40) || isDigit(unit);

function nextToken(text: string, at: number, report: Report): EqlToken {
  const first = text[at] as string;
  const second = text[at + 1] ?? "";
  if (first === "/" && (second === "/" || second === "*")) return readComment(text, at, report);
  if (first === '"') return readQuoted(text, at, report);
  if (first === "'") return foreign(text, at, "'", report);
  if (first === "?" && (second === '"' || second === "'")) return foreign(text, at, second, report);
  if (first === "`") return readBackticks(text, at, report);
  const unit = text.charCodeAt(at);
  if (isWordStart(unit)) return readWord(text, at);
  if (isDigit(unit) || (first === "." && isDigit(text.charCodeAt(at + 1)))) return readNumber(text, at);
  return readOperator(text, at, report);
}

function makeToken(kind: EqlTokenKind, text: string, start: number, end: number, value?: string): EqlToken {
  const written = text.slice(start, end);
  return { kind, text: written, span: span(start, end), value: value ?? written };
}

function readQuoted(text: string, at: number, report: Report): EqlToken {
  const raw = text.startsWith('"""', at);
  const { end, value } = raw ? readRawString(text, at, report) : readString(text, at, report);
  return makeToken(raw ? "raw string" : "string", text, at, end, value);
}

function foreign(text: string, at: number, quote: string, report: Report): EqlToken {
  const { end, value } = readForeignString(text, at, quote, report);
  return makeToken("string", text, at, end, value);
}

/** A word, with the `~` right behind it where that makes one token of the two. */
function readWord(text: string, at: number): EqlToken {
  let end = at + 1;
  while (isWordPart(text.charCodeAt(end))) end++;
  const word = text.slice(at, end);
  const keyword = KEYWORDS.has(word);
  if (text[end] === "~" && (!keyword || FOLDING_KEYWORDS.has(word))) end++;
  return makeToken(keyword ? "keyword" : "identifier", text, at, end);
}

/** A doubled backtick inside the quotes is one backtick. */
function readBackticks(text: string, at: number, report: Report): EqlToken {
  let value = "";
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] !== "`") {
      value += text[i];
    } else if (text[i + 1] === "`") {
      value += "`";
      i++;
    } else {
      if (value === "") report("T2007", span(at, i + 1), "A field name in backticks is empty", "write the name between the backticks");
      return makeToken("quoted identifier", text, at, i + 1, value);
    }
  }
  report("T2002", span(at, text.length), "This field name in backticks is not closed", "close it with a backtick");
  return makeToken("quoted identifier", text, at, text.length, value);
}

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

function readNumber(text: string, at: number): EqlToken {
  NUMBER.lastIndex = at;
  const written = NUMBER.exec(text)?.[0] ?? text.charAt(at);
  return makeToken(/^\d+$/.test(written) ? "integer" : "decimal", text, at, at + written.length);
}

/** `// …` to the end of the line, or `/* … *\/`. */
function readComment(text: string, at: number, report: Report): EqlToken {
  if (text[at + 1] === "*") return readBlockComment(text, at, report);
  let end = at;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return makeToken("comment", text, at, end);
}

/** Comments nest; where the ends do not suffice, the last one closes, as in Elasticsearch's grammar. */
function readBlockComment(text: string, at: number, report: Report): EqlToken {
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
  report("T2008", span(at, Math.min(at + 2, text.length)), "This comment is not closed", "close it with `*/`");
  return makeToken("comment", text, at, text.length);
}

/** What people write from other languages, and what EQL has for it. */
const FOREIGN_OPERATORS: readonly (readonly [written: string, meant: string, hint: string])[] = [
  ["&&", "and", "write `and`"],
  ["||", "or", "write `or`"],
  ["<>", "!=", "write `!=`"],
  ["=~", ":", "write `:` to match without regard to case, with `*` and `?` as wildcards"],
  ["!:", "!=", '`!:` is no longer in the language: write `not field : "…"`'],
];

function readOperator(text: string, at: number, report: Report): EqlToken {
  for (const [written, meant, hint] of FOREIGN_OPERATORS) {
    if (!text.startsWith(written, at)) continue;
    report("T2009", span(at, at + written.length), `EQL has no operator [${written}]`, hint);
    return makeToken(KEYWORDS.has(meant) ? "keyword" : "operator", text, at, at + written.length, meant);
  }
  for (const operator of OPERATORS) {
    if (text.startsWith(operator, at)) return makeToken("operator", text, at, at + operator.length);
  }
  const point = text.codePointAt(at) as number;
  const end = at + (point > 0xffff ? 2 : 1);
  if (text[at] === "!") {
    report("T2009", span(at, end), "EQL has no operator [!]", "write `not` before the condition, or `!=` between two values");
    return makeToken("keyword", text, at, end, "not");
  }
  report("T2010", span(at, end), `token recognition error at: '${text.slice(at, end)}'`, characterHint(text[at] as string));
  return makeToken("unknown", text, at, end);
}

function characterHint(character: string): string {
  if ("\u2018\u2019\u201c\u201d".includes(character)) return 'this is a typographic quote: write `"`';
  if (character === ";") return "a query has no end mark: take it away";
  if (character === "#") return "a comment begins with `//`";
  if (character === "~") return "`~` stands right behind a name, without a blank: `like~`, `endsWith~(…)`";
  return "this character has no meaning outside strings: take it away, or put the text in double quotes";
}
