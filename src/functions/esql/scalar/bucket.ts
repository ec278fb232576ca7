import type { TimeZone } from "../../../event/time-zone.ts";
import { isFault, scalar } from "../define.ts";
import { ARITHMETIC, fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import type { EsqlArgument, EsqlCallFault, PreparedCall } from "../function.ts";
import { roundingFor, roundingOf } from "../rounding.ts";
import { millisOf, parseDate } from "../times.ts";
import { type EsqlType, isDateType, isNumericType, isSpanType, isStringType } from "../type.ts";
import { DATE, NUMERIC, SPAN, STRING } from "../type-sets.ts";
import type { EsqlValue, TimeSpan } from "../value.ts";
import { zoneOf } from "../zone.ts";
import { finite } from "../unary-math.ts";
import { rounder } from "./date-trunc.ts";

const isWhole = (argument: EsqlArgument | undefined): boolean => WHOLE.has(argument?.type ?? "null");

const WHOLE: ReadonlySet<EsqlType> = new Set<EsqlType>(["integer", "long", "unsigned_long"]);

const countFault = (expected: string, args: readonly EsqlArgument[]): EsqlCallFault => ({
  fault: `function expects exactly ${expected} arguments when the first one is of type [${args[0]?.type}] and the second of type [${args[1]?.type}]`,
});

/** Which of the forms it is: by a size (two arguments), or by a number of buckets over a range (four). */
function formOf(args: readonly EsqlArgument[]): "size" | "range" | EsqlCallFault {
  const [field, size] = args;
  const dates = isDateType(field?.type ?? "null");
  if (size?.constant === undefined) return { fault: "the size must be a constant", argument: 1 };
  if (dates && !isWhole(size)) {
    if (!isSpanType(size?.type ?? "null")) return { fault: "the size must be a whole number or a time span", argument: 1 };
    return args.length === 2 ? "size" : countFault("two", args);
  }
  if (dates) return args.length === 4 ? "range" : countFault("four", args);
  if (args.length === 4 && isWhole(size)) return "range";
  return args.length === 2 ? "size" : countFault(isWhole(size) ? "two or four" : "two", args);
}

/** Epoch milliseconds of an end of the range; NaN where it is no date. */
function timeOf(value: EsqlValue, type: EsqlType, zone: TimeZone | undefined): number {
  if (isStringType(type)) return parseDate(value as string, zone);
  return type === "date_nanos" ? millisOf(value as bigint) : (value as number);
}

function onDates(args: readonly EsqlArgument[], form: "size" | "range", zone: TimeZone | undefined): PreparedCall | EsqlCallFault {
  const [field, size, from, to] = args;
  const type = field?.type ?? "null";
  if (form === "size") {
    const rounding = roundingOf(size?.constant as TimeSpan, zone);
    return isFault(rounding) ? { ...rounding, argument: 1 } : rounder(rounding, type, 0);
  }
  const argument = [from, to].findIndex((end) => typeof end?.constant === "string" && Number.isNaN(parseDate(end.constant)));
  if (argument !== -1)
    return { fault: `the range must be of dates, but [${String(args[argument + 2]?.constant)}] is none`, argument: argument + 2 };
  return ranged(Number(size?.constant), type, from?.type ?? "null", to?.type ?? "null", zone);
}

/** The range may be of expressions such as `NOW() - 1 day`, which are the same for all rows: the size is chosen once. */
function ranged(buckets: number, type: EsqlType, fromType: EsqlType, toType: EsqlType, zone: TimeZone | undefined): PreparedCall {
  let chosen: { readonly from: number; readonly to: number; readonly call: PreparedCall } | undefined;
  return (values, context) => {
    const [from, to] = [timeOf(values[2] ?? null, fromType, zone), timeOf(values[3] ?? null, toType, zone)];
    if (Number.isNaN(from) || Number.isNaN(to)) return fail(context, ILLEGAL_ARGUMENT, "the range must be of dates");
    if (chosen?.from !== from || chosen.to !== to) chosen = { from, to, call: rounder(roundingFor(buckets, from, to, zone), type, 0) };
    return chosen.call(values, context);
  };
}

function numberSize(form: "size" | "range", size: number, from: number, to: number): number {
  if (form === "size") return size;
  const precise = (to - from) / size;
  const power = 10 ** Math.ceil(Math.log10(precise));
  return precise < power / 2 ? power / 2 : power;
}

const onNumbers =
  (form: "size" | "range"): PreparedCall =>
  ([value, count, from = 0, to = 0], context) => {
    const size = numberSize(form, Number(count), Number(from), Number(to));
    const index = Number(value) / size;
    return Number.isFinite(index) ? finite(Math.floor(index) * size, context) : fail(context, ARITHMETIC, "/ by zero");
  };

export const bucket = scalar({
  name: "bucket",
  aliases: ["bin"],
  summary:
    "The start of the bucket a date or number lies in. With two arguments the second is the size; with four a number of buckets over the range from the third to the fourth, for which a usual size is chosen.",
  params: [
    { name: "field", types: [...NUMERIC, ...DATE] },
    { name: "buckets", types: [...NUMERIC, ...SPAN], constant: true },
    { name: "from", types: [...NUMERIC, ...DATE, ...STRING], optional: true },
    { name: "to", types: [...NUMERIC, ...DATE, ...STRING], optional: true },
  ],
  result: (args) => {
    const type = args[0]?.type ?? "null";
    if (type === "null") return "null";
    const form = formOf(args);
    return isFault(form) ? form : isNumericType(type) ? "double" : type;
  },
  zoned: true,
  prepare: (args, options) => {
    const type = args[0]?.type ?? "null";
    if (args.some(({ constant }) => constant === null)) return () => null;
    const form = formOf(args);
    if (isFault(form)) return form;
    return isNumericType(type) ? onNumbers(form) : onDates(args, form, zoneOf(options));
  },
  examples: [
    { query: 'BUCKET("1985-07-09"::date, 20, "1985-01-01T00:00:00Z", "1986-01-01T00:00:00Z")', result: 489024000000, type: "date" },
    { query: 'BUCKET("2023-10-23T12:27:28Z"::date, 30 minutes)', result: 1698062400000, type: "date" },
    { query: "BUCKET(100, 49.5)", result: 99, type: "double" },
    { query: "BUCKET(5, 0.0)", result: null, type: "double", warning: "java.lang.ArithmeticException: / by zero" },
    { query: "BUCKET(48249, 20, 25324, 74999)", result: 45000, type: "double" },
  ],
});
