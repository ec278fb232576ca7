import { isFault, scalar } from "../define.ts";
import type { EsqlArgument, EsqlCallFault, PreparedCall } from "../function.ts";
import { type Rounding, roundingFor, roundingOf } from "../rounding.ts";
import { millisOf, parseDate } from "../times.ts";
import { isDateType, isNumericType, isSpanType, isStringType } from "../type.ts";
import { DATE, SPAN, STRING } from "../type-sets.ts";
import type { TimeSpan } from "../value.ts";
import { finite } from "../unary-math.ts";
import { rounder } from "./date-trunc.ts";

const isWhole = (argument: EsqlArgument | undefined): boolean => argument?.type === "integer" || argument?.type === "long";

const countFault = (expected: string, args: readonly EsqlArgument[]): EsqlCallFault => ({
  fault: `function expects exactly ${expected} arguments when the first one is of type [${args[0]?.type}] and the second of type [${args[1]?.type}]`,
});

/** Which of the forms it is: by a size (two arguments), or by a number of buckets over a range (four). */
function formOf(args: readonly EsqlArgument[]): "size" | "range" | EsqlCallFault {
  const [field, size] = args;
  const dates = isDateType(field?.type ?? "null");
  if (args.slice(1).some(({ constant }) => constant === undefined)) return { fault: "all arguments but the first must be constants" };
  if (dates && !isWhole(size)) {
    if (!isSpanType(size?.type ?? "null")) return { fault: "the size must be a whole number or a time span", argument: 1 };
    return args.length === 2 ? "size" : countFault("two", args);
  }
  if (dates) return args.length === 4 ? "range" : countFault("four", args);
  if (args.length === 4 && isWhole(size)) return "range";
  return args.length === 2 ? "size" : countFault(isWhole(size) ? "two or four" : "two", args);
}

function timeOf({ type, constant }: EsqlArgument): number {
  if (isStringType(type)) return parseDate(constant as string);
  return type === "date_nanos" ? millisOf(constant as bigint) : (constant as number);
}

function dateRounding(args: readonly EsqlArgument[], form: "size" | "range"): Rounding | EsqlCallFault {
  const [, size, from, to] = args;
  if (form === "size") return roundingOf(size?.constant as TimeSpan);
  const [start, end] = [timeOf(from as EsqlArgument), timeOf(to as EsqlArgument)];
  const argument = Number.isNaN(start) ? 2 : 3;
  if (Number.isNaN(start) || Number.isNaN(end)) return { fault: "the range must be of dates", argument };
  return roundingFor(Number(size?.constant), start, end);
}

function numberSize(args: readonly EsqlArgument[], form: "size" | "range"): number {
  const [, size, from, to] = args.map(({ constant }) => Number(constant));
  if (form === "size") return size as number;
  const precise = ((to as number) - (from as number)) / (size as number);
  const power = 10 ** Math.ceil(Math.log10(precise));
  return precise < power / 2 ? power / 2 : power;
}

function onNumbers(size: number): PreparedCall {
  return ([value], context) => {
    const index = finite(Number(value) / size, context);
    return index === null ? null : finite(Math.floor(index) * size, context);
  };
}

export const bucket = scalar({
  name: "bucket",
  aliases: ["bin"],
  summary:
    "The start of the bucket a date or number lies in. With two arguments the second is the size; with four a number of buckets over the range from the third to the fourth, for which a usual size is chosen.",
  params: [
    { name: "field", types: ["integer", "long", "double", ...DATE] },
    { name: "buckets", types: ["integer", "long", "double", ...SPAN], constant: true },
    { name: "from", types: ["integer", "long", "double", ...DATE, ...STRING], optional: true, constant: true },
    { name: "to", types: ["integer", "long", "double", ...DATE, ...STRING], optional: true, constant: true },
  ],
  result: (args) => {
    const type = args[0]?.type ?? "null";
    if (type === "null") return "null";
    const form = formOf(args);
    return isFault(form) ? form : isNumericType(type) ? "double" : type;
  },
  prepare: (args) => {
    const type = args[0]?.type ?? "null";
    if (args.some(({ constant }) => constant === null)) return () => null;
    const form = formOf(args);
    if (isFault(form)) return form;
    if (isNumericType(type)) return onNumbers(numberSize(args, form));
    const rounding = dateRounding(args, form);
    return isFault(rounding) ? rounding : rounder(rounding, type, 0);
  },
  examples: [
    { query: 'BUCKET("1985-07-09"::date, 20, "1985-01-01T00:00:00Z", "1986-01-01T00:00:00Z")', result: 489024000000, type: "date" },
    { query: 'BUCKET("2023-10-23T12:27:28Z"::date, 30 minutes)', result: 1698062400000, type: "date" },
    { query: "BUCKET(100, 49.5)", result: 99, type: "double" },
    { query: "BUCKET(48249, 20, 25324, 74999)", result: 45000, type: "double" },
  ],
});
