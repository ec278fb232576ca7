import type { ArrayLiteral, Expr, Literal } from "./ast.ts";
import { accept, at, type Cursor, expect, peek, skipTo, spanFrom, take, unexpected } from "./cursor.ts";

/** A constant: string, number with its sign, time span, `true`, `false`, `null`, or `[…]` of them. Undefined, nothing taken: none. */
export function parseLiteral(cursor: Cursor): Expr | undefined {
  if (at(cursor, "[")) return parseArray(cursor);
  return parseScalar(cursor, true);
}

function parseScalar(cursor: Cursor, spans: boolean): Expr | undefined {
  const token = peek(cursor);
  switch (token.kind) {
    case "string":
    case "raw string":
      take(cursor);
      return { kind: "string", value: token.value, raw: token.kind === "raw string", span: token.span };
    case "integer":
    case "decimal":
      return (spans ? parseTimeSpan(cursor, 0) : undefined) ?? parseNumber(cursor);
    case "operator":
      return isSigned(cursor) ? ((spans ? parseTimeSpan(cursor, 1) : undefined) ?? parseNumber(cursor)) : undefined;
    default:
      return parseWord(cursor);
  }
}

function isSigned(cursor: Cursor): boolean {
  const { kind } = peek(cursor, 1);
  return (at(cursor, "-") || at(cursor, "+")) && (kind === "integer" || kind === "decimal");
}

function parseNumber(cursor: Cursor): Literal {
  const start = peek(cursor).span;
  const sign = takeSign(cursor);
  const { text, kind } = take(cursor);
  return { kind: "number", text: sign + text, decimal: kind === "decimal", span: spanFrom(cursor, start) };
}

function takeSign(cursor: Cursor): string {
  if (accept(cursor, "-")) return "-";
  accept(cursor, "+");
  return "";
}

/** `5 minutes`, `5m`: a whole number with a word behind it that no expression could go on with. */
function parseTimeSpan(cursor: Cursor, signs: 0 | 1): Expr | undefined {
  const unit = peek(cursor, signs + 1);
  if (peek(cursor, signs).kind !== "integer" || unit.kind !== "word" || NOT_UNITS.has(unit.value)) return undefined;
  if (at(cursor, "(", signs + 2) || at(cursor, "=", signs + 2)) return undefined;
  const start = peek(cursor).span;
  const amount = takeSign(cursor) + take(cursor).text;
  take(cursor);
  return { kind: "timeSpan", amount, unit: unit.text, unitSpan: unit.span, span: spanFrom(cursor, start) };
}

/** Words that can follow a number. */
// biome-ignore format: table
const NOT_UNITS: ReadonlySet<string> = new Set([
  "and", "or", "in", "not", "is", "like", "rlike", "by", "where", "asc", "desc", "nulls", "as", "on", "with", "append_separator",
]);

function parseWord(cursor: Cursor): Literal | undefined {
  const { span } = peek(cursor);
  // `true.x` and `null(…)` are names that lack their backticks.
  if (at(cursor, ".", 1)) return undefined;
  if (accept(cursor, "true")) return { kind: "boolean", value: true, span };
  if (accept(cursor, "false")) return { kind: "boolean", value: false, span };
  if (accept(cursor, "null")) return { kind: "null", span };
  return undefined;
}

function parseArray(cursor: Cursor): ArrayLiteral {
  const open = take(cursor);
  const items: Expr[] = [];
  do {
    const item = parseScalar(cursor, false);
    if (!item) {
      unexpected(cursor, "a list holds constants: strings, numbers or booleans, with commas between them");
      skipTo(cursor, [",", "]"]);
      continue;
    }
    items.push(item);
  } while (accept(cursor, ","));
  if (!expect(cursor, "]", "the list has to be closed with `]` here")) {
    skipTo(cursor, ["]"]);
    accept(cursor, "]");
  }
  return { kind: "array", items, span: spanFrom(cursor, open.span) };
}
