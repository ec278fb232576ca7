import type { FieldType } from "../event/field-type.ts";
import type { KeyTuple } from "./keys.ts";
import type { Waiting } from "./slot-sweep.ts";
import { loadTuple, type SavedTuple, saveTuple } from "./tuple-state.ts";

/** Events that leave the window at the same slot, so that no slot tells them apart. */
export interface Batch<Ref> {
  /** The last slot whose window has them. */
  readonly until: number;
  count: number;
  /** The earliest of them: its window time in epoch milliseconds, its handle and its place in the order of all events. */
  readonly from: number;
  readonly first: Ref;
  readonly place: number;
  /** Rules that the events came of, where they are alerts. */
  lineage?: readonly string[];
  /** The next later batch. A chain, since an array of three would take the memory of one of seventeen. */
  next: Batch<Ref> | undefined;
}

/**
 * Events with the same set of value tuples: mostly one, several where a field is an array. They are counted together
 * and, once one of the tuples has alerted, excluded together.
 */
export interface Cell<Ref> extends Waiting {
  readonly id: string;
  readonly tuples: readonly KeyTuple[];
  /** An event of the newest batch. */
  touched: number;
  oldest: Batch<Ref> | undefined;
  newest: Batch<Ref> | undefined;
  /** The latest event, as the earliest of a batch. */
  to: number;
  last: Ref;
  place: number;
  /** Distinct values that are counted besides, each with the last slot whose window has it, earliest first. */
  readonly values: Map<string, number> | undefined;
}

/** A cell as JSON (where `Ref` is). */
export interface SavedCell<Ref> {
  readonly touched: number;
  readonly due: number;
  readonly tuples: readonly SavedTuple[];
  /** Earliest first. */
  readonly batches: readonly Omit<Batch<Ref>, "next">[];
  readonly to: number;
  readonly last: Ref;
  readonly place: number;
  readonly values?: readonly (readonly [value: string, until: number])[];
}

export function saveCell<Ref>({ touched, due, tuples, oldest, to, last, place, values }: Cell<Ref>): SavedCell<Ref> {
  const batches: Omit<Batch<Ref>, "next">[] = [];
  for (let batch = oldest; batch; batch = batch.next) {
    const { next: _, ...saved } = batch;
    batches.push(saved);
  }
  return { touched, due, tuples: tuples.map(saveTuple), batches, to, last, place, ...(values && { values: [...values] }) };
}

export function loadCell<Ref>(id: string, saved: SavedCell<Ref>, fields: readonly FieldType[]): Cell<Ref> {
  const { touched, due, tuples, batches, to, last, place, values } = saved;
  const chain = batches.reduceRight<Batch<Ref> | undefined>((next, batch) => ({ ...batch, next }), undefined);
  let newest = chain;
  while (newest?.next) newest = newest.next;
  const loaded = tuples.map((tuple) => loadTuple(tuple, fields));
  return { id, tuples: loaded, touched, due, oldest: chain, newest, to, last, place, values: values && new Map(values) };
}

/** Events of the cells. */
export function countOf(cells: readonly Cell<unknown>[]): number {
  let count = 0;
  for (const { oldest } of cells) for (let batch = oldest; batch; batch = batch.next) count += batch.count;
  return count;
}

/** Both without repeats, in order. */
export function mergeLineage(known: readonly string[] | undefined, more: ReadonlySet<string>): readonly string[] {
  if (known && [...more].every((id) => known.includes(id))) return known;
  return [...new Set([...(known ?? []), ...more])].sort();
}

/** Rules that the cells' events came of. */
export function lineageOf(cells: readonly Cell<unknown>[]): readonly string[] {
  let lineage: readonly string[] = [];
  for (const { oldest } of cells)
    for (let batch = oldest; batch; batch = batch.next) if (batch.lineage) lineage = mergeLineage(lineage, new Set(batch.lineage));
  return lineage;
}

/** Distinct values of the cells' events. */
export function distinctOf(cells: readonly Cell<unknown>[]): number {
  const [only] = cells;
  if (cells.length === 1) return only?.values?.size ?? 0;
  const all = new Set<string>();
  for (const { values } of cells) for (const value of values?.keys() ?? []) all.add(value);
  return all.size;
}

/** The cell with the earliest event, and that with the latest. Of at least one, none empty. */
export const earliestOf = <Ref>(cells: readonly Cell<Ref>[]): Cell<Ref> =>
  cells.reduce((a, b) => ((b.oldest?.place ?? 0) < (a.oldest?.place ?? 0) ? b : a));
export const latestOf = <Ref>(cells: readonly Cell<Ref>[]): Cell<Ref> => cells.reduce((a, b) => (b.place > a.place ? b : a));
