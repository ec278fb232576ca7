import { cover } from "../../diagnostics/index.ts";
import type { AggregateField, StatsCommand } from "./ast.ts";
import { accept, at, atAny, atEnd, type Cursor, spanFrom, textOf, unexpected } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseField, parseFields } from "./parse-field.ts";
import { parseList } from "./parse-primary.ts";
import type { EsqlToken } from "./tokens.ts";

/** `aggregates BY keys`; one of the two can be missing. */
export function parseStats(word: EsqlToken, cursor: Cursor, kind: StatsCommand["kind"]): StatsCommand {
  const empty = atEnd(cursor) || atAny(cursor, ["|", "by", ")"]);
  const aggregates = empty ? [] : parseList(cursor, parseAggregate);
  const by = accept(cursor, "by") ? parseFields(cursor) : [];
  if (empty && by.length === 0) unexpected(cursor, "aggregates have to stand here: `STATS count = COUNT(*) BY field`");
  else if (empty && kind === "inlineStats" && !at(cursor, "by")) unexpected(cursor, "aggregates have to stand before `BY`");
  return { kind, aggregates, by, span: spanFrom(cursor, word.span) };
}

/** `name = aggregate WHERE condition`. */
function parseAggregate(cursor: Cursor): AggregateField {
  const field = parseField(cursor);
  if (!accept(cursor, "where")) return { ...field, kind: "aggregate" };
  const where = parseExpression(cursor);
  const span = spanFrom(cursor, field.span);
  return { ...field, kind: "aggregate", ...(!field.name && { text: textOf(cursor, cover(field.span, span)) }), where, span };
}
