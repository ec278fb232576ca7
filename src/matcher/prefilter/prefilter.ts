import { familyOf } from "../../event/field-type.ts";
import type { Term } from "../../event/terms.ts";
import type { Scope } from "../compile/scope.ts";
import type { MatchNode } from "../nodes.ts";
import type { MatchRecord } from "../record.ts";
import type { FieldSlot } from "../slot.ts";
import { bitsOf, type Bits, createBits, intersect, setBit, unite } from "./bits.ts";
import { type Condition, type Key, keyOf, necessaryFor } from "./necessary.ts";

/** How many fields the index looks at for an event; those that most predicates have a condition on. */
const MAX_FIELDS = 24;

/** Which predicates an event may satisfy. May name too many, never too few. */
export interface Prefilter {
  run(record: MatchRecord): void;
  has(i: number): boolean;
  /** The candidates of the last run, ascending. */
  list(): readonly number[];
}

/**
 * Keeps, for each of the fields most asked for, the set of predicates that each of its values lets through; an
 * event's candidates are the intersection over the fields.
 */
export function createPrefilter(nodes: readonly MatchNode[], scope: Scope): Prefilter {
  const conditions = new Map<FieldSlot, { readonly i: number; readonly condition: Condition }[]>();
  const possible = createBits(nodes.length);
  nodes.forEach((node, i) => {
    const necessary = necessaryFor(node, scope);
    if (necessary === "never") return;
    setBit(possible, i);
    for (const [slot, condition] of necessary) {
      const list = conditions.get(slot) ?? [];
      list.push({ i, condition });
      conditions.set(slot, list);
    }
  });
  const busiest = [...conditions].sort((a, b) => b[1].length - a[1].length).slice(0, MAX_FIELDS);
  const filters = busiest.map(([slot, list]) => createFilter(slot, list, possible));
  const passed = createBits(nodes.length);
  return {
    run: (record) => {
      passed.set(possible);
      for (const filter of filters) filter(record, passed);
    },
    has: (i) => (((passed[i >> 5] as number) >>> (i & 31)) & 1) === 1,
    list: () => bitsOf(passed),
  };
}

/** Takes away the predicates whose condition on the field does not hold. */
type Filter = (record: MatchRecord, passed: Bits) => void;

function createFilter(slot: FieldSlot, list: readonly { readonly i: number; readonly condition: Condition }[], possible: Bits): Filter {
  const missing = possible.slice();
  for (const { i } of list) missing[i >> 5] = (missing[i >> 5] as number) & ~(1 << (i & 31));
  const present = missing.slice();
  for (const { i, condition } of list) if (!condition.keys) setBit(present, i);
  const byKey = groupByKey(list, present);
  const read = compileKeys(slot, list);
  const many = createBits(possible.length * 32);
  return (record, passed) => {
    if (slot.values(record).length === 0) return intersect(passed, missing);
    const keys = read(record);
    const [only] = keys;
    if (keys.length === 1 && only !== undefined) return intersect(passed, byKey.get(only) ?? present);
    many.set(present);
    for (const key of keys) unite(many, byKey.get(key) ?? present);
    intersect(passed, many);
  };
}

function groupByKey(list: readonly { readonly i: number; readonly condition: Condition }[], present: Bits): Map<Key, Bits> {
  const byKey = new Map<Key, Bits>();
  for (const { i, condition } of list) {
    for (const key of condition.keys ?? []) {
      const bits = byKey.get(key) ?? present.slice();
      setBit(bits, i);
      byKey.set(key, bits);
    }
  }
  return byKey;
}

/** The keys of the field's values; none where no predicate asks for a key. */
function compileKeys(slot: FieldSlot, list: readonly { readonly condition: Condition }[]): (record: MatchRecord) => readonly Key[] {
  const asked = list.find(({ condition }) => condition.keys);
  if (!asked) return () => [];
  if (familyOf(asked.condition.view.field.kind) === "string") return (record) => slot.folded(record);
  return (record) => slot.terms(record).map((term: Term) => keyOf(term));
}
