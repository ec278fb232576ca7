import { isFault, scalar } from "./define.ts";
import type { EsqlExample, EsqlFunction, EsqlParameter } from "./function.ts";
import { MV_ORDERED } from "./multi.ts";
import { type Comparator, comparatorOf } from "./order.ts";
import type { EsqlScalar } from "./value.ts";
import { commonTypeOf, widen } from "./widen.ts";

interface ClampingDefinition {
  readonly name: string;
  readonly summary: string;
  readonly bounds: readonly string[];
  readonly clamp: (order: Comparator, value: EsqlScalar, bounds: readonly EsqlScalar[]) => EsqlScalar;
  readonly examples: readonly EsqlExample[];
}

/** CLAMP and its halves. */
export function clamping({ name, summary, bounds, clamp, examples }: ClampingDefinition): EsqlFunction {
  const params = ["field", ...bounds].map((param): EsqlParameter => ({ name: param, types: MV_ORDERED }));
  return scalar({
    name,
    summary,
    params,
    result: commonTypeOf,
    prepare: (args) => {
      const type = commonTypeOf(args);
      if (isFault(type)) return type;
      const order = comparatorOf(type);
      return (values) => {
        const [value, ...limits] = values.map((each, i) => widen(each as EsqlScalar, args[i]?.type ?? type, type));
        return clamp(order, value as EsqlScalar, limits);
      };
    },
    examples,
  });
}

export const atLeast = (order: Comparator, value: EsqlScalar, bound: EsqlScalar): EsqlScalar => (order(value, bound) < 0 ? bound : value);
export const atMost = (order: Comparator, value: EsqlScalar, bound: EsqlScalar): EsqlScalar => (order(value, bound) > 0 ? bound : value);
