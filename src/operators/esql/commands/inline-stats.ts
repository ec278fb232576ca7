import { type EsqlScalar, valueOf, valuesOf } from "../../../functions/esql/value.ts";
import { type Aggregation, compileAggregation } from "../aggregation.ts";
import type { CompileCommand } from "../context.ts";
import type { Group, Groups } from "../groups.ts";
import { type Layout, slotOf, type Slot, withColumn } from "../layout.ts";
import { copyRow, type Row } from "../row.ts";
import { assign } from "./eval.ts";

/**
 * STATS joined back to the rows it came of. A row of several groups, since a key has several values, has the results of all
 * of them as one value. The new columns come last, after them the keys.
 */
export const inlineStats: CompileCommand<"inlineStats"> = ({ aggregates, keys }, before, context) => {
  const computed = keys.filter(({ name, value }) => !(value.kind === "column" && value.name === name));
  const keyed = assign(computed, before, context);
  const columnKeys = keys.map(({ name, value }) => ({ name, value: { kind: "column", name, type: value.type } as const }));
  const aggregation = compileAggregation(aggregates, columnKeys, keyed.layout, context);
  const { layout, slots } = resultLayout(
    keyed.layout,
    aggregates.map(({ name, value }) => ({ name, type: value.type })),
    keys.map(({ name }) => name),
  );
  return {
    layout,
    connect: (next) => {
      const groups = aggregation.create();
      let held: Row[] = [];
      return {
        push: (row) => {
          if (held.length >= context.limits.rows) {
            context.counts.rows++;
            return;
          }
          keyed.fill(row);
          aggregation.add(groups, row);
          held.push(copyRow(row));
        },
        end: () => {
          for (const row of held) next.push(joined(row, aggregation, groups, slots));
          held = [];
          next.end();
        },
        full: () => false,
      };
    },
  };
};

function joined(row: Row, aggregation: Aggregation, groups: Groups, slots: readonly Slot[]): Row {
  const results = aggregation.groupsOf(groups, row).map((group: Group) => aggregation.resultsOf(group));
  slots.forEach(({ index }, i) => {
    row.values[index] = valueOf(results.flatMap((values): readonly EsqlScalar[] => valuesOf(values[i] ?? null)));
  });
  return row;
}

function resultLayout(
  before: Layout,
  aggregates: readonly { readonly name: string; readonly type: Slot["type"] }[],
  keys: readonly string[],
): { readonly layout: Layout; readonly slots: readonly Slot[] } {
  let layout = before;
  const slots = aggregates.map(({ name, type }) => {
    const [after, slot] = withColumn(layout, name, type);
    layout = after;
    return slot;
  });
  const columns = new Map(layout.columns);
  for (const key of keys) {
    const slot = columns.get(key) ?? slotOf(before, key);
    columns.delete(key);
    columns.set(key, slot);
  }
  return { layout: { ...layout, columns }, slots };
}
