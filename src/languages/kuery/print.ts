import type { KueryAst, KueryLiteral, KueryValues } from "./ast.ts";
import { isBlank } from "./lexer.ts";

/** Groups that fit in so many columns stay on one line. */
const WIDTH = 100;
const SYMBOLS = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** The query laid out for reading: one condition a line where it does not fit in one. Parses to the same AST. */
export const printKuery = (ast: KueryAst): string => printNode(ast, "");

function printNode(node: KueryAst, indent: string): string {
  switch (node.kind) {
    case "empty":
      return "";
    case "and":
    case "or":
      return joinItems(
        node.items.map((item) => (needsBrackets(item, node.kind) ? bracket("(", item, ")", indent) : printNode(item, indent))),
        node.kind,
        indent,
      );
    case "not":
      return `not ${isSub(node.item) ? printNode(node.item, indent) : bracket("(", node.item, ")", indent)}`;
    case "match":
      return node.field ? `${printLiteral(node.field)}:${printValues(node.values, indent)}` : printValues(node.values, indent);
    case "range":
      return `${printLiteral(node.field)} ${SYMBOLS[node.op]} ${printLiteral(node.value)}`;
    case "nested":
      return `${printLiteral(node.path)}:${bracket("{", node.item, "}", indent)}`;
  }
}

/** `and` binds tighter than `or`; a group inside one of its own kind keeps the brackets it was written with. */
const needsBrackets = (item: KueryAst, parent: "and" | "or"): boolean => item.kind === "or" || (item.kind === "and" && parent === "and");
const isSub = (node: KueryAst): boolean => node.kind === "match" || node.kind === "range" || node.kind === "nested";

function bracket(open: string, item: KueryAst, close: string, indent: string): string {
  const pad = open === "{" ? " " : "";
  const flat = printNode(item, indent);
  if (fits(flat)) return `${open}${pad}${flat}${pad}${close}`;
  const inner = `${indent}  `;
  return `${open}\n${inner}${printNode(item, inner)}\n${indent}${close}`;
}

function printValues(values: KueryValues, indent: string): string {
  if (values.kind === "literal") return printLiteral(values);
  const flat = `(${printList(values, indent)})`;
  if (fits(flat)) return flat;
  const inner = `${indent}  `;
  return `(\n${inner}${printList(values, inner)}\n${indent})`;
}

function printList(values: KueryValues, indent: string): string {
  switch (values.kind) {
    case "literal":
      return printLiteral(values);
    case "valueNot":
      return `not ${printValues(values.item, indent)}`;
    default: {
      const word = values.kind === "valueAnd" ? "and" : "or";
      const bare = (item: KueryValues): boolean =>
        item.kind === "literal" || item.kind === "valueNot" || (item.kind === "valueAnd" && word === "or");
      return joinItems(
        values.items.map((item) => (bare(item) ? printList(item, indent) : printValues(item, indent))),
        word,
        indent,
      );
    }
  }
}

function joinItems(items: readonly string[], word: "and" | "or", indent: string): string {
  const flat = items.join(` ${word} `);
  return fits(flat) ? flat : items.join(` ${word}\n${indent}`);
}

const fits = (text: string): boolean => text.length <= WIDTH && !text.includes("\n");

function printLiteral(literal: KueryLiteral): string {
  if (literal.quoted) return `"${literal.pieces.join("*").replace(/[\\"\t\r\n]/g, escapeUnit)}"`;
  const text = literal.pieces.map(escapeWord).join("*");
  // Blanks alone, written as escapes, are trimmed to the empty word.
  return text === "" ? "\\t" : text;
}

const CONTROL: Readonly<Record<string, string>> = { "\t": "\\t", "\r": "\\r", "\n": "\\n" };
const escapeUnit = (unit: string): string => CONTROL[unit] ?? `\\${unit}`;

/** Special characters, control characters, and keywords that would end the word, escaped. */
function escapeWord(piece: string): string {
  let out = "";
  for (let at = 0; at < piece.length; ) {
    const keyword = endingKeyword(piece, at);
    const char = piece.charAt(at);
    if (keyword) out += `\\${keyword}`;
    else out += /[\\():<>"*{}\t\r\n]/.test(char) ? escapeUnit(char) : char;
    at += keyword ? keyword.length : 1;
  }
  return out;
}

/** `and` and `or` after a blank, `not` anywhere, before a blank; also where the word begins or ends, to be clear. */
function endingKeyword(piece: string, at: number): string | undefined {
  const keyword = /^(?:and|or|not)/i.exec(piece.slice(at, at + 3))?.[0];
  if (keyword === undefined) return undefined;
  const end = at + keyword.length;
  const before = keyword.toLowerCase() === "not" || at === 0 || isBlank(piece.charCodeAt(at - 1));
  return before && (end === piece.length || isBlank(piece.charCodeAt(end))) ? keyword : undefined;
}
