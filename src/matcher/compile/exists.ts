import { familyOf } from "../../event/field-type.ts";
import { compileHasBelow } from "../../event/path.ts";
import type { ExistsPredicate } from "../../plan/predicate.ts";
import type { Scope, Test } from "./scope.ts";

/** Objects, and fields that no table knows (which may be objects), exist when anything at or below them does. */
export function compileExists({ field }: ExistsPredicate, scope: Scope): Test {
  const family = familyOf(field.kind);
  if (family === "object" || family === "unknown") {
    const below = compileHasBelow(field.path);
    return (record) => below(record.document);
  }
  const slot = scope.slot(field);
  return (record) => slot.values(record).length > 0;
}
