import type { JsonObject } from "../../event/json.ts";

/** A page as Kibana's `_find` routes give it. */
export function pageOf(
  all: readonly JsonObject[],
  query: Readonly<Record<string, string>>,
  defaults: { readonly size: number; readonly sizeName: "perPage" | "per_page" },
): JsonObject {
  const size = wholeNumber(query["per_page"], defaults.size, 10_000);
  const page = wholeNumber(query["page"], 1, 1_000_000);
  const { sort_field: field, sort_order: order = "asc" } = query;
  const sorted = field === undefined ? all : all.toSorted((a, b) => compare(a[field], b[field]) * (order === "desc" ? -1 : 1));
  return { page, [defaults.sizeName]: size, total: all.length, data: sorted.slice((page - 1) * size, page * size) };
}

function wholeNumber(text: string | undefined, fallback: number, most: number): number {
  const number = Number(text ?? fallback);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : fallback;
}

const compare = (a: unknown, b: unknown): number => {
  const [x, y] = [String(a ?? ""), String(b ?? "")];
  return x < y ? -1 : x > y ? 1 : 0;
};
