import type { CallExpr, Expr, InExpr, LikeExpr, MapLiteral } from "./ast.ts";
import { nameText, stringText } from "./print-name.ts";

/** How tight an expression binds; one that binds looser than its place asks for needs brackets. */
export const LEVEL = { or: 1, and: 2, not: 3, predicate: 4, additive: 5, multiplicative: 6, sign: 7, primary: 8 } as const;

export function levelOf(expr: Expr): number {
  switch (expr.kind) {
    case "logic":
      return LEVEL[expr.op];
    case "not":
      return LEVEL.not;
    case "compare":
    case "in":
    case "like":
    case "isNull":
    case "match":
      return LEVEL.predicate;
    case "arithmetic":
      return expr.op === "+" || expr.op === "-" ? LEVEL.additive : LEVEL.multiplicative;
    case "sign":
      return LEVEL.sign;
    default:
      return LEVEL.primary;
  }
}

/** On one line. */
export const printExpr = (expr: Expr): string => printAt(expr, 0);

/** On one line, in brackets where it binds looser than `level`. */
export const printAt = (expr: Expr, level: number): string => (levelOf(expr) < level ? `(${inner(expr)})` : inner(expr));

function inner(expr: Expr): string {
  switch (expr.kind) {
    case "string":
      return expr.raw ? `"""${expr.value}"""` : stringText(expr.value);
    case "number":
      return expr.text;
    case "boolean":
      return String(expr.value);
    case "null":
      return "null";
    case "array":
      return `[${expr.items.map(printExpr).join(", ")}]`;
    case "timeSpan":
      return `${expr.amount} ${expr.unit}`;
    case "map":
      return mapText(expr);
    case "column":
      return nameText(expr.name);
    case "call":
      return `${expr.name}(${argumentTexts(expr).join(", ")})`;
    case "sign":
      return `${expr.op}${beginsWithNumber(expr.item) ? `(${inner(expr.item)})` : printAt(expr.item, LEVEL.sign)}`;
    case "arithmetic":
      return `${printAt(expr.left, levelOf(expr))} ${expr.op} ${printAt(expr.right, levelOf(expr) + 1)}`;
    case "compare":
      return `${printAt(expr.left, LEVEL.additive)} ${expr.op} ${printAt(expr.right, LEVEL.additive)}`;
    case "match":
      return `${printAt(expr.item, LEVEL.primary)} : ${printExpr(expr.query)}`;
    case "like":
    case "in":
      return `${listHead(expr)}${listText(expr)}`;
    case "isNull":
      return `${printAt(expr.item, LEVEL.additive)} IS ${expr.negated ? "NOT " : ""}NULL`;
    case "cast":
      return `${printAt(expr.item, LEVEL.primary)}::${expr.type}`;
    case "not":
      return `NOT ${printAt(expr.item, LEVEL.not)}`;
    case "logic":
      return expr.items.map((item) => printAt(item, LEVEL[expr.op] + 1)).join(` ${expr.op.toUpperCase()} `);
    case "invalid":
      return "<invalid>";
  }
}

/** A sign right before a number would become a part of it. */
const beginsWithNumber = (expr: Expr): boolean =>
  expr.kind === "cast" ? beginsWithNumber(expr.item) : expr.kind === "number" || expr.kind === "timeSpan";

export const mapText = ({ entries }: MapLiteral): string =>
  `{ ${entries.map(({ key, value }) => `${stringText(key)}: ${printExpr(value)}`).join(", ")} }`.replace("{  }", "{}");

export const argumentTexts = ({ args, star, options }: CallExpr): string[] => [
  ...(star ? ["*"] : []),
  ...args.map(printExpr),
  ...(options ? [mapText(options)] : []),
];

/** What stands before the values of a list. */
export function listHead(expr: LikeExpr | InExpr): string {
  const word = expr.kind === "like" ? expr.op.toUpperCase() : "IN";
  return `${printAt(expr.item, LEVEL.additive)}${expr.negated ? " NOT" : ""} ${word} `;
}

export const listItems = (expr: LikeExpr | InExpr): readonly string[] =>
  (expr.kind === "like" ? expr.patterns : expr.values).map((value) => printAt(value, LEVEL.additive));

export const isList = (expr: LikeExpr | InExpr): boolean => expr.kind === "in" || expr.list;

const listText = (expr: LikeExpr | InExpr): string => (isList(expr) ? `(${listItems(expr).join(", ")})` : (listItems(expr)[0] ?? ""));
