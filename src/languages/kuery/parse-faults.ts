import { cover, type Span } from "../../diagnostics/index.ts";
import type { KueryLiteral, RangeOp } from "./ast.ts";
import type { KueryToken, KueryTokenKind } from "./lexer.ts";

/** The operators of a range, by their tokens. */
export const RANGE_OPS: Readonly<Partial<Record<KueryTokenKind, RangeOp>>> = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" };

/** What the parser says of a query that breaks the grammar: where, what, and how to mend it. */
export interface ParseFault {
  readonly at: Span;
  readonly code: "T3001" | "T3002" | "T3004" | "T3005" | "T3006" | "T3007" | "T3010";
  readonly message: string;
  readonly hint: string;
}

const JOIN = "join conditions with `and` or `or`; a value with special characters needs quotes";

/** Two conditions stand beside one another. */
export function missingOperator(token: KueryToken): ParseFault {
  const hint = token.kind === "not" ? "write `and not`; a value with this word in it needs quotes" : JOIN;
  return { at: token.span, code: "T3001", message: `\`and\` or \`or\` is missing before ${shown(token)}`, hint };
}

/** Two values of a list stand beside one another. */
export const missingValueOperator = (token: KueryToken): ParseFault => ({
  at: token.span,
  code: "T3001",
  message: `\`or\` or \`and\` is missing before ${shown(token)}`,
  hint: "join the values of a list with `or`, or put one value in quotes",
});

export const repeatedNot = (token: KueryToken): ParseFault => ({
  at: token.span,
  code: "T3007",
  message: "`not` cannot follow `not`",
  hint: "write `not (not …)`, or leave both out",
});

export const emptyBrackets = (open: KueryToken, close: KueryToken): ParseFault => ({
  at: cover(open.span, close.span),
  code: "T3005",
  message: "The brackets are empty",
  hint: "write a condition between them, or remove them",
});

export const notClosed = (open: KueryToken, close: ")" | "}"): ParseFault => ({
  at: open.span,
  code: "T3002",
  message: `\`${open.kind}\` is not closed`,
  hint: `close it with \`${close}\``,
});

export const tooDeep = (open: KueryToken, most: number): ParseFault => ({
  at: open.span,
  code: "T3010",
  message: `Brackets are nested deeper than ${most}`,
  hint: "remove redundant brackets",
});

/** A range without its value: `token` stands where it should. */
export function missingBound(field: KueryLiteral, operator: KueryToken, token: KueryToken): ParseFault {
  const example = `${field.pieces.join("*").slice(0, 40)} ${operator.text} 10`;
  const hint = token.kind === "(" ? "a range takes one value, no list" : `write a value, as in \`${example}\``;
  return { at: operator.span, code: "T3004", message: `A value is missing after \`${operator.text}\``, hint };
}

/** No value where one should stand, if that can be told from a missing condition. */
export function missingValue(token: KueryToken, before: KueryToken): ParseFault | undefined {
  if (token.kind === "not") {
    const hint = "write `not field:value` or `field:(not value)`";
    return { at: token.span, code: "T3001", message: "`not` cannot stand directly after `:`", hint };
  }
  if (RANGE_OPS[token.kind]) {
    const hint = `leave out the colon: \`field ${token.text} value\``;
    return { at: token.span, code: "T3001", message: `\`${token.text}\` cannot follow \`:\``, hint };
  }
  if (before.kind !== ":") return undefined;
  return { at: before.span, code: "T3004", message: "A value is missing after `:`", hint: "write a value, or `*` for «the field exists»" };
}

/** No condition where one should stand: `token` does, after `before`. */
export function missingOperand(token: KueryToken, before: KueryToken | undefined): ParseFault {
  if (isJunction(token)) {
    const hint = `remove it, or write \`\\${token.text}\` to search for the word`;
    return { at: token.span, code: "T3006", message: `\`${token.text}\` has nothing before it`, hint };
  }
  if (before && (isJunction(before) || before.kind === "not")) {
    const hint = `write a condition after it, or \`\\${before.text}\` to search for the word`;
    return { at: before.span, code: "T3006", message: `\`${before.text}\` has nothing after it`, hint };
  }
  if (token.kind !== ":" && !RANGE_OPS[token.kind]) return unexpected(token);
  const hint = "write `field:value`; a value that begins with it needs quotes";
  return { at: token.span, code: "T3001", message: `A field name is missing before \`${token.text}\``, hint };
}

/** A token that fits nowhere. */
export function unexpected(token: KueryToken): ParseFault {
  if (token.kind === ")" || token.kind === "}") {
    const open = token.kind === ")" ? "(" : "{";
    const hint = `remove it, or open it with \`${open}\` before`;
    return { at: token.span, code: "T3002", message: `\`${token.text}\` closes nothing`, hint };
  }
  if (token.kind === ":") {
    return { at: token.span, code: "T3001", message: "`:` cannot stand here", hint: "a value with a colon needs quotes, or `\\:`" };
  }
  return { at: token.span, code: "T3001", message: `${shown(token)} cannot stand here`, hint: JOIN };
}

const isJunction = ({ kind }: KueryToken): boolean => kind === "and" || kind === "or";

function shown(token: KueryToken): string {
  if (token.kind === "end") return "the end of the query";
  return `\`${token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text}\``;
}
