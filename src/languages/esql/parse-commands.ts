import type { Command, ProjectCommand, RowCommand, ShowCommand, SortKey, SourceCommand } from "./ast.ts";
import { accept, at, atAny, type Cursor, expect, fault, peek, skipTo, spanFrom, take, unexpected } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseFields } from "./parse-field.ts";
import { parseChangePoint, parseCompletion, parseEnrich, parseLookupJoin } from "./parse-join.ts";
import { parseName, parsePattern } from "./parse-name.ts";
import { parseList } from "./parse-primary.ts";
import { parseStats } from "./parse-stats.ts";
import { parseDissect, parseGrok } from "./parse-text.ts";
import type { EsqlToken } from "./tokens.ts";

/** Reads what stands behind a command's word. */
type Parse<Result> = (word: EsqlToken, cursor: Cursor) => Result;

/** Sources by their word; FROM, which can hold queries, is read by the query's own parser. */
export const SOURCES: Readonly<Record<string, Parse<SourceCommand>>> = { row: parseRow, show: parseShow };

/** Commands by their first word; FORK, which holds commands, is read by the query's own parser. */
export const COMMANDS: Readonly<Record<string, Parse<Command>>> = {
  change_point: parseChangePoint,
  completion: parseCompletion,
  dissect: parseDissect,
  drop: parseProject,
  enrich: parseEnrich,
  eval: (word, cursor) => ({ kind: "eval", fields: parseFields(cursor), span: spanFrom(cursor, word.span) }),
  grok: parseGrok,
  inline: parseInline,
  inlinestats: (word, cursor) => parseStats(word, cursor, "inlineStats"),
  keep: parseProject,
  limit: parseLimit,
  lookup: parseLookup,
  mv_expand: parseMvExpand,
  rename: parseRename,
  sort: parseSort,
  stats: (word, cursor) => parseStats(word, cursor, "stats"),
  where: (word, cursor) => ({ kind: "where", condition: parseExpression(cursor), span: spanFrom(cursor, word.span) }),
};

function parseRow(word: EsqlToken, cursor: Cursor): RowCommand {
  return { kind: "row", fields: parseFields(cursor), span: spanFrom(cursor, word.span) };
}

function parseShow(word: EsqlToken, cursor: Cursor): ShowCommand {
  const what = peek(cursor);
  if (what.kind === "word") take(cursor);
  else unexpected(cursor, "write `SHOW INFO`");
  return { kind: "show", what: what.value, span: spanFrom(cursor, word.span) };
}

function parseProject(word: EsqlToken, cursor: Cursor): ProjectCommand {
  const names = parseList(cursor, (c) => parsePattern(c, "the name of a column has to stand here; `*` fits any part of one")).filter(
    (name) => name !== undefined,
  );
  return { kind: word.value === "drop" ? "drop" : "keep", names, span: spanFrom(cursor, word.span) };
}

function parseRename(word: EsqlToken, cursor: Cursor): Command {
  const items = parseList(cursor, parseRenaming).filter((item) => item !== undefined);
  return { kind: "rename", items, span: spanFrom(cursor, word.span) };
}

const RENAME_HINT = "write `old AS new`";

/** `old AS new` or `new = old`. */
function parseRenaming(cursor: Cursor) {
  const first = parsePattern(cursor, RENAME_HINT);
  if (!first) return undefined;
  const assigned = at(cursor, "=");
  if (!assigned && !at(cursor, "as")) {
    unexpected(cursor, RENAME_HINT);
    skipTo(cursor, [","]);
    return undefined;
  }
  take(cursor);
  const second = parsePattern(cursor, RENAME_HINT);
  if (!second) return undefined;
  return assigned ? { from: second, to: first } : { from: first, to: second };
}

function parseSort(word: EsqlToken, cursor: Cursor): Command {
  return { kind: "sort", keys: parseList(cursor, parseSortKey), span: spanFrom(cursor, word.span) };
}

function parseSortKey(cursor: Cursor): SortKey {
  const start = peek(cursor).span;
  const value = parseExpression(cursor);
  const order = atAny(cursor, ["asc", "desc"]) ? (take(cursor).value as "asc" | "desc") : undefined;
  let nulls: "first" | "last" | undefined;
  if (accept(cursor, "nulls")) {
    if (atAny(cursor, ["first", "last"])) nulls = take(cursor).value as "first" | "last";
    else unexpected(cursor, "write `NULLS FIRST` or `NULLS LAST`");
  }
  return { kind: "key", value, ...(order && { order }), ...(nulls && { nulls }), span: spanFrom(cursor, start) };
}

function parseLimit(word: EsqlToken, cursor: Cursor): Command {
  const count = parseExpression(cursor);
  if (at(cursor, "by")) {
    fault(cursor, "T5015", "[LIMIT … BY …] is not supported", "use `STATS … BY …` for one row a group");
    skipTo(cursor, [")"]);
  }
  return { kind: "limit", count, span: spanFrom(cursor, word.span) };
}

function parseMvExpand(word: EsqlToken, cursor: Cursor): Command {
  const column = parseName(cursor, "the name of the column whose values become rows has to stand here");
  return column ? { kind: "mvExpand", column, span: spanFrom(cursor, word.span) } : { kind: "invalid", span: spanFrom(cursor, word.span) };
}

function parseInline(word: EsqlToken, cursor: Cursor): Command {
  if (!expect(cursor, "stats", "write `INLINE STATS`")) return { kind: "invalid", span: word.span };
  return parseStats(word, cursor, "inlineStats");
}

function parseLookup(word: EsqlToken, cursor: Cursor): Command {
  if (!expect(cursor, "join", "write `LOOKUP JOIN index ON field`")) return { kind: "invalid", span: word.span };
  return parseLookupJoin(word, cursor);
}
