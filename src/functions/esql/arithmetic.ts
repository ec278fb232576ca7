import { type ArithmeticSign, onBigints, onIntegers, onNumbers } from "../sign.ts";
import type { TimeZone } from "../../event/time-zone.ts";
import { isFault, scalar } from "./define.ts";
import { ARITHMETIC, DATE_TIME, fail, ILLEGAL_ARGUMENT } from "./exceptions.ts";
import type { EsqlArgument, EsqlCallContext, EsqlCallFault, EsqlExample, EsqlFunction, PreparedCall } from "./function.ts";
import { addSpan, isDateInRange, isNanosInRange, NANOS_PER_MILLI, yearOutOfRange } from "./times.ts";
import { type EsqlType, isDateType, isNumericType, isSpanType } from "./type.ts";
import { NUMERIC } from "./type-sets.ts";
import { zoneOf } from "./zone.ts";
import type { TimeSpan } from "./value.ts";
import { commonType, incompatible, widener } from "./widen.ts";
import { fit, isInt, type Whole, type WholeType } from "./whole.ts";

interface ArithmeticDefinition {
  readonly sign: ArithmeticSign;
  readonly summary: string;
  readonly params?: EsqlFunction["params"];
  /** Types beside numbers, and the call for them. */
  readonly temporal?: {
    readonly result: (left: EsqlType, right: EsqlType) => EsqlType | undefined;
    readonly prepare: (left: EsqlType, right: EsqlType, zone: TimeZone | undefined) => PreparedCall;
  };
  readonly examples: readonly EsqlExample[];
}

const NUMBERS: EsqlFunction["params"] = [
  { name: "left", types: NUMERIC },
  { name: "right", types: NUMERIC },
];

/** An operator on two numbers: of the wider type of both, null with a warning where the result does not fit it. */
export function arithmetic({ sign, summary, params = NUMBERS, temporal, examples }: ArithmeticDefinition): EsqlFunction {
  const result = ([left, right]: readonly EsqlArgument[]): EsqlType | EsqlCallFault => {
    const [a, b] = [left?.type ?? "null", right?.type ?? "null"];
    const type = numericResult(a, b) ?? temporal?.result(a, b);
    return type ?? { fault: `[${sign}] has arguments with ${incompatible(a, b)}` };
  };
  const prepare: EsqlFunction["prepare"] = (args, options) => {
    const type = result(args);
    if (isFault(type)) return type;
    const [a, b] = [args[0]?.type ?? "null", args[1]?.type ?? "null"];
    if (isNumericType(type)) return prepareNumbers(sign, type, a, b);
    return temporal && type !== "null" ? temporal.prepare(a, b, zoneOf(options)) : () => null;
  };
  return scalar({ name: sign, summary, params, result, prepare, examples, ...(temporal && { zoned: true }) });
}

function numericResult(left: EsqlType, right: EsqlType): EsqlType | undefined {
  const common = commonType(left, right);
  return common === "null" || (common && isNumericType(common)) ? common : undefined;
}

function prepareNumbers(sign: ArithmeticSign, type: EsqlType, left: EsqlType, right: EsqlType): PreparedCall {
  if (type === "double") {
    const [a, b] = [widener(left, type), widener(right, type)];
    return (args, context) => onDoubles(sign, a(args[0] ?? null) as number, b(args[1] ?? null) as number, context);
  }
  if (type === "integer") return ([a, b], context) => onInts(sign, a as number, b as number, context);
  return ([a, b], context) => onWholes(sign, a as Whole, b as Whole, type as WholeType, context);
}

function onDoubles(sign: ArithmeticSign, left: number, right: number, context: EsqlCallContext): number | null {
  const value = onNumbers(sign, left, right);
  if (Number.isFinite(value)) return value;
  if (sign === "/" || sign === "%") return fail(context, ARITHMETIC, "/ by zero");
  return fail(context, ARITHMETIC, `not a finite double number: ${value}`);
}

function onInts(sign: ArithmeticSign, left: number, right: number, context: EsqlCallContext): number | null {
  if (right === 0 && (sign === "/" || sign === "%")) return fail(context, ARITHMETIC, "/ by zero");
  const value = onIntegers(sign, left, right);
  if (isInt(value)) return value;
  // Java's division wraps: the least integer by -1 is itself.
  return sign === "/" ? left : fail(context, ARITHMETIC, "integer overflow");
}

function onWholes(sign: ArithmeticSign, left: Whole, right: Whole, type: WholeType, context: EsqlCallContext): Whole | null {
  if (right === 0 && (sign === "/" || sign === "%")) return fail(context, ARITHMETIC, "/ by zero");
  if (typeof left === "number" && typeof right === "number") {
    const value = onIntegers(sign, left, right);
    if (Number.isSafeInteger(value) && (value >= 0 || type === "long")) return value;
  }
  const value = fit(onBigints(sign, BigInt(left), BigInt(right)), type);
  if (value !== undefined) return value;
  return sign === "/" ? left : fail(context, ARITHMETIC, `${type} overflow`);
}

export const isDateBesideSpan = (date: EsqlType, span: EsqlType): boolean =>
  (isDateType(date) && (isSpanType(span) || span === "null")) || (date === "null" && isSpanType(span));

/** The call that moves the date in argument `date` by the span in argument `span`. */
export function moveDate(date: 0 | 1, span: 0 | 1, type: EsqlType, sign: 1 | -1, zone: TimeZone | undefined): PreparedCall {
  if (type !== "date_nanos") {
    return (args, context) => {
      const [from, by] = [args[date] as number, args[span] as TimeSpan];
      const year = yearOutOfRange(from, sign * by.months);
      if (year !== undefined) return fail(context, DATE_TIME, `Invalid value for Year (valid values -999999999 - 999999999): ${year}`);
      const time = addSpan(from, by, sign, zone);
      return isDateInRange(time) ? time : fail(context, ARITHMETIC, "long overflow");
    };
  }
  return (args, context) => {
    const nanos = args[date] as bigint;
    const millis = Number(nanos / NANOS_PER_MILLI);
    const moved = addSpan(millis, args[span] as TimeSpan, sign, zone) - millis;
    const result = nanos + BigInt(moved) * NANOS_PER_MILLI;
    if (isNanosInRange(result)) return result;
    return fail(context, ILLEGAL_ARGUMENT, "the date cannot be stored in nanosecond resolution: it is not in the years 1970 to 2262");
  };
}

export const addSpans = (a: TimeSpan, b: TimeSpan, sign: 1 | -1): TimeSpan => ({
  months: a.months + sign * b.months,
  days: a.days + sign * b.days,
  milliseconds: a.milliseconds + sign * b.milliseconds,
});
