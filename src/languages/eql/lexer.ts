import { span } from "../../diagnostics/index.ts";
import { atComment, atNumber, characterAt, isDigit, lexAll, makeToken, readBackticks, readComment, readNumber } from "../lexical.ts";
import { readEqlString, readForeign, readRaw } from "./lex-string.ts";
import type { Report } from "./report.ts";
import { type EqlToken, FOLDING_KEYWORDS, KEYWORDS, OPERATORS } from "./tokens.ts";

/** All tokens of a query, comments among them, an `end` token last. Total: what is no token becomes an `unknown` one and a fault. */
export const lex = (text: string, report: Report): EqlToken[] => lexAll<EqlToken>(text, (at) => nextToken(text, at, report));

const isWordStart = (unit: number): boolean => (unit >= 0x40 && unit <= 0x5a) || unit === 0x5f || (unit >= 0x61 && unit <= 0x7a);
const isWordPart = (unit: number): boolean => (isWordStart(unit) && unit !== 0x40) || isDigit(unit);

function nextToken(text: string, at: number, report: Report): EqlToken {
  const first = text[at] as string;
  const second = text[at + 1] ?? "";
  if (atComment(text, at)) return comment(text, at, report);
  if (first === '"') return quoted(text, at, report);
  if (first === "'") return foreign(text, at, "'", report);
  if (first === "?" && (second === '"' || second === "'")) return foreign(text, at, second, report);
  if (first === "`") return quotedName(text, at, report);
  if (isWordStart(text.charCodeAt(at))) return readWord(text, at);
  return atNumber(text, at) ? readNumber(text, at) : readOperator(text, at, report);
}

function quoted(text: string, at: number, report: Report): EqlToken {
  const raw = text.startsWith('"""', at);
  const { end, value } = raw ? readRaw(text, at, report) : readEqlString(text, at, report);
  return makeToken(raw ? "raw string" : "string", text, at, end, value);
}

function foreign(text: string, at: number, quote: string, report: Report): EqlToken {
  const { end, value } = readForeign(text, at, quote, report);
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

function quotedName(text: string, at: number, report: Report): EqlToken {
  const { end, value, closed } = readBackticks(text, at);
  if (!closed) report("T2002", span(at, end), "This field name in backticks is not closed", "close it with a backtick");
  else if (value === "") report("T2007", span(at, end), "A field name in backticks is empty", "write the name between the backticks");
  return makeToken("quoted identifier", text, at, end, value);
}

function comment(text: string, at: number, report: Report): EqlToken {
  const { end, closed } = readComment(text, at);
  if (!closed) report("T2008", span(at, at + 2), "This comment is not closed", "close it with `*/`");
  return makeToken("comment", text, at, end);
}

/** What people write from other languages, and what EQL has for it. */
const FOREIGN_OPERATORS: ReadonlyMap<string, readonly [meant: string, hint: string]> = new Map([
  ["&&", ["and", "write `and`"]],
  ["||", ["or", "write `or`"]],
  ["<>", ["!=", "write `!=`"]],
  ["=~", [":", "write `:` to match without regard to case, with `*` and `?` as wildcards"]],
  ["!:", ["!=", '`!:` is no longer in the language: write `not field : "…"`']],
]);

function readOperator(text: string, at: number, report: Report): EqlToken {
  const pair = text.slice(at, at + 2);
  const known = FOREIGN_OPERATORS.get(pair);
  if (known) {
    const [meant, hint] = known;
    report("T2009", span(at, at + 2), `EQL has no operator [${pair}]`, hint);
    return makeToken(KEYWORDS.has(meant) ? "keyword" : "operator", text, at, at + 2, meant);
  }
  if (OPERATORS.has(pair)) return makeToken("operator", text, at, at + pair.length);
  if (OPERATORS.has(pair.charAt(0))) return makeToken("operator", text, at, at + 1);
  const character = characterAt(text, at);
  if (text[at] === "!") {
    report("T2009", character, "EQL has no operator [!]", "write `not` before the condition, or `!=` between two values");
    return makeToken("keyword", text, at, character.end, "not");
  }
  report("T2010", character, `token recognition error at: '${text.slice(at, character.end)}'`, characterHint(text[at] as string));
  return makeToken("unknown", text, at, character.end);
}

function characterHint(character: string): string {
  if ("\u2018\u2019\u201c\u201d".includes(character)) return 'this is a typographic quote: write `"`';
  if (character === ";") return "a query has no end mark: take it away";
  if (character === "#") return "a comment begins with `//`";
  if (character === "~") return "`~` stands right behind a name, without a blank: `like~`, `endsWith~(…)`";
  return "this character has no meaning outside strings: take it away, or put the text in double quotes";
}
