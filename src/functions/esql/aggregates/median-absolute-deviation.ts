import { QUANTILE_TYPES, quantileAggregate } from "../quantile-aggregate.ts";
import { medianDeviation } from "../quantiles.ts";

export const medianAbsoluteDeviation = quantileAggregate({
  name: "median_absolute_deviation",
  summary: "The median of how far the values are from their median; an estimate where there are very many distinct values.",
  params: [{ name: "number", types: QUANTILE_TYPES }],
  compute: () => medianDeviation,
  examples: [
    {
      query: "MEDIAN_ABSOLUTE_DEVIATION(x)",
      columns: { x: { type: "integer", values: [1, 1, 2, 2, 4, 6, 9] } },
      result: 1,
      type: "double",
    },
  ],
});
