import type { FieldType } from "../event/field-type.ts";
import type { Predicate } from "./predicate.ts";
import type { ValueExpr } from "./value.ts";

/** The fields a clause reads, each once; groups show theirs in their children, except inside nested objects. */
export function fieldsOf(predicate: Predicate): readonly FieldType[] {
  switch (predicate.kind) {
    case "all":
    case "none":
    case "and":
    case "or":
    case "not":
    case "anyField":
      return [];
    case "nested":
      return unique(fieldsBelow(predicate.item));
    case "script":
      return unique(valueFields(predicate.value));
    case "esqlTrue":
      return unique(predicate.fields.map(({ field }) => field));
    default:
      return [predicate.field];
  }
}

/** The fields of a predicate with all that is below it, as often as they are read. */
export function fieldsBelow(predicate: Predicate): readonly FieldType[] {
  switch (predicate.kind) {
    case "and":
    case "or":
      return predicate.items.flatMap(fieldsBelow);
    case "not":
      return fieldsBelow(predicate.item);
    default:
      return fieldsOf(predicate);
  }
}

function valueFields(expr: ValueExpr): readonly FieldType[] {
  switch (expr.kind) {
    case "literal":
      return [];
    case "field":
      return [expr.field];
    case "call":
      return expr.args.flatMap(valueFields);
    case "arithmetic":
    case "compare":
      return [...valueFields(expr.left), ...valueFields(expr.right)];
    case "logic":
      return expr.items.flatMap(valueFields);
    default:
      return valueFields(expr.item);
  }
}

const unique = (fields: readonly FieldType[]): readonly FieldType[] => [...new Map(fields.map((f) => [f.name, f])).values()];
