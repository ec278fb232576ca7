import { familyOf, type KindFamily } from "../../event/field-type.ts";
import type { Term } from "../../event/terms.ts";
import type { SinglePredicate } from "../../plan/predicate.ts";
import { NEVER, type Scope, type Test } from "./scope.ts";

/** Kinds whose values Elasticsearch stores as a set. */
const SETS: ReadonlySet<KindFamily> = new Set(["string", "ip", "version", "unknown"]);

/** Exactly one value; of kinds that are stored as a set exactly one distinct value. */
export function compileSingle({ field }: SinglePredicate, scope: Scope): Test {
  const family = familyOf(field.kind);
  if (family === "object") return NEVER;
  const slot = scope.slot(field);
  if (!SETS.has(family)) return (record) => slot.terms(record).length === 1;
  return (record) => isOneDistinct(slot.terms(record));
}

function isOneDistinct(terms: readonly Term[]): boolean {
  for (let i = 1; i < terms.length; i++) if (terms[i] !== terms[0]) return false;
  return terms.length > 0;
}
