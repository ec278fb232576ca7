import type { Command, EnrichCommand, Name } from "./ast.ts";
import { accept, at, type Cursor, expect, peek, spanFrom, take, unexpected } from "./cursor.ts";
import { parseExpression, parseOperand } from "./parse-expression.ts";
import { parseTarget } from "./parse-field.ts";
import { parseIndexName } from "./parse-from.ts";
import { parseName, parsePattern } from "./parse-name.ts";
import { parseList, parseMap } from "./parse-primary.ts";
import type { EsqlToken } from "./tokens.ts";

const isThere = <T>(item: T | undefined): item is T => item !== undefined;

function parseIndex(cursor: Cursor, hint: string): Name | undefined {
  const { span } = peek(cursor);
  const name = parseIndexName(cursor);
  if (name !== undefined) return { kind: "name", name, pattern: false, span: spanFrom(cursor, span) };
  unexpected(cursor, hint);
  return undefined;
}

/** `LOOKUP JOIN index ON field, …`; both words are taken. */
export function parseLookupJoin(word: EsqlToken, cursor: Cursor): Command {
  const index = parseIndex(cursor, "the name of a lookup index has to follow `JOIN`");
  const on = index && expect(cursor, "on", "the fields of the join have to follow: `ON field`") ? parseList(cursor, parseExpression) : [];
  const span = spanFrom(cursor, word.span);
  return index ? { kind: "lookupJoin", index, on, span } : { kind: "invalid", span };
}

/** `ENRICH policy ON field WITH new = old, …`. */
export function parseEnrich(word: EsqlToken, cursor: Cursor): Command {
  const policy = parseIndex(cursor, "the name of an enrich policy has to follow `ENRICH`");
  if (!policy) return { kind: "invalid", span: spanFrom(cursor, word.span) };
  const on = accept(cursor, "on") ? parsePattern(cursor, "the name of the column that is looked up has to follow `ON`") : undefined;
  const fields = accept(cursor, "with") ? parseList(cursor, parseEnrichField).filter(isThere) : [];
  return { kind: "enrich", policy, ...(on && { on }), fields, span: spanFrom(cursor, word.span) };
}

function parseEnrichField(cursor: Cursor): EnrichCommand["fields"][number] | undefined {
  const hint = "a field of the policy has to stand here: `field` or `new_name = field`";
  const first = parsePattern(cursor, hint);
  if (!first || !accept(cursor, "=")) return first && { from: first };
  const from = parsePattern(cursor, hint);
  return from && { name: first, from };
}

/** `CHANGE_POINT value ON key AS type, pvalue`. */
export function parseChangePoint(word: EsqlToken, cursor: Cursor): Command {
  const value = parseName(cursor, "the column of the values has to follow `CHANGE_POINT`");
  if (!value) return { kind: "invalid", span: spanFrom(cursor, word.span) };
  const key = accept(cursor, "on") ? parseName(cursor, "the column of the order has to follow `ON`") : undefined;
  const as = accept(cursor, "as") ? parseNewNames(cursor) : undefined;
  return { kind: "changePoint", value, ...(key && { key }), ...(as && { as }), span: spanFrom(cursor, word.span) };
}

function parseNewNames(cursor: Cursor): { readonly type: Name; readonly pvalue: Name } | undefined {
  const hint = "write the two new columns: `AS type, pvalue`";
  const type = parseName(cursor, hint);
  if (!type || !expect(cursor, ",", hint)) return undefined;
  const pvalue = parseName(cursor, hint);
  return pvalue && { type, pvalue };
}

/** `COMPLETION column = prompt WITH { … }`. */
export function parseCompletion(word: EsqlToken, cursor: Cursor): Command {
  const target = parseTarget(cursor);
  const prompt = parseOperand(cursor);
  let options;
  if (accept(cursor, "with")) {
    if (at(cursor, "{")) options = parseMap(cursor);
    else if (peek(cursor).kind !== "word") unexpected(cursor, 'write `WITH { "inference_id": "…" }`');
    else take(cursor);
  }
  return { kind: "completion", ...(target && { target }), prompt, ...(options && { options }), span: spanFrom(cursor, word.span) };
}
