import type { Name } from "./ast.ts";
import { at, type Cursor, fault, isName, peek, spanFrom, take, unexpected } from "./cursor.ts";
import { type EsqlToken, RESERVED } from "./tokens.ts";

/** `a.b.c`, `` a.`b-c` ``. Undefined, with nothing taken, where no name stands; told. */
export function parseName(cursor: Cursor, hint: string): Name | undefined {
  const start = peek(cursor).span;
  let name = namePart(cursor, hint);
  if (name === undefined) return undefined;
  while (at(cursor, ".")) {
    take(cursor);
    const part = namePart(cursor, "the name goes on here: a word, or anything in backticks");
    if (part === undefined) break;
    name += `.${part}`;
  }
  return { kind: "name", name, pattern: false, span: spanFrom(cursor, start) };
}

function namePart(cursor: Cursor, hint: string): string | undefined {
  const token = peek(cursor);
  if (isName(token)) return nameText(take(cursor));
  if (token.kind === "word") {
    const message = `[${token.text}] is a reserved word and can be part of a name only in backticks`;
    fault(cursor, "T5012", message, `write it with the backticks: \`${token.text}\``);
    return RESERVED.has(token.value) && isNameGoingOn(cursor) ? nameText(take(cursor)) : undefined;
  }
  unexpected(cursor, hint);
  return undefined;
}

/** Whether the word was meant as a name: more of a name, an assignment or a comma follows. */
const isNameGoingOn = (cursor: Cursor): boolean => [".", "=", ",", "|"].some((symbol) => at(cursor, symbol, 1));

export const nameText = ({ kind, text, value }: EsqlToken): string => (kind === "quoted name" ? value : text);

/** A name in KEEP, DROP, RENAME or ENRICH: a `*` outside backticks stands for any run of characters. */
export function parsePattern(cursor: Cursor, hint: string): Name | undefined {
  const parts: EsqlToken[] = [];
  while (isPatternPart(peek(cursor)) && touches(parts.at(-1), peek(cursor))) parts.push(take(cursor));
  const [first] = parts;
  if (!first || first.kind === "operator") {
    unexpected(cursor, hint);
    return undefined;
  }
  return {
    kind: "name",
    name: parts.map(nameText).join(""),
    pattern: parts.some(({ kind }) => kind === "name pattern"),
    span: spanFrom(cursor, first.span),
  };
}

const isPatternPart = ({ kind, value }: EsqlToken): boolean =>
  kind === "word" || kind === "quoted name" || kind === "name pattern" || (kind === "operator" && value === ".");

const touches = (before: EsqlToken | undefined, after: EsqlToken): boolean => !before || before.span.end === after.span.start;
