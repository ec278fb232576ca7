import { QUANTILE_TYPES, quantileAggregate } from "../quantile-aggregate.ts";
import { quantile } from "../quantiles.ts";

export const median = quantileAggregate({
  name: "median",
  summary: "The value in the middle; an estimate where there are very many distinct values.",
  params: [{ name: "number", types: QUANTILE_TYPES }],
  compute: () => (weighted) => quantile(weighted, 0.5),
  examples: [
    { query: "MEDIAN(x)", columns: { x: { type: "integer", values: [5, [1, 8], null, 2] } }, result: 3.5, type: "double" },
    { query: "MEDIAN(x)", columns: { x: { type: "integer", values: [null] } }, result: null, type: "double" },
  ],
});
