import { isFault, scalar } from "./define.ts";
import type { EsqlExample, EsqlFunction } from "./function.ts";
import { MV_ORDERED } from "./multi.ts";
import { comparatorOf } from "./order.ts";
import { valuesOf } from "./value.ts";
import { commonTypeOf, widener } from "./widen.ts";

interface ExtremeOfDefinition {
  readonly name: string;
  readonly summary: string;
  /** 1: the greatest, -1: the least. */
  readonly sign: 1 | -1;
  readonly examples: readonly EsqlExample[];
}

/** GREATEST and LEAST: over all values of all arguments. */
export const extremeOf = ({ name, summary, sign, examples }: ExtremeOfDefinition): EsqlFunction =>
  scalar({
    name,
    summary,
    params: [
      { name: "first", types: MV_ORDERED },
      { name: "rest", types: MV_ORDERED, variadic: true, optional: true },
    ],
    multi: "own",
    result: commonTypeOf,
    prepare: (args) => {
      const type = commonTypeOf(args);
      if (isFault(type)) return type;
      const order = comparatorOf(type);
      const wideners = args.map((arg) => widener(arg.type, type));
      return (values) => {
        const all = values.flatMap((value, i) => valuesOf(wideners[i]?.(value) ?? null));
        return all.reduce((best, each) => (order(each, best) * sign > 0 ? each : best));
      };
    },
    examples,
  });
