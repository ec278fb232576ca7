import type { EsqlType } from "../../../functions/esql/type.ts";
import { type EsqlScalar, valueOf, valuesOf } from "../../../functions/esql/value.ts";
import { type CompileCommand, columnReader } from "../context.ts";
import { indexTable, type LocalTable } from "../local-table.ts";
import { withColumns } from "../layout.ts";
import { through } from "../row.ts";

/** Columns of an enrich policy's data where its match field has the row's value: of several matches all values. */
export const enrich: CompileCommand<"enrich"> = ({ policy, on, fields }, before, context) => {
  const table = context.policies.get(policy);
  if (!table) throw new Error(`there is no enrich policy \`${policy}\``);
  const index = indexTable(
    table,
    [matchField(table, on)],
    fields.map(({ from }) => from),
  );
  const key = columnReader(before, on);
  const typeOf = (from: string): EsqlType => table.fields.find((field) => field.name === from)?.type ?? "null";
  const [layout, slots] = withColumns(
    before,
    fields.map(({ name, from }) => ({ name, type: typeOf(from) })),
  );
  return {
    layout,
    connect: (next) =>
      through(next, (row) => {
        const found = valuesOf(key(row)).flatMap((value) => index.find([value]));
        slots.forEach((slot, i) => {
          row.values[slot.index] = valueOf(found.flatMap((values): readonly EsqlScalar[] => valuesOf(values[i] ?? null)));
        });
        next.push(row);
      }),
  };
};

/** The field of the column's own name, else the first one of the data. */
const matchField = ({ fields }: LocalTable, on: string): string => (fields.some(({ name }) => name === on) ? on : (fields[0]?.name ?? on));
