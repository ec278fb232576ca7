import { isFault, noText, scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT, SINGLE_VALUE } from "../exceptions.ts";
import type { EsqlArgument, EsqlCallContext, EsqlCallFault } from "../function.ts";
import type { EsqlType } from "../type.ts";
import { ANY, BOOLEAN } from "../type-sets.ts";
import { type EsqlValue, isMulti } from "../value.ts";
import { commonType, widener } from "../widen.ts";

/** Argument `i` is a condition; the last of an odd number of arguments is the «else». */
const isCondition = (i: number, count: number): boolean => i % 2 === 0 && i < count - 1;

function resultOf(args: readonly EsqlArgument[]): EsqlType | EsqlCallFault {
  let common: EsqlType = "null";
  for (const [argument, { type }] of args.entries()) {
    if (isCondition(argument, args.length)) {
      if (type !== "boolean" && type !== "null") return { fault: `a condition must be [boolean], found type [${type}]`, argument };
      continue;
    }
    const met = commonType(common, type);
    if (met === undefined) return { fault: `the results must be of one type: [${common}] was found before [${type}]`, argument };
    common = met;
  }
  return noText(common);
}

function holds(condition: EsqlValue, context: EsqlCallContext): boolean {
  if (condition !== null && isMulti(condition)) fail(context, ILLEGAL_ARGUMENT, SINGLE_VALUE);
  return condition === true;
}

export const caseWhen = scalar({
  name: "case",
  summary:
    "The value behind the first condition that is true, else the last argument where it has no condition, else null. A condition with several values is not true.",
  params: [
    { name: "condition", types: BOOLEAN },
    { name: "value", types: [...ANY, "null"] },
    { name: "more", types: [...ANY, "null"], variadic: true, optional: true },
  ],
  nulls: "own",
  multi: "own",
  lazy: true,
  result: resultOf,
  prepare: (args) => {
    const type = resultOf(args);
    if (isFault(type)) return type;
    const wideners = args.map((arg) => widener(arg.type, type));
    return (values, context) => {
      for (let i = 0; i < values.length; i += 2) {
        const chosen = isCondition(i, values.length) ? i + 1 : i;
        if (chosen === i || holds(values[i] ?? null, context)) return (wideners[chosen] as (typeof wideners)[0])(values[chosen] ?? null);
      }
      return null;
    };
  },
  examples: [
    { query: 'CASE(false, "a", true, "b", "c")', result: "b", type: "keyword" },
    { query: "CASE(null, 1, 2)", result: 2, type: "integer" },
    { query: "CASE(false, 1)", result: null, type: "integer" },
    { query: "CASE(true, 1, 2.5)", result: 1, type: "double" },
    { query: "CASE(true, 9007199254740993, 2.5)", result: 9007199254740992, type: "double" },
    { query: "CASE(true, [1, 2], 3)", result: [1, 2], type: "integer" },
    {
      query: "CASE([true, true], 1, 2)",
      result: 2,
      type: "integer",
      warning: "java.lang.IllegalArgumentException: single-value function encountered multi-value",
    },
  ],
});
