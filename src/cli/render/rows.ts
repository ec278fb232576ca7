import { escapeText } from "../../diagnostics/index.ts";
import type { EsqlCell } from "../../operators/esql/cell.ts";
import type { Terminal } from "../terminal.ts";
import { renderColumns } from "./columns.ts";

/** Rows laid out together; a longer result goes on below with columns of its own width. */
const ROWS_AT_ONCE = 500;
const CELL_LIMIT = 200;

/** Writes rows as a table, or as one object a row. Nulls are blank in a table; a long past 2^53 is its digits as text in JSON. */
export async function writeRows(
  columns: readonly string[],
  rows: readonly (readonly EsqlCell[])[],
  output: string,
  terminal: Pick<Terminal, "out" | "width">,
): Promise<void> {
  if (output === "table") await writeTable(columns, rows, terminal);
  else if (output === "ndjson") for (const row of rows) await terminal.out(`${objectOf(columns, row)}\n`);
  else await terminal.out(rows.length === 0 ? "[]\n" : `[\n${rows.map((row) => objectOf(columns, row)).join(",\n")}\n]\n`);
}

const objectOf = (columns: readonly string[], row: readonly EsqlCell[]): string =>
  JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])), (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );

async function writeTable(
  columns: readonly string[],
  rows: readonly (readonly EsqlCell[])[],
  terminal: Pick<Terminal, "out" | "width">,
): Promise<void> {
  const names = columns.map(escapeText);
  for (let from = 0; from < Math.max(rows.length, 1); from += ROWS_AT_ONCE) {
    const cells = rows.slice(from, from + ROWS_AT_ONCE).map((row) => row.map(cellText));
    const longest = columns.map((_, i) => Math.max(0, ...cells.map((cell) => (cell[i] ?? "").length)));
    const text = renderColumns(names, cells, terminal.width, longest.indexOf(Math.max(...longest)));
    if (text !== "") await terminal.out(`${text}\n`);
  }
}

function cellText(cell: EsqlCell): string {
  const text = cell === null ? "" : Array.isArray(cell) ? cell.join(", ") : String(cell);
  return escapeText(text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT - 1)}…` : text);
}
