import { cover } from "../../diagnostics/index.ts";
import type { Field, Name } from "./ast.ts";
import { at, type Cursor, isName, peek, skipTo, spanFrom, take, textOf } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseName } from "./parse-name.ts";
import { parseList } from "./parse-primary.ts";

/** `a = value, b = value, value`. */
export const parseFields = (cursor: Cursor): Field[] => parseList(cursor, parseField);

export function parseField(cursor: Cursor): Field {
  const start = peek(cursor).span;
  const name = parseTarget(cursor);
  const valueStart = peek(cursor).span;
  const value = parseExpression(cursor);
  if (value.kind === "invalid") skipTo(cursor, [",", "by", "where", ")"]);
  const text = textOf(cursor, spanFrom(cursor, valueStart));
  return { kind: "field", ...(name ? { name } : { text }), value, span: spanFrom(cursor, start) };
}

/** `name =`, if that is what stands here. */
export function parseTarget(cursor: Cursor): Name | undefined {
  let ahead = 0;
  while (isNamePart(cursor, ahead) && at(cursor, ".", ahead + 1)) ahead += 2;
  if (!isNamePart(cursor, ahead) || !at(cursor, "=", ahead + 1)) return undefined;
  const start = peek(cursor).span;
  const name = parseName(cursor, "the name of a column has to stand here");
  while (!at(cursor, "=")) take(cursor);
  const end = take(cursor).span;
  return name ?? { kind: "name", name: "", pattern: false, span: cover(start, end) };
}

/** A reserved word before `=` is a name that lacks its backticks. */
const isNamePart = (cursor: Cursor, ahead: number): boolean => isName(peek(cursor, ahead)) || peek(cursor, ahead).kind === "word";
