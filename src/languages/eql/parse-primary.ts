import { cover } from "../../diagnostics/index.ts";
import type { Expr, Literal } from "./ast.ts";
import {
  accept,
  at,
  type Cursor,
  expect,
  fault,
  invalid,
  isMiswritten,
  peek,
  reportMiswritten,
  skipTo,
  spanFrom,
  take,
  unexpected,
} from "./cursor.ts";
import { isPlainName } from "./tokens.ts";

type ParseExpr = (cursor: Cursor) => Expr;

/** A literal, a field, a call or a bracketed expression; `invalid`, with nothing taken, where none stands. */
export function parsePrimary(cursor: Cursor, parseExpr: ParseExpr): Expr {
  const literal = parseLiteral(cursor);
  if (literal) return literal;
  const token = peek(cursor);
  if (at(cursor, "(")) return parseBracketed(cursor, parseExpr);
  if (at(cursor, "?")) return parseField(cursor);
  if (token.kind === "quoted identifier") return parseField(cursor);
  if (token.kind === "identifier") return parseNamed(cursor, parseExpr);
  explainMissing(cursor);
  return invalid(cursor);
}

export function parseLiteral(cursor: Cursor): Literal | undefined {
  const token = peek(cursor);
  const { span } = token;
  switch (token.kind) {
    case "string":
    case "raw string":
      take(cursor);
      return { kind: "string", value: token.value, raw: token.kind === "raw string", span };
    case "integer":
    case "decimal":
      take(cursor);
      return { kind: "number", text: token.text, decimal: token.kind === "decimal", span };
    default:
      return parseWordLiteral(cursor);
  }
}

function parseWordLiteral(cursor: Cursor): Literal | undefined {
  const { span } = peek(cursor);
  if (acceptWord(cursor, "true")) return { kind: "boolean", value: true, span };
  if (acceptWord(cursor, "false")) return { kind: "boolean", value: false, span };
  if (acceptWord(cursor, "null")) return { kind: "null", span };
  return undefined;
}

/** `TRUE` alone is a slip; `True.x` and `NULL(…)` are names. */
function acceptWord(cursor: Cursor, word: string): boolean {
  if (!at(cursor, word)) {
    if (!isMiswritten(peek(cursor), word) || at(cursor, ".", 1) || at(cursor, "(", 1)) return false;
    reportMiswritten(cursor);
  }
  take(cursor);
  return true;
}

function parseBracketed(cursor: Cursor, parseExpr: ParseExpr): Expr {
  const open = take(cursor);
  const inner = parseExpr(cursor);
  closeBracket(cursor, open.span.start);
  return { ...inner, span: spanFrom(cursor, open.span) };
}

/** Takes the `)`, or tells which `(` is open; then goes on behind the brackets if that place can be found. */
export function closeBracket(cursor: Cursor, openedAt: number): void {
  if (accept(cursor, ")")) return;
  const opened = cursor.tokens.find((token) => token.span.start === openedAt);
  if (peek(cursor).kind === "end" || at(cursor, "]") || at(cursor, "|")) {
    fault(cursor, "T2015", "A closing bracket [)] is missing", "close the bracket opened here with `)`", opened?.span);
    return;
  }
  unexpected(cursor, "the bracket has to be closed with `)` here");
  skipTo(cursor, [")", "]", "|"]);
  accept(cursor, ")");
}

function parseNamed(cursor: Cursor, parseExpr: ParseExpr): Expr {
  if (at(cursor, "of", 1)) return parseRelationship(cursor);
  if (at(cursor, "(", 1) || peek(cursor).text.endsWith("~")) return parseCall(cursor, parseExpr);
  return parseField(cursor);
}

/** `child of [event]`, from the language's earlier days. */
function parseRelationship(cursor: Cursor): Expr {
  const start = peek(cursor).span;
  const hint = "join the two events in a sequence: `sequence by process.entity_id […] […] by process.parent.entity_id`";
  fault(cursor, "T2016", "Process relationships are not supported", hint, cover(start, peek(cursor, 1).span));
  take(cursor);
  take(cursor);
  if (accept(cursor, "[")) {
    skipTo(cursor, ["]"]);
    accept(cursor, "]");
  }
  return { kind: "invalid", span: spanFrom(cursor, start) };
}

function parseCall(cursor: Cursor, parseExpr: ParseExpr): Expr {
  const name = take(cursor);
  const fold = name.text.endsWith("~");
  const open = peek(cursor).span.start;
  const args: Expr[] = [];
  if (!expect(cursor, "(", `a name with \`~\` is a function: write its arguments in brackets, \`${name.text}(…)\``)) {
    return { kind: "invalid", span: name.span };
  }
  if (!at(cursor, ")")) args.push(...parseList(cursor, parseExpr));
  closeBracket(cursor, open);
  return {
    kind: "call",
    name: fold ? name.text.slice(0, -1) : name.text,
    fold,
    nameSpan: name.span,
    args,
    span: spanFrom(cursor, name.span),
  };
}

/** One or more, with commas between them. */
export function parseList(cursor: Cursor, parseItem: ParseExpr): Expr[] {
  const items = [parseItem(cursor)];
  while (at(cursor, ",")) {
    const comma = take(cursor);
    if (at(cursor, ")")) {
      fault(cursor, "T2001", "mismatched input ')': a value has to follow the comma", "take the last comma away", comma.span);
      break;
    }
    items.push(parseItem(cursor));
  }
  return items;
}

/** `a.b.c`, `` a.`b-c` ``, `?a.b`. */
export function parseField(cursor: Cursor): Expr {
  const start = peek(cursor).span;
  const optional = accept(cursor, "?");
  let name = fieldPart(cursor);
  if (name === undefined) return { kind: "invalid", span: start };
  while (at(cursor, ".") || at(cursor, "[")) {
    if (at(cursor, "[")) {
      if (peek(cursor, 1).kind !== "integer") break;
      skipIndex(cursor);
      continue;
    }
    take(cursor);
    const part = fieldPart(cursor);
    if (part === undefined) break;
    name += `.${part}`;
  }
  return { kind: "field", name, optional, span: spanFrom(cursor, start) };
}

function fieldPart(cursor: Cursor): string | undefined {
  const token = peek(cursor);
  if (token.kind === "identifier" || token.kind === "quoted identifier") return take(cursor).value;
  if (token.kind === "keyword" && !isPlainName(token.text) && /^[a-z]/.test(token.text)) {
    fault(cursor, "T2017", `[${token.text}] is a keyword and can be part of a field name only in backticks`, inBackticks(token.text));
    return take(cursor).value;
  }
  if (token.kind === "integer") {
    fault(cursor, "T2017", `A part of a field name that is a number, [${token.text}], needs backticks`, inBackticks(token.text));
    return take(cursor).value;
  }
  unexpected(cursor, "a field name goes on here: a word, or anything in backticks");
  return undefined;
}

function skipIndex(cursor: Cursor): void {
  fault(
    cursor,
    "T2018",
    "Array indexes are not supported",
    "leave the index out: a condition on a field holds when any of its values meets it",
  );
  take(cursor);
  skipTo(cursor, ["]"]);
  accept(cursor, "]");
}

const inBackticks = (name: string): string => `write it with the backticks: \`${name}\``;

/** Keywords that stand at no place of a condition, so that a field was meant. */
const LIKELY_NAMES: readonly string[] = ["any", "join", "maxspan", "of", "sample", "sequence"];

function explainMissing(cursor: Cursor): void {
  const token = peek(cursor);
  if (LIKELY_NAMES.includes(token.text)) {
    fault(cursor, "T2017", `[${token.text}] is a keyword and can be a field name only in backticks`, inBackticks(token.text));
    return;
  }
  unexpected(cursor, "here a condition or a value has to stand: a field, a function, a string, a number, `true`, `false`, `null` or `(`");
}
