import { cover, span } from "../../diagnostics/index.ts";
import type { Category, EventQuery } from "./ast.ts";
import { accept, at, type Cursor, fault, isMiswritten, peek, spanFrom, take, unexpected } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import type { EqlToken } from "./tokens.ts";

/** `category where condition`. */
export function parseEvent(cursor: Cursor): EventQuery {
  const start = peek(cursor).span;
  const category = parseCategory(cursor);
  const where = parseExpression(cursor);
  return { kind: "event", category, where, span: spanFrom(cursor, start) };
}

/** The category and its `where`. A text without them is read as the condition. */
function parseCategory(cursor: Cursor): Category {
  const token = peek(cursor);
  const { span: at0 } = token;
  if (isWhere(peek(cursor, 1))) {
    if (accept(cursor, "any")) return whereOf(cursor, { kind: "category", name: null, span: at0 });
    if (token.kind === "identifier" || token.kind === "string" || token.kind === "raw string") {
      take(cursor);
      return whereOf(cursor, { kind: "category", name: token.value, span: at0 });
    }
  }
  return recoverCategory(cursor);
}

const isWhere = (token: EqlToken): boolean => (token.kind === "keyword" && token.value === "where") || isMiswritten(token, "where");

function whereOf(cursor: Cursor, category: Category): Category {
  accept(cursor, "where");
  return category;
}

/** How far before `where` a category that needs quotes may reach. */
const MAX_CATEGORY_TOKENS = 12;

function recoverCategory(cursor: Cursor): Category {
  const first = peek(cursor);
  let length = 0;
  while (length < MAX_CATEGORY_TOKENS && !isWhere(peek(cursor, length)) && !isBreak(peek(cursor, length))) length++;
  if (length > 0 && isWhere(peek(cursor, length))) return unquotedCategory(cursor, first, length);
  if (isWhere(first)) unexpected(cursor, "an event category has to stand before `where`; `any where …` takes every event");
  else missingWhere(cursor);
  accept(cursor, "where");
  return { kind: "category", name: null, span: span(first.span.start, first.span.start) };
}

const isBreak = (token: EqlToken): boolean =>
  token.kind === "end" || (token.kind === "operator" && ["[", "]", "![", "|", "(", ")"].includes(token.value));

/** `my-category where`, `42 where`: to be quoted. */
function unquotedCategory(cursor: Cursor, first: EqlToken, length: number): Category {
  const at0 = cover(first.span, peek(cursor, length - 1).span);
  const tokens = Array.from({ length }, (_, i) => peek(cursor, i));
  const name = tokens
    .map((token, i) => (i > 0 && token.span.start > (tokens[i - 1] as EqlToken).span.end ? ` ${token.text}` : token.text))
    .join("");
  const message = `mismatched input '${first.text}': this event category has to be quoted`;
  fault(cursor, "T2021", message, `write \`"${name.replaceAll('"', "")}" where …\`, or \`any where …\` for every event`, at0);
  for (let i = 0; i < length; i++) take(cursor);
  accept(cursor, "where");
  return { kind: "category", name, span: at0 };
}

function missingWhere(cursor: Cursor): void {
  const token = peek(cursor);
  if (token.kind === "end" || at(cursor, "]") || at(cursor, "|")) {
    unexpected(cursor, "an event query has to stand here: `category where condition`");
    return;
  }
  const named = token.kind === "identifier" || token.kind === "string" || at(cursor, "any");
  const next = peek(cursor, 1);
  if (named && (next.kind === "end" || ["|", "]"].includes(next.value))) {
    take(cursor);
    unexpected(cursor, `a category needs a condition: \`${token.text} where true\` takes all its events`);
    return;
  }
  fault(
    cursor,
    "T2021",
    `mismatched input '${next.text}' expecting 'where'`,
    "an event query begins with its category: `process where …`, or `any where …` for every event",
  );
}
