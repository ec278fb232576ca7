import type { CompileCommand } from "../context.ts";
import { columnReader } from "../context.ts";
import { indexTable } from "../local-table.ts";
import { withColumns } from "../layout.ts";
import { through } from "../row.ts";

/** A left join: a row for each match, one of nulls where there is none. Columns of the lookup index replace those of the same name. */
export const lookupJoin: CompileCommand<"lookupJoin"> = ({ index: name, on }, before, context) => {
  const table = context.lookups.get(name);
  if (!table) throw new Error(`there is no lookup index \`${name}\``);
  const added = table.fields.filter((field) => !on.includes(field.name));
  const index = indexTable(
    table,
    on,
    added.map((field) => field.name),
  );
  const keys = on.map((column) => columnReader(before, column));
  const [layout, slots] = withColumns(before, added);
  return {
    layout,
    connect: (next) =>
      through(next, (row) => {
        const found = index.find(keys.map((read) => read(row)));
        for (const values of found.length > 0 ? found : [NO_VALUES]) {
          slots.forEach((slot, i) => (row.values[slot.index] = values[i] ?? null));
          next.push(row);
        }
      }),
  };
};

const NO_VALUES: readonly null[] = [];
