import type { EsqlCallContext } from "./function.ts";

/** Warns and gives null: `return fail(context, ARITHMETIC, "/ by zero")`. */
export function fail(context: EsqlCallContext, exception: string, message: string): null {
  context.warn(`${exception}: ${message}`);
  return null;
}

// The classes of exceptions as Elasticsearch's warnings name them.
export const ARITHMETIC = "java.lang.ArithmeticException";
export const ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException";
export const INVALID_ARGUMENT = "org.elasticsearch.xpack.esql.core.InvalidArgumentException";
export const CLIENT = "org.elasticsearch.xpack.esql.EsqlClientException";
export const DATE_TIME = "java.time.DateTimeException";
export const NUMBER_FORMAT = "java.lang.NumberFormatException";

export const SINGLE_VALUE = "single-value function encountered multi-value";
