import type { FieldKind, FieldType, KindFamily } from "../../event/field-type.ts";
import { familyOf } from "../../event/field-type.ts";
import { inferKind } from "../../event/terms.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { MatchRecord } from "../record.ts";
import type { FieldSlot } from "../slot.ts";

/** A compiled predicate. */
export type Test = (record: MatchRecord) => boolean;

/** What predicates that are compiled together share. */
export interface Scope {
  /** The slot of a field; one object for all that read the same values. */
  slot(field: FieldType, only?: FieldKind): FieldSlot;
  /** Compiles a predicate that looks at another document, with slots of its own. */
  inner(predicate: Predicate): Test;
}

export const NEVER: Test = () => false;
export const ALWAYS: Test = () => true;

/** A field as one kind sees it, with the slot of its values. */
export interface FieldView {
  readonly field: FieldType;
  readonly family: KindFamily;
  readonly slot: FieldSlot;
}

/** The kinds that values of unknown fields can be inferred to be. */
const INFERRED: readonly FieldKind[] = [...new Set(["", 0, true].map(inferKind))];

/** The views of a field: one; of an unknown field one for each kind that its values may have, each with those values. */
export function viewsOf(field: FieldType, scope: Scope): FieldView[] {
  if (field.kind !== "unknown") return [viewOf(field, scope)];
  return INFERRED.map((kind) => viewOf({ ...field, kind }, scope, kind));
}

export const viewOf = (field: FieldType, scope: Scope, only?: FieldKind): FieldView => ({
  field,
  family: familyOf(field.kind),
  slot: scope.slot(field, only),
});

/** True when a test of one of the field's views is. */
export function anyView(field: FieldType, scope: Scope, compile: (view: FieldView) => Test): Test {
  return anyOf(viewsOf(field, scope).map(compile));
}

export function anyOf(tests: readonly Test[]): Test {
  const [first, second, ...more] = tests.filter((test) => test !== NEVER);
  if (!first) return NEVER;
  if (!second) return first;
  if (more.length === 0) return (record) => first(record) || second(record);
  const all = [first, second, ...more];
  return (record) => {
    for (let i = 0; i < all.length; i++) if ((all[i] as Test)(record)) return true;
    return false;
  };
}

export function allOf(tests: readonly Test[]): Test {
  const [first, second, third, ...more] = tests;
  if (!first) return ALWAYS;
  if (!second) return first;
  if (!third) return (record) => first(record) && second(record);
  if (more.length === 0) return (record) => first(record) && second(record) && third(record);
  return (record) => {
    for (let i = 0; i < tests.length; i++) if (!(tests[i] as Test)(record)) return false;
    return true;
  };
}
