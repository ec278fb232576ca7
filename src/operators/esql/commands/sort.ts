import { type EsqlValue, isMulti, valuesOf } from "../../../functions/esql/value.ts";
import { comparatorOf } from "../../../functions/esql/order.ts";
import type { Evaluate } from "../../../matcher/esql/scope.ts";
import type { EsqlSortKey } from "../../../plan/esql.ts";
import { type CompileCommand, compileOver } from "../context.ts";
import { copyRow, type Row } from "../row.ts";

/** Rows in order of keys, equal ones as they came. Where only so many are asked for, no more than twice that many are held. */
export const sort: CompileCommand<"sort"> = ({ keys }, layout, context, limit = Number.POSITIVE_INFINITY) => {
  const compiled = keys.map((key) => ({ key, value: compileOver(key.value, layout, context) }));
  const compare = comparisonOf(keys);
  return {
    layout,
    connect: (next) => {
      let held: Sortable[] = [];
      let count = 0;
      const settle = (): void => {
        held.sort(compare);
        if (held.length > limit) held.length = limit;
      };
      return {
        push: (row) => {
          if (held.length >= context.limits.rows) {
            context.counts.rows++;
            return;
          }
          held.push({ keys: compiled.map(({ key, value }) => keyOf(key, value, row)), row: copyRow(row), place: count++ });
          if (held.length >= 2 * Math.max(limit, 1000)) settle();
        },
        end: () => {
          settle();
          for (const { row } of held) next.push(row);
          held = [];
          next.end();
        },
        full: () => false,
      };
    },
  };
};

interface Sortable {
  readonly keys: readonly EsqlValue[];
  readonly row: Row;
  readonly place: number;
}

/** Of several values the least counts, where the order is descending the greatest. */
function keyOf({ value: { type }, descending }: EsqlSortKey, read: Evaluate<Row>, row: Row): EsqlValue {
  const value = read(row);
  if (!isMulti(value)) return value;
  const compare = comparatorOf(type);
  return valuesOf(value).reduce((best, each) => (compare(each, best) < 0 !== descending ? each : best));
}

function comparisonOf(keys: readonly EsqlSortKey[]): (a: Sortable, b: Sortable) => number {
  const orders = keys.map(({ value, descending, nullsFirst }) => {
    const compare = comparatorOf(value.type);
    return (a: EsqlValue, b: EsqlValue): number => {
      if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
      const order = compare(a as never, b as never);
      return descending ? -order : order;
    };
  });
  return (a, b) => {
    for (let i = 0; i < orders.length; i++) {
      const order = orders[i]?.(a.keys[i] ?? null, b.keys[i] ?? null) ?? 0;
      if (order !== 0) return order;
    }
    return a.place - b.place;
  };
}
