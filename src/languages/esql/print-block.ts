import type { CallExpr, Expr } from "./ast.ts";
import { brokenList, createBlocks, filled, WIDTH } from "../print-lines.ts";
import { argumentTexts, isList, LEVEL, levelOf, listHead, listItems, printAt, printExpr } from "./print-expression.ts";

/**
 * A value behind something on its line: there if it fits, else broken over lines.
 * @param indent what every line after the first begins with
 * @param used how much of the first line is taken already
 */
export function printBlock(expr: Expr, indent: string, used: number): string {
  const line = printExpr(expr);
  return used + line.length <= WIDTH ? line : BLOCKS.broken(expr, indent);
}

const BLOCKS = createBlocks<Expr>({
  levelOf,
  levels: LEVEL,
  words: { and: "AND", or: "OR", not: "NOT" },
  at: printAt,
  chainOf: (expr) => (expr.kind === "logic" ? expr : undefined),
  negatedOf: (expr) => (expr.kind === "not" ? expr.item : undefined),
  broken,
});

/** What is too long for its line: broken at its list or its arguments, if it has any. */
function broken(expr: Expr, indent: string): string {
  switch (expr.kind) {
    case "like":
    case "in":
      return isList(expr) ? `${listHead(expr)}${brokenList(listItems(expr), indent)}` : printExpr(expr);
    case "call":
      return brokenCall(expr, indent);
    default:
      return printExpr(expr);
  }
}

function brokenCall(call: CallExpr, indent: string): string {
  const [only, ...others] = call.args;
  if (!only || call.star || (call.options && others.length === 0)) return printExpr(call);
  if (others.length === 0) return `${call.name}(${BLOCKS.broken(only, indent)})`;
  return `${call.name}(\n${callLines(call, `${indent}  `)}\n${indent})`;
}

/** Each condition of CASE stands on a line with its value; other arguments are filled into lines. */
function callLines(call: CallExpr, indent: string): string {
  const texts = argumentTexts(call);
  const fits = texts.every((text) => indent.length + text.length < WIDTH);
  if (fits && call.name.toLowerCase() !== "case") return filled(texts, indent);
  const parts = fits ? paired(texts, indent) : [...call.args.map((arg) => BLOCKS.nested(arg, 0, indent)), ...texts.slice(call.args.length)];
  return parts.map((part) => indent + part).join(",\n");
}

function paired(texts: readonly string[], indent: string): readonly string[] {
  const lines: string[] = [];
  for (let i = 0; i < texts.length; i += 2) {
    const pair = texts.slice(i, i + 2);
    const line = pair.join(", ");
    lines.push(...(indent.length + line.length < WIDTH ? [line] : pair));
  }
  return lines;
}
