import { aggregate } from "./define.ts";
import type { AggregateDefinition } from "./define.ts";
import type { EsqlAggregate, EsqlArgument, EsqlCallFault } from "./function.ts";
import { addNumber, mergeQuantiles, newQuantiles, type Quantiles, type Weighted, weightedOf } from "./quantiles.ts";
import type { EsqlType } from "./type.ts";
import { valuesOf } from "./value.ts";

export const QUANTILE_TYPES: readonly EsqlType[] = ["integer", "long", "double"];

interface QuantileDefinition extends Pick<AggregateDefinition<Quantiles>, "name" | "summary" | "examples" | "params"> {
  /** The result for the numbers in order, once the other arguments are known. */
  readonly compute: (args: readonly EsqlArgument[]) => ((weighted: Weighted) => number | null) | EsqlCallFault;
}

/** An aggregate over the distribution of numbers: a double. */
export const quantileAggregate = ({ compute, ...rest }: QuantileDefinition): EsqlAggregate =>
  aggregate<Quantiles>({
    ...rest,
    result: (args) => {
      const computed = compute(args);
      return "fault" in computed ? computed : "double";
    },
    prepare: (args) => {
      const computed = compute(args);
      if ("fault" in computed) return computed;
      return {
        init: newQuantiles,
        add: (state, [value = null]) => valuesOf(value).reduce((into, item) => addNumber(into, Number(item)), state),
        merge: mergeQuantiles,
        finish: (state) => computed(weightedOf(state)),
      };
    },
  });
