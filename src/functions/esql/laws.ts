import { fail, ILLEGAL_ARGUMENT, SINGLE_VALUE } from "./exceptions.ts";
import type { EsqlCallContext, EsqlFunction, PreparedCall } from "./function.ts";
import { type EsqlScalar, type EsqlValue, isMulti, valueOf } from "./value.ts";

/**
 * A prepared call under the function's laws of nulls and several values. Arguments are judged from left to right, so the
 * first that is null or has several values decides which of the two is seen.
 */
export function underLaws({ nulls, multi }: Pick<EsqlFunction, "nulls" | "multi">, call: PreparedCall): PreparedCall {
  if (multi === "each") return eachLaw(nulls, call);
  if (multi === "own") return nulls === "own" ? call : (args, context) => (args.includes(null) ? null : call(args, context));
  return (args, context) => (isRefused(args, 0, nulls, context) ? null : call(args, context));
}

function eachLaw(nulls: EsqlFunction["nulls"], call: PreparedCall): PreparedCall {
  return (args, context) => {
    const [first = null, ...rest] = args;
    if ((first === null && nulls === "null") || isRefused(args, 1, nulls, context)) return null;
    if (!isMulti(first)) return call(args, context);
    const results: EsqlScalar[] = [];
    for (const value of first) {
      const result: EsqlValue = call([value, ...rest], context);
      if (result !== null) results.push(result as EsqlScalar);
    }
    return valueOf(results);
  };
}

function isRefused(args: readonly EsqlValue[], from: number, nulls: EsqlFunction["nulls"], context: EsqlCallContext): boolean {
  for (let i = from; i < args.length; i++) {
    const value = args[i] as EsqlValue;
    if (value === null) {
      if (nulls === "null") return true;
    } else if (isMulti(value)) {
      fail(context, ILLEGAL_ARGUMENT, SINGLE_VALUE);
      return true;
    }
  }
  return false;
}

/** A call that takes one value only, of a function that takes several for other types. */
export const oneValue = (call: PreparedCall): PreparedCall => underLaws({ nulls: "null", multi: "warn" }, call);
