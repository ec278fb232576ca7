import type { CallExpr, Expr, InExpr, MatchExpr, StringLiteral } from "./ast.ts";
import { brokenList, createBlocks, WIDTH } from "../print-lines.ts";
import { fieldText } from "./print-field.ts";

/** How tight an expression binds; one that binds looser than its place asks for needs brackets. */
const LEVEL = { or: 1, and: 2, not: 3, compare: 4, additive: 5, multiplicative: 6, sign: 7, postfix: 8, primary: 9 } as const;

function levelOf(expr: Expr): number {
  switch (expr.kind) {
    case "logic":
      return LEVEL[expr.op];
    case "not":
      return LEVEL.not;
    case "compare":
      return LEVEL.compare;
    case "arithmetic":
      return expr.op === "+" || expr.op === "-" ? LEVEL.additive : LEVEL.multiplicative;
    case "sign":
      return LEVEL.sign;
    case "match":
    case "in":
      return LEVEL.postfix;
    default:
      return LEVEL.primary;
  }
}

/** On one line. */
export const printExpr = (expr: Expr): string => at(expr, 0);

const at = (expr: Expr, level: number): string => (levelOf(expr) < level ? `(${inner(expr)})` : inner(expr));

function inner(expr: Expr): string {
  switch (expr.kind) {
    case "string":
      return stringText(expr);
    case "number":
      return expr.text;
    case "boolean":
      return String(expr.value);
    case "null":
      return "null";
    case "field":
      return fieldText(expr);
    case "call":
      return callText(expr);
    case "sign":
      return `${expr.op}${at(expr.item, LEVEL.sign)}`;
    case "arithmetic":
      return `${at(expr.left, levelOf(expr))} ${expr.op} ${at(expr.right, levelOf(expr) + 1)}`;
    case "compare":
      return `${at(expr.left, LEVEL.additive)} ${expr.op} ${at(expr.right, LEVEL.additive)}`;
    case "match":
    case "in":
      return `${at(expr.item, LEVEL.primary)}${operatorText(expr)}${listText(valuesOf(expr), expr.kind === "in")}`;
    case "not":
      return `not ${at(expr.item, LEVEL.not)}`;
    case "logic":
      return expr.items.map((item) => at(item, LEVEL[expr.op] + 1)).join(` ${expr.op} `);
    case "invalid":
      return "<invalid>";
  }
}

const callHead = ({ name, fold }: CallExpr): string => (fold ? `${name}~` : name);
const callText = (call: CallExpr): string => `${callHead(call)}(${call.args.map(printExpr).join(", ")})`;

const valuesOf = (expr: MatchExpr | InExpr): readonly Expr[] => (expr.kind === "match" ? expr.patterns : expr.values);

const operatorText = (expr: MatchExpr | InExpr): string =>
  expr.kind === "match" ? ` ${expr.op} ` : `${expr.negated ? " not" : ""} in${expr.fold ? "~" : ""} `;

/** One value stands alone where the grammar allows it. */
function listText(values: readonly Expr[], brackets: boolean): string {
  const [first] = values;
  return values.length === 1 && first && !brackets ? at(first, LEVEL.primary) : `(${values.map(printExpr).join(", ")})`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

function stringText({ value, raw }: StringLiteral): string {
  if (raw) return `"""${value}"""`;
  return `"${value.replace(/[\\"\n\r\t\b\f]/g, (character) => ESCAPES[character] ?? character)}"`;
}

/**
 * A condition behind something on its line: there if it fits, else one item of `and` or `or` on each of the next lines,
 * with the operator at the end.
 * @param indent what every line after the first begins with
 * @param used how much of the first line is taken already
 */
export function printBlock(expr: Expr, indent: string, used: number): string {
  const line = printExpr(expr);
  if (used + line.length <= WIDTH) return line;
  return `\n${indent}${BLOCKS.nested(expr, 0, indent)}`;
}

const BLOCKS = createBlocks<Expr>({
  levelOf,
  levels: LEVEL,
  words: { and: "and", or: "or", not: "not" },
  at,
  chainOf: (expr) => (expr.kind === "logic" ? expr : undefined),
  negatedOf: (expr) => (expr.kind === "not" ? expr.item : undefined),
  broken,
});

/** What is too long for its line: broken at its list or its arguments, if it has any. */
function broken(expr: Expr, indent: string): string {
  switch (expr.kind) {
    case "match":
    case "in": {
      const head = `${at(expr.item, LEVEL.primary)}${operatorText(expr)}`;
      return valuesOf(expr).length > 1 ? `${head}${brokenList(valuesOf(expr).map(printExpr), indent)}` : printExpr(expr);
    }
    case "call":
      return expr.args.length > 1 ? `${callHead(expr)}${brokenList(expr.args.map(printExpr), indent)}` : printExpr(expr);
    default:
      return printExpr(expr);
  }
}
