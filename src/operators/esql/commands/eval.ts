import type { Evaluate } from "../../../matcher/esql/scope.ts";
import type { EsqlAssignment } from "../../../plan/esql.ts";
import { type CompileCommand, compileOver, type EsqlContext } from "../context.ts";
import { type Layout, withColumn } from "../layout.ts";
import { type Row, through } from "../row.ts";

/** Adds columns at the end, each of them seen by those after it. */
export const evaluate: CompileCommand<"eval"> = ({ fields }, layout, context) => {
  const assigned = assign(fields, layout, context);
  return {
    layout: assigned.layout,
    connect: (next) =>
      through(next, (row) => {
        assigned.fill(row);
        next.push(row);
      }),
  };
};

interface Assigned {
  readonly layout: Layout;
  /** Works out the new columns of a row. */
  fill(row: Row): void;
}

/** Columns from expressions, from left to right. */
export function assign(fields: readonly EsqlAssignment[], before: Layout, context: EsqlContext): Assigned {
  const steps: { readonly index: number; readonly value: Evaluate<Row> }[] = [];
  let layout = before;
  for (const { name, value } of fields) {
    const compiled = compileOver(value, layout, context);
    const [after, { index }] = withColumn(layout, name, value.type);
    layout = after;
    steps.push({ index, value: compiled });
  }
  return {
    layout,
    fill: (row) => {
      for (let i = 0; i < steps.length; i++) {
        const { index, value } = steps[i] as (typeof steps)[number];
        row.values[index] = value(row);
      }
    },
  };
}
