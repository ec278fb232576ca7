import type { FieldType } from "../event/field-type.ts";
import type { KeyTuple } from "./keys.ts";
import type { Waiting } from "./slot-sweep.ts";
import { loadTuple, type SavedTuple, saveTuple } from "./tuple-state.ts";

/** Events that leave the window at the same slot, so that no slot tells them apart. */
export interface Batch<Ref> {
  /** The last slot whose window has them. */
  readonly until: number;
  count: number;
  /** The earliest and the latest of them: window times in epoch milliseconds, and handles. */
  readonly from: number;
  to: number;
  readonly first: Ref;
  last: Ref;
}

/**
 * Events with the same set of value tuples: mostly one, several where a field is an array. They are counted together
 * and, once one of the tuples has alerted, excluded together.
 */
export interface Cell<Ref> extends Waiting {
  readonly id: string;
  /** Of the latest event. */
  touched: number;
  /** Emptied when the cell is given up. */
  buckets: readonly Bucket<Ref>[];
  /** Earliest first. */
  batches: Batch<Ref>[];
  /** Distinct values that are counted besides, each with the last slot whose window has it, earliest first. */
  readonly values: Map<string, number> | undefined;
}

/** A tuple and the cells it is part of. */
export interface Bucket<Ref> {
  readonly tuple: KeyTuple;
  readonly cells: Cell<Ref>[];
  /** The slot it was last weighed at. */
  weighed: number;
}

/** A cell as JSON (where `Ref` is). */
export interface SavedCell<Ref> {
  readonly touched: number;
  readonly due: number;
  readonly tuples: readonly SavedTuple[];
  readonly batches: readonly Batch<Ref>[];
  readonly values?: readonly (readonly [value: string, until: number])[];
}

export const saveCell = <Ref>({ touched, due, buckets, batches, values }: Cell<Ref>): SavedCell<Ref> => ({
  touched,
  due,
  tuples: buckets.map(({ tuple }) => saveTuple(tuple)),
  batches,
  ...(values && { values: [...values] }),
});

export const loadCell = <Ref>(id: string, saved: SavedCell<Ref>): Omit<Cell<Ref>, "buckets"> => ({
  id,
  touched: saved.touched,
  due: saved.due,
  batches: saved.batches.map((batch) => ({ ...batch })),
  values: saved.values && new Map(saved.values),
});

export const loadTuples = (saved: SavedCell<unknown>, fields: readonly FieldType[]): readonly KeyTuple[] =>
  saved.tuples.map((tuple) => loadTuple(tuple, fields));

/** Events of the bucket that the slot's window has. */
export function countAt({ cells }: Bucket<unknown>, slot: number): number {
  let count = 0;
  for (const { batches } of cells) for (const batch of batches) if (batch.until >= slot) count += batch.count;
  return count;
}

/** Distinct values of the bucket's events that the slot's window has. */
export function distinctAt({ cells }: Bucket<unknown>, slot: number): number {
  const [only] = cells;
  if (cells.length === 1 && only?.values) return countFresh(only.values, slot);
  const all = new Set<string>();
  for (const { values } of cells) for (const [value, until] of values ?? []) if (until >= slot) all.add(value);
  return all.size;
}

function countFresh(values: ReadonlyMap<string, number>, slot: number): number {
  let count = 0;
  for (const until of values.values()) if (until >= slot) count++;
  return count;
}

/** The earliest and the latest event of the bucket that the slot's window has. */
export function endsAt<Ref>({ cells }: Bucket<Ref>, slot: number): { earliest: Batch<Ref>; latest: Batch<Ref> } | undefined {
  let earliest: Batch<Ref> | undefined;
  let latest: Batch<Ref> | undefined;
  for (const { batches } of cells) {
    for (const batch of batches) {
      if (batch.until < slot) continue;
      if (!earliest || batch.from < earliest.from) earliest = batch;
      if (!latest || batch.to > latest.to) latest = batch;
    }
  }
  return earliest && latest && { earliest, latest };
}
