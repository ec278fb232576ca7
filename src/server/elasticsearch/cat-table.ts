import type { Answer } from "../http/route.ts";
import { HttpError } from "../http/http-error.ts";

export type CatRow = Readonly<Record<string, string | number>>;

/**
 * Rows as Elasticsearch's `_cat` API lays them out: columns of text, `?v` with their names, `?h=` some of them, `?format=json` as JSON.
 * @param columns all there are, in order
 * @throws {HttpError} 400 for another format
 */
export function catTable(columns: readonly string[], rows: readonly CatRow[], query: Readonly<Record<string, string>>): Answer {
  const asked = query["h"]?.split(",").filter((name) => columns.includes(name));
  const shown = asked ?? columns;
  const cells = rows.map((row) => shown.map((name) => String(row[name] ?? "")));
  const { format = "text" } = query;
  if (format === "json") return { json: cells.map((row) => Object.fromEntries(row.map((cell, i) => [shown[i], cell]))) };
  if (format !== "text")
    throw new HttpError(400, "illegal_argument_exception", `the format [${format.slice(0, 40)}] is not known: text or json`);
  const lines = isOn(query["v"]) ? [[...shown], ...cells] : cells;
  const widths = shown.map((_, i) => Math.max(0, ...lines.map((line) => line[i]?.length ?? 0)));
  const text = lines
    .map(
      (line) =>
        `${line
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join(" ")
          .trimEnd()}\n`,
    )
    .join("");
  return { headers: { "content-type": "text/plain; charset=UTF-8" }, text };
}

/** `?v` and `?v=true`. */
const isOn = (value: string | undefined): boolean => value !== undefined && value !== "false";
