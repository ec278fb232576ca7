import type { Command, DissectCommand } from "./ast.ts";
import { accept, at, type Cursor, expect, peek, skipTo, spanFrom, take, unexpected } from "./cursor.ts";
import { parseOperand } from "./parse-expression.ts";
import { parseLiteral } from "./parse-literal.ts";
import { parseList, parseString } from "./parse-primary.ts";
import type { EsqlToken } from "./tokens.ts";

/** `DISSECT input "pattern" APPEND_SEPARATOR = "text"`. */
export function parseDissect(word: EsqlToken, cursor: Cursor): Command {
  const input = parseOperand(cursor);
  const pattern = parseString(cursor);
  if (!pattern) return { kind: "invalid", span: spanFrom(cursor, word.span) };
  const hasOptions = peek(cursor).kind === "word" && at(cursor, "=", 1);
  const options = hasOptions ? parseList(cursor, parseOption).filter((option) => option !== undefined) : [];
  return { kind: "dissect", input, pattern, options, span: spanFrom(cursor, word.span) };
}

function parseOption(cursor: Cursor): DissectCommand["options"][number] | undefined {
  const name = peek(cursor);
  if (name.kind !== "word") {
    unexpected(cursor, 'an option has to stand here: `APPEND_SEPARATOR = ","`');
    return undefined;
  }
  take(cursor);
  expect(cursor, "=", 'write `APPEND_SEPARATOR = ","`');
  const value = parseLiteral(cursor);
  if (value) return { name: name.value, nameSpan: name.span, value };
  unexpected(cursor, "the value of an option is a constant");
  skipTo(cursor, [","]);
  return undefined;
}

/** `GROK input "pattern", "pattern"`. */
export function parseGrok(word: EsqlToken, cursor: Cursor): Command {
  const input = parseOperand(cursor);
  const patterns = [parseString(cursor)];
  while (patterns[0] && accept(cursor, ",")) patterns.push(parseString(cursor));
  const known = patterns.filter((pattern) => pattern !== undefined);
  if (known.length === 0) return { kind: "invalid", span: spanFrom(cursor, word.span) };
  return { kind: "grok", input, patterns: known, span: spanFrom(cursor, word.span) };
}
