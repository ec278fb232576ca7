import type { ClassItem, OnigNode } from "./ast.ts";
import { CLASS_TEXT } from "./named-class.ts";

/** The expression as the linear-time library reads it; undefined where it has what cannot run in linear time. Groups keep their order. */
export function toLinear(node: OnigNode): string | undefined {
  try {
    return write(node);
  } catch (fault) {
    if (fault === NOT_LINEAR) return undefined;
    throw fault;
  }
}

const NOT_LINEAR = new Error("not linear");
/** The library's own bound of a repetition. */
const MAX_COUNT = 1000;

/** Whether the expression asks for word boundaries, which the library has for ASCII alone. */
export function hasWordBoundary(node: OnigNode): boolean {
  switch (node.kind) {
    case "assert":
      return node.what === "word" || node.what === "notWord";
    case "sequence":
    case "choice":
      return node.items.some(hasWordBoundary);
    case "repeat":
    case "capture":
    case "look":
    case "atomic":
      return hasWordBoundary(node.item);
    default:
      return false;
  }
}

function write(node: OnigNode): string {
  switch (node.kind) {
    case "set":
      return node.fold ? `(?i:${setText(node.items, node.negated)})` : setText(node.items, node.negated);
    case "any":
      return node.newline ? "(?s:.)" : "[^\\n]";
    case "sequence":
      return `(?:${node.items.map(write).join("")})`;
    case "choice":
      return `(?:${node.items.map(write).join("|")})`;
    case "capture":
      return `(${write(node.item)})`;
    case "repeat":
      return repeatText(node);
    case "assert":
      return ASSERTIONS[node.what] ?? giveUp();
    case "look":
    case "atomic":
    case "backReference":
      return giveUp();
  }
}

function giveUp(): never {
  throw NOT_LINEAR;
}

const ASSERTIONS: Readonly<Record<string, string>> = {
  lineStart: "(?m:^)",
  lineEnd: "(?m:$)",
  start: "\\A",
  end: "\\z",
  word: "\\b",
  notWord: "\\B",
};

function repeatText({ item, min, max, mode }: Extract<OnigNode, { kind: "repeat" }>): string {
  if (mode === "possessive" || min > MAX_COUNT || (max !== Number.POSITIVE_INFINITY && max > MAX_COUNT)) return giveUp();
  const bounds = max === Number.POSITIVE_INFINITY ? `{${min},}` : `{${min},${max}}`;
  return `(?:${write(item)})${bounds}${mode === "lazy" ? "?" : ""}`;
}

function setText(items: readonly ClassItem[], negated: boolean): string {
  const [only] = items;
  if (only?.kind === "class" && items.length === 1) return setText(only.items, only.negated !== negated);
  return `[${negated ? "^" : ""}${items.map(itemText).join("")}]`;
}

function itemText(item: ClassItem): string {
  if (item.kind === "range") return item.first === item.last ? code(item.first) : `${code(item.first)}-${code(item.last)}`;
  if (item.negated)
    return item.kind === "named" && SIMPLE_NEGATIONS[item.name] !== undefined ? (SIMPLE_NEGATIONS[item.name] as string) : giveUp();
  return item.kind === "named" ? CLASS_TEXT[item.name] : item.items.map(itemText).join("");
}

/** Negated classes that are one class of the library's. */
const SIMPLE_NEGATIONS: Readonly<Record<string, string>> = { digit: "\\P{Nd}" };

const code = (point: number): string => `\\x{${point.toString(16)}}`;
