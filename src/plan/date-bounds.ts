import { evaluateDateMath, readsClock } from "../event/date-math.ts";
import type { FieldType } from "../event/field-type.ts";
import type { Scalar } from "../event/json.ts";
import { formatTime, parseDateRange, parseTime } from "../event/time.ts";
import type { Bound, Predicate } from "./predicate.ts";

type Op = Bound["op"];

/**
 * A date literal as a bound, rounded as Elasticsearch's range query rounds: `gte` and `lt` go to the beginning of the
 * written unit, `gt` and `lte` to its end. Math on `now` is kept for the slot's clock; math on a fixed date (`…||+1d`)
 * is done here. Undefined: no date.
 */
export function dateBound(field: FieldType, op: Op, value: Scalar): Bound | undefined {
  const roundUp = op === "gt" || op === "lte";
  const text = String(value);
  if (readsClock(text)) return evaluateDateMath(text, 0, roundUp) === undefined ? undefined : { op, value: { dateMath: text, roundUp } };
  if (text.includes("||")) {
    const instant = evaluateDateMath(text, 0, roundUp, field.formats);
    return instant === undefined ? undefined : { op, value: formatTime(instant) };
  }
  if (parseTime(value, field.formats) === undefined) return undefined;
  const range = roundUp && typeof value === "string" ? parseDateRange(value, field.formats) : undefined;
  // A text of full precision stays as it is (nanoseconds); else all of the unit's last millisecond belongs to it.
  if (!range || range.from === range.to) return { op, value };
  return { op: op === "lte" ? "lt" : "gte", value: formatTime(range.to + 1) };
}

/** The date lies in the unit that the literal is written in: `2024-01-01` is the whole day. */
export function dateEquality(field: FieldType, value: Scalar): Predicate | undefined {
  const from = dateBound(field, "gte", value);
  const to = dateBound(field, "lte", value);
  return from && to && { kind: "range", field, bounds: [from, to] };
}
