import type { CompileCommand } from "../context.ts";
import { compileAggregation } from "../aggregation.ts";

/** Groups rows and aggregates them. Without keys there is exactly one row, of no input too. */
export const stats: CompileCommand<"stats"> = ({ aggregates, keys }, layout, context) => {
  const aggregation = compileAggregation(aggregates, keys, layout, context);
  return {
    layout: aggregation.layout,
    connect: (next) => {
      const groups = aggregation.create();
      return {
        push: (row) => aggregation.add(groups, row),
        end: () => {
          for (const row of aggregation.rows(groups)) next.push(row);
          next.end();
        },
        full: () => false,
      };
    },
  };
};
