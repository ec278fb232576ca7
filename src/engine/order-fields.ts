import type { FieldTable, FieldType } from "../event/field-type.ts";
import type { OrderFields } from "../operators/order.ts";
import type { Rule } from "../rules/model.ts";
import { TIMESTAMP } from "./time-readers.ts";

/** A rule's order: its timestamp field, its tiebreaker, then `event.sequence` (position comes last, by the caller). */
export function orderFields(rule: Rule, fields: FieldTable): OrderFields {
  const field = (name: string, kind: FieldType["kind"]): FieldType => fields.get(name) ?? { name, path: name, kind };
  return {
    timestamp: field(rule.timestampField ?? TIMESTAMP, "date"),
    ...(rule.tiebreakerField !== undefined && { tiebreaker: field(rule.tiebreakerField, "keyword") }),
    sequence: field("event.sequence", "long"),
  };
}
