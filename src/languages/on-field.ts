import type { Diagnostic } from "../diagnostics/index.ts";
import type { FieldType } from "../event/field-type.ts";
import { NOTHING } from "../plan/combine.ts";
import type { FieldQuery } from "../plan/field-query.ts";
import type { Predicate } from "../plan/predicate.ts";
import { reportBadTest, reportBadValue, reportUnreachable } from "./field-fault.ts";
import type { LowerEnv } from "./language.ts";
import type { Place } from "./place.ts";
import { reportUnknownField, unknownField } from "./unknown-field.ts";

/** What resolving the fields of one query shares, where the query is data and not a text. */
export interface FieldContext {
  readonly env: LowerEnv;
  /** Grows. */
  readonly diagnostics: Diagnostic[];
  /** Where a dotted path of the query stands in a text, if it does. */
  readonly locate: (path: string) => Place;
  /** The path of the enclosing nested test. */
  readonly nested?: string;
}

/** The place of a path or of the nearest thing round it that has one. */
export function placeOf(path: string, { locate }: FieldContext): Place {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf("."))) {
    const place = locate(at);
    if (place || !at.includes(".")) return place;
  }
}

/** The field of that name. Undefined: the mapping does not have it, so that nothing can match; reported. */
export function resolveField(name: string, path: string, context: FieldContext): FieldType | undefined {
  const field = context.env.fields.get(name);
  if (field && isReachable(field, context)) return field;
  if (field) {
    context.diagnostics.push(reportUnreachable(placeOf(path, context), field));
    return undefined;
  }
  context.diagnostics.push(reportUnknownField(placeOf(path, context), name, context.env));
  return context.env.fields.explicit ? undefined : unknownField(name);
}

/** Objects mapped as nested are documents of their own: only a nested test of their path sees their fields. */
export const isReachable = (field: FieldType, { env, nested }: FieldContext): boolean =>
  !env.fields.explicit || field.kind === "nested" || field.nested === nested;

/** A test of one field; where its kind cannot have the value or the test, a warning and nothing. */
export function onField(
  name: string,
  path: string,
  context: FieldContext,
  test: (field: FieldType) => FieldQuery,
  what: { value: string } | { test: string },
): Predicate {
  const field = resolveField(name, path, context);
  if (!field) return NOTHING;
  const found = test(field);
  if (found) return found;
  const place = placeOf(path, context);
  context.diagnostics.push("value" in what ? reportBadValue(place, field, what.value) : reportBadTest(place, field, what.test));
  return NOTHING;
}
