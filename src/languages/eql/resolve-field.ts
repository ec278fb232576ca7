import type { Span } from "../../diagnostics/index.ts";
import { type FieldType, familyOf } from "../../event/field-type.ts";
import { nearNames, unknownField } from "../unknown-field.ts";
import type { FieldRef } from "./ast.ts";
import type { Scope } from "./scope.ts";
import { invalidOf, type Typed } from "./typed.ts";
import { fieldTypeName } from "./types.ts";

/**
 * The field of that name. `null`: an optional field that an explicit mapping does not have, which is the literal null.
 * Undefined: it cannot be used, which has been reported.
 */
export function resolveField(scope: Scope, { name, optional, span }: FieldRef): FieldType | null | undefined {
  const { fields } = scope.env;
  const field = fields.get(name);
  if (field) return usable(scope, field, span) ? field : undefined;
  if (optional) return fields.explicit ? null : unknownField(name);
  return reportUnknown(scope, name, span) ? undefined : unknownField(name);
}

/** Tells an unknown field; true where that is an error. */
export function reportUnknown({ env, report, unknown }: Scope, name: string, at: Span): boolean {
  const { explicit } = env.fields;
  const isError = explicit || env.strict === true;
  if (unknown.has(name)) return isError;
  unknown.add(name);
  const why = explicit ? "the mapping does not have it" : "no schema knows this field";
  const fallback = explicit ? `if the field may be absent from the mapping, write \`?${name}\`` : undefined;
  report("T6001", at, `Unknown column [${name}]: ${why}`, nearNames(name, env.fields) ?? fallback, isError ? "error" : "warning");
  return isError;
}

function usable({ env, report }: Scope, field: FieldType, at: Span): boolean {
  if (field.nested !== undefined || field.kind === "nested") {
    report(
      "T2054",
      at,
      `Cannot use field [${field.name}] due to nested fields not being supported yet`,
      "EQL sees no nested objects; a KQL rule can ask for them with `path:{ … }`",
    );
    return false;
  }
  const unsupported = familyOf(field.kind) === "object" || (field.kind === "flattened" && env.fields.explicit);
  if (unsupported) {
    const hint = field.kind === "object" ? `name a field below it, such as \`${field.name}.…\`` : "EQL has no conditions for this type";
    report("T2054", at, `Cannot use field [${field.name}] with unsupported type [${field.kind}]`, hint);
  }
  return !unsupported;
}

/**
 * The field whose whole values are compared: of a text field its exact sub-field. A text field without one is an error
 * under an explicit mapping; else its raw value is compared, with a warning. Undefined: reported.
 */
export function exactField(scope: Scope, field: FieldType, at: Span): FieldType | undefined {
  if (familyOf(field.kind) !== "text") return field;
  const sub = field.exact === undefined ? undefined : scope.env.fields.get(field.exact);
  if (sub) return sub;
  const message = `Field [${field.name}] of data type [text] cannot be compared: No keyword/multi-field defined exact matches for [${field.name}]`;
  if (scope.env.fields.explicit) {
    scope.report("T2055", at, message, "define one: a `keyword` sub-field in the mapping");
    return undefined;
  }
  scope.report(
    "T2055",
    at,
    `${message}; its whole raw value is compared here`,
    "Elasticsearch refuses the query unless the index defines one",
    "warning",
  );
  return { ...field, kind: "keyword" };
}

/** The expression with a text field replaced by its exact sub-field: only `== null` can do without. */
export function exactValue(scope: Scope, item: Typed): Typed {
  if (!item.field) return item;
  const field = exactField(scope, item.field, item.node.span);
  if (!field) return invalidOf(item.node);
  return field === item.field
    ? item
    : { ...item, field, value: { kind: "field", field, at: item.node.span }, typeName: fieldTypeName(field) };
}
