import { QUANTILE_TYPES, quantileAggregate } from "../quantile-aggregate.ts";
import { quantile } from "../quantiles.ts";

export const percentile = quantileAggregate({
  name: "percentile",
  summary: "The value at a percentile, from 0 (the least) to 100 (the greatest); an estimate where there are very many distinct values.",
  params: [
    { name: "number", types: QUANTILE_TYPES },
    { name: "percentile", types: QUANTILE_TYPES, constant: true },
  ],
  compute: ([, argument]) => {
    const wanted = argument?.constant;
    if (wanted === undefined || wanted === null) return { fault: "the percentile must be a constant", argument: 1 };
    const at = Number(wanted);
    return at >= 0 && at <= 100 ? (weighted) => quantile(weighted, at / 100) : () => null;
  },
  examples: [
    { query: "PERCENTILE(x, 99)", columns: { x: { type: "integer", values: [0, 100] } }, result: 99, type: "double" },
    { query: "PERCENTILE(x, 0)", columns: { x: { type: "double", values: [2.5, -1] } }, result: -1, type: "double" },
    { query: "PERCENTILE(x, 110)", columns: { x: { type: "double", values: [1] } }, result: null, type: "double" },
  ],
});
