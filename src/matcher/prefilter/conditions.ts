import type { FieldView } from "../compile/scope.ts";
import type { FieldSlot } from "../slot.ts";
import type { Pieces } from "./pieces.ts";

/** A term as the index looks it up: coarser than equality, never finer. */
export type Key = string | number | bigint | boolean;

/** What one value of the field must be: one of the keys, or a text with the pieces of one of the patterns. */
export interface Condition {
  readonly view: FieldView;
  /** Null: any value will do. */
  readonly keys: ReadonlySet<Key> | null;
  readonly patterns: readonly Pieces[];
}

/** What an event must have to satisfy a predicate, by slot; "never" if nothing can. */
export type Necessary = ReadonlyMap<FieldSlot, Condition> | "never";

/** Nothing is necessary. */
export const NOTHING: Necessary = new Map();
/** All hold: of two conditions on one field the narrower is kept, since each may hold for another value. */
export function inAll(parts: readonly Necessary[]): Necessary {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const merged = new Map<FieldSlot, Condition>();
  for (const part of parts) {
    if (part === "never") return "never";
    for (const [slot, condition] of part) {
      const before = merged.get(slot);
      if (!before || width(condition) < width(before)) merged.set(slot, condition);
    }
  }
  return merged;
}

const width = ({ keys, patterns }: Condition): number => (keys ? keys.size + patterns.length : Number.POSITIVE_INFINITY);

/** One holds: only fields that every part has a condition on are left, with what any of them asks. */
export function inAny(parts: readonly Necessary[]): Necessary {
  const [first, ...others] = parts.filter((part) => part !== "never");
  if (!first) return "never";
  const merged = new Map<FieldSlot, Condition>();
  for (const [slot, condition] of first) {
    const all = [condition, ...others.map((part) => part.get(slot)).filter((other) => other !== undefined)];
    if (all.length === others.length + 1) merged.set(slot, widen(all));
  }
  return merged;
}

function widen(conditions: readonly Condition[]): Condition {
  const { view } = conditions[0] as Condition;
  const keys = new Set<Key>();
  for (const condition of conditions) {
    if (!condition.keys) return { view, keys: null, patterns: [] };
    for (const key of condition.keys) keys.add(key);
  }
  return { view, keys, patterns: conditions.flatMap(({ patterns }) => patterns) };
}
