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

/** What an event must have to satisfy a predicate, at most one condition a slot; "never" if nothing can. */
export type Necessary = readonly Condition[] | "never";

/** Nothing is necessary. */
export const NOTHING: Necessary = [];

/** Where conditions on a slot stand in the list that is being made. */
const places = new Map<FieldSlot, number>();

/** All hold: of two conditions on one field the narrower is kept, since each may hold for another value. */
export function inAll(parts: readonly Necessary[]): Necessary {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const merged: Condition[] = [];
  places.clear();
  for (const part of parts) {
    if (part === "never") return "never";
    for (const condition of part) {
      const { slot } = condition.view;
      const place = places.get(slot);
      if (place === undefined) places.set(slot, merged.push(condition) - 1);
      else if (width(condition) < width(merged[place] as Condition)) merged[place] = condition;
    }
  }
  return merged;
}

const width = ({ keys, patterns }: Condition): number => (keys ? keys.size + patterns.length : Number.POSITIVE_INFINITY);

/** One holds: only fields that every part has a condition on are left, with what any of them asks. */
export function inAny(parts: readonly Necessary[]): Necessary {
  const possible = parts.filter((part) => part !== "never");
  const [first, ...others] = possible;
  if (!first) return "never";
  const bySlot = new Map<FieldSlot, Condition[]>(first.map((condition) => [condition.view.slot, [condition]]));
  for (const part of others) for (const condition of part) bySlot.get(condition.view.slot)?.push(condition);
  return [...bySlot.values()].filter(({ length }) => length === possible.length).map(widen);
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
