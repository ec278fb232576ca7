import { isMulti } from "../../../functions/esql/value.ts";
import type { CompileCommand } from "../context.ts";
import { slotOf } from "../layout.ts";
import { through } from "../row.ts";

/** One row for each value; null stays one row. */
export const mvExpand: CompileCommand<"mvExpand"> = ({ column }, layout) => {
  const slot = slotOf(layout, column);
  const { field: _, ...changed } = slot;
  const columns = new Map(layout.columns).set(column, changed);
  return {
    layout: { ...layout, columns, expanded: [...layout.expanded, slot.index] },
    connect: (next) =>
      through(next, (row) => {
        const value = row.values[slot.index] ?? null;
        if (!isMulti(value)) {
          next.push(row);
          return;
        }
        for (const each of value) {
          row.values[slot.index] = each;
          next.push(row);
        }
        row.values[slot.index] = value;
      }),
  };
};
