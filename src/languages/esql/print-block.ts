import type { CallExpr, Expr } from "./ast.ts";
import { argumentTexts, isList, LEVEL, levelOf, listHead, listItems, printAt, printExpr } from "./print-expression.ts";

export const WIDTH = 100;

/**
 * A value behind something on its line: there if it fits, else broken over lines.
 * @param indent what every line after the first begins with
 * @param used how much of the first line is taken already
 */
export function printBlock(expr: Expr, indent: string, used: number): string {
  const line = printExpr(expr);
  return used + line.length <= WIDTH ? line : broken(expr, indent);
}

function logicLines(items: readonly Expr[], op: "and" | "or", indent: string): string {
  return items.map((item) => nested(item, LEVEL[op] + 1, indent)).join(` ${op.toUpperCase()}\n${indent}`);
}

/** An item of a block, in brackets where it binds looser than the block. */
function nested(item: Expr, level: number, indent: string): string {
  const line = printAt(item, level);
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
      return `NOT ${levelOf(expr.item) < LEVEL.not ? bracketed(expr.item, indent) : broken(expr.item, indent)}`;
    case "like":
    case "in":
      return isList(expr) ? `${listHead(expr)}(\n${filled(listItems(expr), `${indent}  `)}\n${indent})` : printExpr(expr);
    case "call":
      return brokenCall(expr, indent);
    default:
      return printExpr(expr);
  }
}

function brokenCall(call: CallExpr, indent: string): string {
  const [only, ...others] = call.args;
  if (!only || call.star || (call.options && others.length === 0)) return printExpr(call);
  if (others.length === 0) return `${call.name}(${broken(only, indent)})`;
  return `${call.name}(\n${callLines(call, `${indent}  `)}\n${indent})`;
}

/** Each condition of CASE stands on a line with its value; other arguments are filled into lines. */
function callLines(call: CallExpr, indent: string): string {
  const texts = argumentTexts(call);
  const fits = texts.every((text) => indent.length + text.length < WIDTH);
  if (fits && call.name.toLowerCase() !== "case") return filled(texts, indent);
  const parts = fits ? paired(texts, indent) : [...call.args.map((arg) => nested(arg, 0, indent)), ...texts.slice(call.args.length)];
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

/** Texts filled into lines up to the width, with commas between them. */
export function filled(texts: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = indent;
  texts.forEach((each, i) => {
    const text = i < texts.length - 1 ? `${each},` : each;
    if (line !== indent && line.length + 1 + text.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? text : ` ${text}`;
  });
  return [...lines, line].join("\n");
}
