import { type FieldType, familyOf } from "../event/field-type.ts";
import { parseIp } from "../event/ip.ts";
import type { Scalar } from "../event/json.ts";
import { parseNumber } from "../event/number.ts";
import { dateBound } from "./date-bounds.ts";
import { exactNumber } from "./field-query.ts";
import type { Bound, Predicate } from "./predicate.ts";

/** One side of a range as a query writes it. */
export interface RangeSide {
  readonly op: Bound["op"];
  readonly value: Scalar;
}

/**
 * Elasticsearch's `range` query: numbers, dates (rounded) and ips by value, strings by code point. Undefined: a bound
 * cannot be of the field's kind, or the kind has no order.
 */
export function rangeQuery(field: FieldType, sides: readonly RangeSide[]): Predicate | undefined {
  const bounds: Bound[] = [];
  for (const side of sides) {
    const bound = rangeBound(field, side);
    if (!bound) return undefined;
    bounds.push(bound);
  }
  return bounds.length === 0 ? { kind: "exists", field } : { kind: "range", field, bounds };
}

function rangeBound(field: FieldType, { op, value }: RangeSide): Bound | undefined {
  switch (familyOf(field.kind)) {
    case "integer":
    case "decimal":
      return numberBound(op, value);
    case "date":
      return dateBound(field, op, value);
    case "ip":
      return parseIp(String(value)) === undefined ? undefined : { op, value: String(value) };
    case "boolean":
      return value === true || value === false || value === "true" || value === "false"
        ? { op, value: String(value) === "true" }
        : undefined;
    case "object":
      return undefined;
    case "unknown":
      return { op, value };
    default:
      return { op, value: String(value) };
  }
}

function numberBound(op: Bound["op"], value: Scalar): Bound | undefined {
  const number = typeof value === "boolean" ? undefined : parseNumber(String(value));
  if (number === undefined) return undefined;
  return { op, value: exactNumber(number, value) };
}
