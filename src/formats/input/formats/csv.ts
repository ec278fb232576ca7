import type { JsonObject } from "../../../event/json.ts";
import type { EventDocument } from "../../../event/origin.ts";
import { createRowReader, splitRow } from "../csv-rows.ts";
import type { Format, ReadContext } from "../format.ts";
import { SNIFF_BYTES } from "../head-lines.ts";
import { cutLines } from "../line-cutter.ts";
import { createTextSink, type LinePlace, type LineReader } from "../text-sink.ts";

/**
 * Values separated by commas, semicolons, tabs or bars, with a first row of names. A raw record is an object of texts;
 * empty values are left out. Columns that have ECS names make ECS documents; others want a `--mapping`.
 */
export const csv: Format = {
  name: "csv",
  title: "separated values (CSV, TSV) with a header row",
  sniff: looksLikeRows,
  read: (blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncIterable<EventDocument[]> =>
    cutLines(blocks, createTextSink(context, createReader(context.limits.maxRecordBytes), true), context.limits.maxRecordBytes),
};

const SEPARATORS = [",", ";", "\t", "|"];

/** Rows looked at besides the header's. */
const SNIFF_ROWS = 4;

/**
 * A row of names, at least three of them (two in a file that is called `.csv` or `.tsv`), and then rows of as many values.
 * Told last and strictly: a text that only happens to hold commas is none.
 */
function looksLikeRows(head: Buffer, fileName: string): boolean {
  const named = [".csv", ".tsv"].some((ending) => fileName.toLowerCase().endsWith(ending));
  const lines = linesOf(head);
  const separator = separatorOf(lines[0] ?? "");
  if (separator === undefined) return false;
  const [names = [], ...rows] = firstRows(lines, separator);
  if (rows.length === 0 || names.length < (named ? 2 : 3)) return false;
  if (new Set(names).size !== names.length || !names.every(isName)) return false;
  return rows.every((row) => row.length === names.length);
}

/** The head's lines; the last one only where the head is the whole stream. */
function linesOf(head: Buffer): readonly string[] {
  const lines = head
    .toString("utf8")
    .split("\n")
    .map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  if (lines[0]?.startsWith("\ufeff")) lines[0] = lines[0].slice(1);
  return head.length < SNIFF_BYTES ? lines : lines.slice(0, -1);
}

function firstRows(lines: readonly string[], separator: string): readonly (readonly string[])[] {
  const reader = createRowReader(separator, SNIFF_BYTES);
  const rows: (readonly string[])[] = [];
  for (const line of lines) {
    if (rows.length > SNIFF_ROWS) break;
    const row = line.trim() === "" && !reader.isOpen() ? undefined : reader.line(line);
    if (row) rows.push(row);
  }
  return rows;
}

/** The separator that gives the header the most columns. */
function separatorOf(header: string): string | undefined {
  const counts = SEPARATORS.map((separator) => ({ separator, count: splitRow(header, separator)?.length ?? 0 }));
  const best = counts.reduce((most, each) => (each.count > most.count ? each : most));
  return best.count > 1 ? best.separator : undefined;
}

/** Letters first, and then what column names are made of. */
function isName(name: string): boolean {
  const text = name.trim();
  if (text === "" || text.length > 100) return false;
  const first = text[0] as string;
  if (!(first.toLowerCase() !== first.toUpperCase() || "@_#".includes(first))) return false;
  return ![..."={}<>\"'\\;:"].some((char) => text.includes(char)) || text.startsWith("@");
}

function createReader(most: number): LineReader {
  let names: readonly string[] | undefined;
  let rows = createRowReader(",", most);
  let begun: LinePlace | undefined;
  return {
    line(text, place, emit) {
      if (names === undefined) {
        const separator = separatorOf(text) ?? ",";
        rows = createRowReader(separator, most);
        names = (rows.line(text.startsWith("\ufeff") ? text.slice(1) : text) ?? [text]).map((name) => name.trim());
        return true;
      }
      if (text.trim() === "" && !rows.isOpen()) return true;
      begun ??= place;
      const row = rows.line(text);
      if (!row) return true;
      const start = begun;
      begun = undefined;
      if (row.length > names.length) return false;
      emit(recordOf(names, row), start);
      return true;
    },
  };
}

function recordOf(names: readonly string[], row: readonly string[]): JsonObject {
  const record: JsonObject = {};
  for (const [i, value] of row.entries()) if (value !== "") record[names[i] ?? ""] = value;
  return record;
}
