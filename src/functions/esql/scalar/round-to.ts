import { isFault, scalar } from "../define.ts";
import type { EsqlArgument, EsqlCallFault } from "../function.ts";
import { comparatorOf } from "../order.ts";
import type { EsqlType } from "../type.ts";
import { DATE } from "../type-sets.ts";
import { type EsqlScalar, isMulti } from "../value.ts";
import { commonTypeOf, widen } from "../widen.ts";

const TYPES: readonly EsqlType[] = ["double", "integer", "long", ...DATE];

function resultOf(args: readonly EsqlArgument[]): EsqlType | EsqlCallFault {
  const argument = args.findIndex(({ constant }, i) => i > 0 && (constant === undefined || (constant !== null && isMulti(constant))));
  return argument === -1 ? commonTypeOf(args) : { fault: "the points must be constants of one value each", argument };
}

export const roundTo = scalar({
  name: "round_to",
  summary: "The greatest of the points that is not above the value; below them all the least point.",
  params: [
    { name: "field", types: TYPES },
    { name: "points", types: TYPES, variadic: true, constant: true },
  ],
  result: resultOf,
  prepare: (args) => {
    const type = resultOf(args);
    if (isFault(type)) return type;
    const order = comparatorOf(type);
    const [field, ...rest] = args;
    const known = rest.flatMap(({ constant, type: from }) =>
      constant === undefined || constant === null ? [] : [widen(constant as EsqlScalar, from, type)],
    );
    const points = known.toSorted(order);
    return ([argument]) => {
      const value = widen(argument as EsqlScalar, field?.type ?? type, type);
      return points.findLast((point) => order(point, value) <= 0) ?? points[0] ?? null;
    };
  },
  examples: [
    { query: "ROUND_TO(17, 10, 20, 0)", result: 10, type: "integer" },
    { query: "ROUND_TO(-5, 0, 10)", result: 0, type: "integer" },
    { query: "ROUND_TO(7, 2.5, 5)", result: 5, type: "double" },
  ],
});
