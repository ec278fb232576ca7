import type { CodeTest } from "./ast.ts";
import { both, either, outside } from "./code-class.ts";
import { type Cursor, faultOf } from "./cursor.ts";
import { escapedClass, escapedCode } from "./escape.ts";

const NOTHING: CodeTest = () => false;

/** How deep classes may stand in classes. */
const MAX_DEPTH = 100;

/** A character class behind its `[`: unions, ranges, classes inside classes, and `&&`. */
export function parseClass(cursor: Cursor, fold: (test: CodeTest) => CodeTest, depth = 0): CodeTest {
  if (depth > MAX_DEPTH) throw faultOf("character classes nest too deep");
  const negated = cursor.take("^");
  let whole: CodeTest | undefined;
  let part: CodeTest[] = [];
  let first = true;
  while (!(cursor.sees("]") && !first)) {
    if (cursor.done) throw faultOf("Unclosed character class");
    if (cursor.take("&&")) {
      whole = intersect(whole, part);
      part = [];
    } else part.push(item(cursor, fold, depth));
    first = false;
  }
  cursor.next();
  const test = intersect(whole, part) ?? NOTHING;
  return negated ? outside(test) : test;
}

function intersect(whole: CodeTest | undefined, part: readonly CodeTest[]): CodeTest | undefined {
  if (part.length === 0) return whole;
  const union = part.length === 1 ? (part[0] as CodeTest) : either(...part);
  return whole ? both(whole, union) : union;
}

function item(cursor: Cursor, fold: (test: CodeTest) => CodeTest, depth: number): CodeTest {
  if (cursor.take("[")) return parseClass(cursor, fold, depth + 1);
  const from = codeOrClass(cursor);
  if (typeof from !== "number") return from;
  if (!cursor.sees("-") || cursor.sees("-]") || cursor.sees("-[")) return fold((code) => code === from);
  cursor.next();
  const to = codeOrClass(cursor);
  if (typeof to !== "number" || to < from) throw faultOf("Illegal character range");
  return fold((code) => code >= from && code <= to);
}

function codeOrClass(cursor: Cursor): number | CodeTest {
  const character = cursor.next();
  if (character !== "\\") return character.codePointAt(0) as number;
  const letter = cursor.next();
  return escapedClass(cursor, letter) ?? escapedCode(cursor, letter);
}
