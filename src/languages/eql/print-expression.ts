import type { CallExpr, Expr, InExpr, MatchExpr, StringLiteral } from "./ast.ts";
import { fieldText } from "./print-field.ts";

const WIDTH = 100;

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
  return `\n${indent}${nested(expr, 0, indent)}`;
}

function logicLines(items: readonly Expr[], op: "and" | "or", indent: string): string {
  return items.map((item) => nested(item, LEVEL[op] + 1, indent)).join(` ${op}\n${indent}`);
}

/** An item of a block, in brackets where it binds looser than the block. */
function nested(item: Expr, level: number, indent: string): string {
  const line = at(item, level);
  if (indent.length + line.length <= WIDTH) return line;
  return levelOf(item) < level ? bracketed(item, indent) : broken(item, indent);
}

function bracketed(item: Expr, indent: string): string {
  const deeper = `${indent}  `;
  const body = item.kind === "logic" ? logicLines(item.items, item.op, deeper) : broken(item, deeper);
  return `(\n${deeper}${body}\n${indent})`;
}

/** What is too long for its line: broken at its list or its arguments, if it has any. */
function broken(expr: Expr, indent: string): string {
  switch (expr.kind) {
    case "logic":
      return logicLines(expr.items, expr.op, indent);
    case "not":
      return `not ${levelOf(expr.item) < LEVEL.not ? bracketed(expr.item, indent) : broken(expr.item, indent)}`;
    case "match":
    case "in": {
      const head = `${at(expr.item, LEVEL.primary)}${operatorText(expr)}`;
      return valuesOf(expr).length > 1 ? `${head}${brokenList(valuesOf(expr), indent)}` : printExpr(expr);
    }
    case "call":
      return expr.args.length > 1 ? `${callHead(expr)}${brokenList(expr.args, indent)}` : printExpr(expr);
    default:
      return printExpr(expr);
  }
}

const brokenList = (items: readonly Expr[], indent: string): string => `(\n${filled(items, `${indent}  `)}\n${indent})`;

/** Values filled into lines up to the width. */
function filled(values: readonly Expr[], indent: string): string {
  const lines: string[] = [];
  let line = indent;
  values.forEach((value, i) => {
    const text = `${printExpr(value)}${i < values.length - 1 ? "," : ""}`;
    if (line !== indent && line.length + 1 + text.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? text : ` ${text}`;
  });
  return [...lines, line].join("\n");
}
