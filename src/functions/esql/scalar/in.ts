import { isFault, scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT, SINGLE_VALUE } from "../exceptions.ts";
import type { EsqlArgument, PreparedCall } from "../function.ts";
import type { EsqlType } from "../type.ts";
import { COLUMN } from "../type-sets.ts";
import { type EsqlScalar, isMulti } from "../value.ts";
import { commonTypeOf, widen } from "../widen.ts";

/** With a thousand constants a row costs one look-up. */
function amongConstants(items: readonly EsqlArgument[], type: EsqlType, from: EsqlType): PreparedCall {
  const constants = items.map((item) => item.constant ?? null);
  const known = new Set(
    constants.flatMap((value, i) => (value === null ? [] : [widen(value as EsqlScalar, items[i]?.type ?? type, type)])),
  );
  const missing = constants.includes(null) ? null : false;
  return ([value]) => known.has(widen(value as EsqlScalar, from, type)) || missing;
}

/** Every item with several values warns, whatever the others are; where all are such (or null), nothing can be said. */
function among(items: readonly EsqlArgument[], type: EsqlType, from: EsqlType): PreparedCall {
  return ([value, ...list], context) => {
    const wanted = widen(value as EsqlScalar, from, type);
    let found = false;
    let nulls = 0;
    let severals = 0;
    for (const [i, item] of list.entries()) {
      if (item === null) nulls++;
      else if (isMulti(item)) {
        severals++;
        fail(context, ILLEGAL_ARGUMENT, SINGLE_VALUE);
      } else found ||= widen(item, items[i]?.type ?? type, type) === wanted;
    }
    return found || (nulls > 0 || severals === list.length ? null : false);
  };
}

const SEVERAL = "java.lang.IllegalArgumentException: single-value function encountered multi-value";

export const isIn = scalar({
  name: "in",
  summary: "Whether a value equals one of a list. Without an equal one a null in the list makes the answer null.",
  params: [
    { name: "value", types: COLUMN },
    { name: "list", types: COLUMN, variadic: true },
  ],
  nulls: "own",
  multi: "own",
  anySeveral: true,
  result: (args) => {
    const type = commonTypeOf(args);
    return isFault(type) ? type : "boolean";
  },
  prepare: (args) => {
    const type = commonTypeOf(args);
    if (isFault(type)) return type;
    const [{ type: from } = { type: "null" as const }, ...items] = args;
    const fixed = items.every((item) => item.constant !== undefined && !isMulti(item.constant));
    const call = (fixed ? amongConstants : among)(items, type, from);
    return (values, context) => {
      const value = values[0] ?? null;
      if (value !== null && isMulti(value)) return fail(context, ILLEGAL_ARGUMENT, SINGLE_VALUE);
      return value === null ? null : call(values, context);
    };
  },
  examples: [
    { query: "2 in (1, 2, null)", result: true, type: "boolean" },
    { query: "3 in (1, 2, null)", result: null, type: "boolean" },
    { query: "3 in (1, 2.0)", result: false, type: "boolean" },
    { query: "null in (1, 2)", result: null, type: "boolean" },
    { query: "1 in (1, [1, 2])", result: true, type: "boolean", warning: SEVERAL },
    { query: "3 in (1, [1, 2])", result: false, type: "boolean", warning: SEVERAL },
    { query: "3 in ([1, 2], [3, 4])", result: null, type: "boolean", warning: SEVERAL },
    {
      query: "[1, 2] in (1)",
      result: null,
      type: "boolean",
      warning: SEVERAL,
    },
  ],
});
