import { span } from "../../diagnostics/index.ts";
import type { Faults } from "../faults.ts";
import { atComment, atNumber, characterAt, lexAll, makeToken, readBackticks, readComment, readNumber } from "../lexical.ts";
import { ModeTracker } from "./lex-mode.ts";
import { readEsqlString, readForeign, readRaw } from "./lex-string.ts";
import { type EsqlToken, OPERATORS } from "./tokens.ts";

/** All tokens of a query, comments among them, an `end` token last. Total: what is no token becomes an `unknown` one and a fault. */
export function lex(text: string, faults: Faults): EsqlToken[] {
  const modes = new ModeTracker();
  return lexAll<EsqlToken>(text, (at) => {
    const token = nextToken(text, at, modes, faults);
    if (token.kind === "word") modes.word(token.value);
    else if (token.kind === "operator") modes.operator(token.value);
    return token;
  });
}

function nextToken(text: string, at: number, modes: ModeTracker, faults: Faults): EsqlToken {
  const first = text[at] as string;
  if (atComment(text, at)) return comment(text, at, faults);
  if (first === '"') return quoted(text, at, faults);
  if (first === "'") return singleQuoted(text, at, faults);
  if (first === "`") return quotedName(text, at, faults);
  if (modes.mode === "source") return readSource(text, at, modes) ?? readOperator(text, at, modes, faults);
  if (modes.mode === "pattern") return match(PATTERN, "name pattern", text, at) ?? readOperator(text, at, modes, faults);
  const word = match(WORD, "word", text, at);
  if (word) return word;
  return atNumber(text, at) ? readNumber(text, at) : readOperator(text, at, modes, faults);
}

const WORD = /[A-Za-z_@][A-Za-z0-9_]*/y;
/** A name or a part of one, in which `*` may stand; backticks can follow on directly. */
const PATTERN = /[A-Za-z0-9_@*]+/y;
const SOURCE = /(?:[^\s:"=|,[\]/()]|\/(?![*/]))+/y;

/** A word is one without `*`, so that keywords are found among patterns too. */
function match(shape: RegExp, kind: "word" | "name pattern", text: string, at: number): EsqlToken | undefined {
  shape.lastIndex = at;
  if (!shape.test(text)) return undefined;
  const end = shape.lastIndex;
  const written = text.slice(at, end);
  return written.includes("*") ? makeToken(kind, text, at, end) : makeToken("word", text, at, end, written.toLowerCase());
}

function readSource(text: string, at: number, modes: ModeTracker): EsqlToken | undefined {
  SOURCE.lastIndex = at;
  if (!SOURCE.test(text)) return undefined;
  const end = SOURCE.lastIndex;
  const word = text.slice(at, end).toLowerCase();
  return modes.isKeyword(word) ? makeToken("word", text, at, end, word) : makeToken("source", text, at, end);
}

function quoted(text: string, at: number, faults: Faults): EsqlToken {
  const raw = text.startsWith('"""', at);
  const { end, value } = raw ? readRaw(text, at, faults) : readEsqlString(text, at, faults);
  return makeToken(raw ? "raw string" : "string", text, at, end, value);
}

function singleQuoted(text: string, at: number, faults: Faults): EsqlToken {
  const { end, value } = readForeign(text, at, faults);
  return makeToken("string", text, at, end, value);
}

/** A `*` inside is a character, never a wildcard. */
function quotedName(text: string, at: number, faults: Faults): EsqlToken {
  const { end, value, closed } = readBackticks(text, at);
  if (!closed) faults.add(span(at, end), "T5002", "This name in backticks is not closed", "close it with a backtick");
  else if (value === "") faults.add(span(at, end), "T5002", "A name in backticks is empty", "write the name between the backticks");
  return makeToken("quoted name", text, at, end, value);
}

function comment(text: string, at: number, faults: Faults): EsqlToken {
  const { end, closed } = readComment(text, at);
  if (!closed) faults.add(span(at, at + 2), "T5003", "This comment is not closed", "close it with `*/`");
  return makeToken("comment", text, at, end);
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
  const character = characterAt(text, at);
  if (text[at] === "!") {
    faults.add(character, "T5004", "ES|QL has no operator [!]", "write `NOT` before the condition, or `!=` between two values");
    return makeToken("word", text, at, character.end, "not");
  }
  faults.add(character, "T5005", `token recognition error at: '${text.slice(at, character.end)}'`, characterHint(text[at] as string));
  return makeToken("unknown", text, at, character.end);
}

function characterHint(character: string): string {
  if ("\u2018\u2019\u201c\u201d".includes(character)) return 'this is a typographic quote: write `"`';
  if (character === "#") return "a comment begins with `//`";
  if (character === "?") return "parameters belong to the request of an API: write the value itself";
  if (character === "~") return "no operator of ES|QL ignores case: compare `TO_LOWER(field)`";
  return "this character has no meaning outside strings: take it away, or put the text in double quotes";
}
