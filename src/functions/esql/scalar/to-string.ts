import { scalar } from "../define.ts";
import { COLUMN } from "../type-sets.ts";
import type { EsqlScalar } from "../value.ts";
import { zoneOf } from "../zone.ts";
import { textOf } from "../value-text.ts";

export const toString = scalar({
  name: "to_string",
  aliases: ["to_str"],
  summary: "The value as text: dates in ISO 8601, decimals as Java writes them, geometry as WKT.",
  params: [{ name: "field", types: [...COLUMN, "_source"] }],
  multi: "each",
  result: "keyword",
  zoned: true,
  prepare: ([argument], options) => {
    const text = textOf(argument?.type ?? "null", zoneOf(options));
    return ([value]) => text(value as EsqlScalar);
  },
  examples: [
    { query: "TO_STRING([10, 9, 8])", result: ["10", "9", "8"], type: "keyword" },
    { query: "TO_STRING(1.0)", result: "1.0", type: "keyword" },
    { query: "TO_STRING(10000000000.0)", result: "1.0E10", type: "keyword" },
    { query: 'TO_STRING("2024-05-01"::date)', result: "2024-05-01T00:00:00.000Z", type: "keyword" },
    { query: 'TO_STRING("::FFFF:10.0.0.1"::ip)', result: "10.0.0.1", type: "keyword" },
  ],
});
