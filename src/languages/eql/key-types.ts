import type { FieldType } from "../../event/field-type.ts";
import type { StageOp } from "../../plan/plan.ts";
import type { Scope } from "./scope.ts";
import { areComparable, fieldTypeName, typeOfField } from "./types.ts";

/** Keys at one place are compared with each other, so their types must allow it. */
export function checkKeyTypes(scope: Scope, what: "Sequence" | "Sample", stages: readonly StageOp[]): void {
  const [first, ...rest] = stages;
  first?.keys.forEach(({ field: expected }, place) => {
    for (const { keys } of rest) {
      const key = keys[place];
      if (!expected || !key?.field || areComparable(typeOfField(expected), typeOfField(key.field))) continue;
      const message = `${what} key [${key.field.name}] type ${named(key.field)} is incompatible with key [${expected.name}] type ${named(expected)}`;
      if (key.at) scope.report("T2047", key.at, message, "the values can never be equal: name a field of the same type");
    }
  });
}

const named = (field: FieldType): string => `[${fieldTypeName(field)}]`;
