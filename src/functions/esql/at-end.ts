import { aggregate, typeOf } from "./define.ts";
import type { EsqlAggregate, EsqlAggregateExample } from "./function.ts";
import { comparatorOf } from "./order.ts";
import { pack, type Packed, type PackedValue, packValue, unpacker, valueUnpacker } from "./pack.ts";
import { COLUMN, ORDERED } from "./type-sets.ts";
import { type EsqlScalar, valuesOf } from "./value.ts";

interface AtEndDefinition {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  /** -1: the row with the least sort value, 1: with the greatest. */
  readonly sign: 1 | -1;
  readonly examples: readonly EsqlAggregateExample[];
}

/** The row chosen so far; `sort` null where it has none. Null before the first row. */
type State = { readonly sort: Packed | null; readonly value: PackedValue } | null;

/** FIRST and LAST. Of rows with equal sort values the earlier is the first and the later the last. */
export const atEnd = ({ name, aliases, summary, sign, examples }: AtEndDefinition): EsqlAggregate =>
  aggregate<State>({
    name,
    aliases,
    summary,
    params: [
      { name: "value", types: [...COLUMN, "null"] },
      { name: "sort", types: ["boolean", ...ORDERED] },
    ],
    result: typeOf(0),
    prepare: ([value, sort]) => {
      const order = comparatorOf(sort?.type ?? "null");
      const unpackSort = unpacker(sort?.type ?? "null");
      const unpack = valueUnpacker(value?.type ?? "null");
      const chosenOf = (values: readonly EsqlScalar[]): EsqlScalar | undefined =>
        values.reduce<EsqlScalar | undefined>(
          (best, each) => (best === undefined || order(each, best) * sign > 0 ? each : best),
          undefined,
        );
      const merge = (earlier: State, later: State): State => {
        if (!earlier || !later) return earlier ?? later;
        if (earlier.sort === null || later.sort === null)
          return earlier.sort === null && (later.sort !== null || sign > 0) ? later : earlier;
        const difference = order(unpackSort(later.sort), unpackSort(earlier.sort)) * sign;
        return difference > 0 || (difference === 0 && sign > 0) ? later : earlier;
      };
      return {
        init: () => null,
        add: (state, [field = null, key = null]) => {
          const chosen = chosenOf(valuesOf(key));
          return merge(state, { sort: chosen === undefined ? null : pack(chosen), value: packValue(field) });
        },
        merge,
        finish: (state) => (state ? unpack(state.value) : null),
      };
    },
    examples,
  });
