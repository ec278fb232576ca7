import type { MatchRecord } from "../record.ts";
import type { FieldSlot } from "../slot.ts";
import { type Bits, createBits, disjoint, intersect, setBit } from "./bits.ts";
import { createGramIndex, type Entry } from "./grams.ts";
import { addMembers, type Members, membersOf } from "./members.ts";
import { type Condition, type Key, keyOf } from "./necessary.ts";

/** A predicate's condition on the field at hand. */
export interface Demand {
  readonly i: number;
  readonly condition: Condition;
}

/** The index over one field. */
export interface FieldFilter {
  /** Reads the texts of values, which costs more than looking values up. */
  readonly scans: boolean;
  /** Takes away the predicates whose condition on the field does not hold. */
  narrow(record: MatchRecord, passed: Bits): void;
}

export function createFilter(slot: FieldSlot, demands: readonly Demand[], possible: Bits, size: number): FieldFilter {
  const missing = possible.slice();
  for (const { i } of demands) missing[i >> 5] = (missing[i >> 5] as number) & ~(1 << (i & 31));
  const present = missing.slice();
  for (const { i, condition } of demands) if (!condition.keys) setBit(present, i);
  const addKeys = compileKeys(slot, demands, size);
  const addPatterns = compilePatterns(slot, demands, size);
  const allowed = createBits(size);
  return {
    scans: addPatterns !== undefined,
    narrow: (record, passed) => {
      if (slot.values(record).length === 0) return intersect(passed, missing);
      allowed.set(present);
      addKeys?.(record, allowed);
      addPatterns?.(record, allowed, passed);
      intersect(passed, allowed);
    },
  };
}

function compileKeys(slot: FieldSlot, demands: readonly Demand[], size: number): ((record: MatchRecord, into: Bits) => void) | undefined {
  const lists = new Map<Key, number[]>();
  for (const { i, condition } of demands) {
    for (const key of condition.keys ?? []) {
      const list = lists.get(key) ?? [];
      list.push(i);
      lists.set(key, list);
    }
  }
  if (lists.size === 0) return undefined;
  const members = new Map<Key, Members>(lists.entries().map(([key, list]) => [key, membersOf(list, size)]));
  const texts = demands[0]?.condition.view.family === "string";
  return (record, into) => {
    const terms = texts ? slot.folded(record) : slot.terms(record);
    for (let k = 0; k < terms.length; k++) {
      const term = terms[k] as Key;
      const found = members.get(texts ? term : keyOf(term));
      if (found) addMembers(found, into);
    }
  };
}

/** Texts are read only if a predicate that is still in play has a pattern on them. */
function compilePatterns(slot: FieldSlot, demands: readonly Demand[], size: number): ((record: MatchRecord, into: Bits, passed: Bits) => void) | undefined {
  const entries: Entry[] = demands.flatMap(({ i, condition }) => condition.patterns.map((pieces) => ({ i, pieces })));
  if (entries.length === 0) return undefined;
  const index = createGramIndex(entries, size);
  const waiting = createBits(size);
  for (const { i } of entries) setBit(waiting, i);
  return (record, into, passed) => {
    if (disjoint(waiting, passed)) return;
    const texts = slot.folded(record);
    for (let k = 0; k < texts.length; k++) index.scan(texts[k] as string, into);
  };
}
