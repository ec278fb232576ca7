import type { EsqlType } from "../../functions/esql/type.ts";

/** Where a column stands in a row. */
export interface Slot {
  readonly index: number;
  readonly type: EsqlType;
  /** The field of the source that it is, untouched. */
  readonly field?: string;
}

/** How many slots the rows between two STATS need; grows while the commands are compiled. */
export interface Segment {
  width: number;
}

/** The columns at one point of a pipeline, in order. Slots are never written twice by two columns, so that names alone change hands. */
export interface Layout {
  readonly columns: ReadonlyMap<string, Slot>;
  readonly segment: Segment;
  /** Slots that MV_EXPAND made single, in order. */
  readonly expanded: readonly number[];
  /** Documents may have further columns that no command has named. */
  readonly open: boolean;
}

export const emptyLayout = (open = false): Layout => ({ columns: new Map(), segment: { width: 0 }, expanded: [], open });

/** Adds a column at the end; one of that name is gone. */
export function withColumn(layout: Layout, name: string, type: EsqlType, field?: string): readonly [Layout, Slot] {
  const slot: Slot = { index: layout.segment.width++, type, ...(field !== undefined && { field }) };
  const columns = new Map(layout.columns);
  columns.delete(name);
  columns.set(name, slot);
  return [{ ...layout, columns }, slot];
}

/** Columns added one after the other. */
export function withColumns(
  layout: Layout,
  added: readonly { readonly name: string; readonly type: EsqlType }[],
): readonly [Layout, Slot[]] {
  let after = layout;
  const slots = added.map(({ name, type }): Slot => {
    const [next, slot] = withColumn(after, name, type);
    after = next;
    return slot;
  });
  return [after, slots];
}

/** @throws where the plan names a column that is not there: our bug, not the user's */
export function slotOf(layout: Layout, name: string): Slot {
  const slot = layout.columns.get(name);
  if (!slot) throw new Error(`the plan reads the column \`${name}\`, which is not there`);
  return slot;
}
