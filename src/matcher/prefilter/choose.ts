import type { FieldType } from "../../event/field-type.ts";
import type { FieldSlot } from "../slot.ts";
import type { Demand } from "./lookup.ts";
import type { Condition, Key } from "./conditions.ts";

/** One way in which an event may satisfy a predicate. */
export interface Row {
  /** The number of the predicate. */
  readonly owner: number;
  readonly conditions: readonly Condition[];
}

export interface Access {
  /** The rows by the field through which they are found. */
  readonly demands: ReadonlyMap<FieldSlot, readonly Demand[]>;
  /** Rows without a condition to find them by. */
  readonly always: readonly number[];
}

/** A pattern costs reading the text, and its fragment says less than a whole value. */
const PATTERN_WEIGHT = 4;

/**
 * Chooses for each row the condition that fewest events should fulfil. What rules ask for often (a category, an
 * operating system) is what events have often, so a condition weighs as many rows as share its keys.
 */
export function chooseAccess(rows: readonly Row[], usable: (field: FieldType) => boolean): Access {
  const popularity = countKeys(rows, usable);
  const demands = new Map<FieldSlot, Demand[]>();
  const always: number[] = [];
  rows.forEach(({ conditions }, row) => {
    let best: Condition | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const condition of conditions) {
      const asked = popularity.get(condition.view.slot) as Popularity;
      const weight = asked.usable ? weigh(condition, asked) : Number.POSITIVE_INFINITY;
      if (weight < least) {
        best = condition;
        least = weight;
      }
    }
    if (!best) always.push(row);
    else add(demands, { row, condition: best });
  });
  return { demands, always };
}

/** All conditions of all rows, by field. */
export function groupBySlot(rows: readonly Row[]): ReadonlyMap<FieldSlot, readonly Demand[]> {
  const demands = new Map<FieldSlot, Demand[]>();
  rows.forEach(({ conditions }, row) => {
    for (const condition of conditions) add(demands, { row, condition });
  });
  return demands;
}

/** How many rows ask for a field, and for each of its keys. */
interface Popularity {
  /** Rows can be found by the field. */
  readonly usable: boolean;
  rows: number;
  readonly keys: Map<Key, number>;
}

function countKeys(rows: readonly Row[], usable: (field: FieldType) => boolean): ReadonlyMap<FieldSlot, Popularity> {
  const counts = new Map<FieldSlot, Popularity>();
  for (const { conditions } of rows) {
    for (const { keys, view } of conditions) {
      let popularity = counts.get(view.slot);
      if (!popularity) counts.set(view.slot, (popularity = { usable: usable(view.field), rows: 0, keys: new Map() }));
      popularity.rows++;
      for (const key of keys ?? []) popularity.keys.set(key, (popularity.keys.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

function weigh({ keys, patterns }: Condition, popularity: Popularity): number {
  if (!keys) return 2 * popularity.rows;
  let weight = PATTERN_WEIGHT * patterns.length;
  for (const key of keys) weight += popularity.keys.get(key) ?? 0;
  return weight;
}

function add(into: Map<FieldSlot, Demand[]>, demand: Demand): void {
  const { slot } = demand.condition.view;
  const list = into.get(slot);
  if (list) list.push(demand);
  else into.set(slot, [demand]);
}
