import { fit } from "../../formats/output/cell.ts";
import { stringWidth } from "../../formats/output/string-width.ts";

/** Columns are never squeezed below this. */
const MIN_COLUMN = 8;
const GAP = "  ";

/**
 * Rows in aligned columns, no borders. Where the rows are wider than `width`, column `flexible` is cut with `…`. Cells
 * hold text that is escaped already and may carry our own colours, except those of the flexible column.
 */
export function renderColumns(head: readonly string[], rows: readonly (readonly string[])[], width: number, flexible: number): string {
  const widths = head.map((title, i) => Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[i] ?? ""))));
  const total = widths.reduce((sum, w) => sum + w, 0) + GAP.length * (widths.length - 1);
  const own = widths[flexible];
  if (own !== undefined && total > width) widths[flexible] = Math.max(MIN_COLUMN, own - (total - width));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === flexible ? fit(cell, widths[i] ?? 0) : pad(cell, widths[i] ?? 0)))
      .join(GAP)
      .trimEnd();
  const titles = head.some((title) => title !== "") ? [line(head)] : [];
  return [...titles, ...rows.map(line)].join("\n");
}

/** Pads a cell that may hold our own colours. */
const pad = (cell: string, width: number): string => cell + " ".repeat(Math.max(0, width - stringWidth(cell)));
