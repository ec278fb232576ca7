import type { EsqlQuery, IndexSource, Name } from "./ast.ts";
import { accept, at, type Cursor, expect, peek, skipTo, spanFrom, take, unexpected } from "./cursor.ts";
import { parseList } from "./parse-primary.ts";

type ParseSubQuery = (cursor: Cursor) => EsqlQuery | undefined;

/** `pattern, "quoted", cluster:pattern METADATA _id, _index`. */
export function parseIndexes(
  cursor: Cursor,
  parseSubQuery: ParseSubQuery,
): { readonly sources: readonly IndexSource[]; readonly metadata: readonly Name[] } {
  const sources = parseList(cursor, (c) => parseSource(c, parseSubQuery)).filter((source) => source !== undefined);
  const metadata = accept(cursor, "metadata") ? parseList(cursor, parseMetadata).filter((name) => name !== undefined) : [];
  return { sources, metadata };
}

function parseSource(cursor: Cursor, parseSubQuery: ParseSubQuery): IndexSource | undefined {
  const { span } = peek(cursor);
  if (at(cursor, "(")) {
    take(cursor);
    const query = parseSubQuery(cursor);
    expect(cursor, ")", "the sub-query has to be closed with `)` here");
    return query && { kind: "subquery", query, span: spanFrom(cursor, span) };
  }
  const pattern = parseIndexName(cursor);
  if (pattern !== undefined) return { kind: "index", pattern, span: spanFrom(cursor, span) };
  unexpected(cursor, "the name of an index has to stand here, such as `logs-*`");
  skipTo(cursor, [",", "metadata"]);
  return undefined;
}

/** A name, with its cluster before it or its selector (`::failures`) behind it. */
export function parseIndexName(cursor: Cursor): string | undefined {
  let name = indexPart(cursor);
  while (name !== undefined && (at(cursor, ":") || at(cursor, "::"))) {
    const separator = take(cursor).text;
    const part = indexPart(cursor);
    if (part === undefined) unexpected(cursor, `the name of an index has to follow \`${separator}\``);
    name += separator + (part ?? "");
    if (part === undefined) break;
  }
  return name;
}

function indexPart(cursor: Cursor): string | undefined {
  const { kind } = peek(cursor);
  return kind === "source" || kind === "string" || kind === "raw string" ? take(cursor).value : undefined;
}

function parseMetadata(cursor: Cursor): Name | undefined {
  const token = peek(cursor);
  if (token.kind === "source" || token.kind === "quoted name") {
    take(cursor);
    return { kind: "name", name: token.value, pattern: false, span: token.span };
  }
  unexpected(cursor, "the name of a metadata field has to stand here, such as `_id`");
  return undefined;
}
