import { aggregate, typeOf } from "./define.ts";
import type { EsqlAggregate, EsqlAggregateExample } from "./function.ts";
import { MV_ORDERED } from "./multi.ts";
import { comparatorOf } from "./order.ts";
import { pack, type Packed, unpacker } from "./pack.ts";
import { type EsqlScalar, valuesOf } from "./value.ts";

interface ExtremeDefinition {
  readonly name: string;
  readonly summary: string;
  /** 1: the greatest, -1: the least. */
  readonly sign: 1 | -1;
  readonly examples: readonly EsqlAggregateExample[];
}

/** MIN and MAX. */
export const extreme = ({ name, summary, sign, examples }: ExtremeDefinition): EsqlAggregate =>
  aggregate<Packed | null>({
    name,
    summary,
    params: [{ name: "field", types: MV_ORDERED }],
    result: typeOf(0),
    prepare: ([argument]) => {
      const type = argument?.type ?? "null";
      const order = comparatorOf(type);
      const unpack = unpacker(type);
      const better = (a: EsqlScalar, b: EsqlScalar): boolean => order(a, b) * sign > 0;
      const merge = (earlier: Packed | null, later: Packed | null): Packed | null => {
        if (earlier === null || later === null) return earlier ?? later;
        return better(unpack(later), unpack(earlier)) ? later : earlier;
      };
      return {
        init: () => null,
        add: (state, [value = null]) => valuesOf(value).reduce<Packed | null>((best, each) => merge(best, pack(each)), state),
        merge,
        finish: (state) => (state === null ? null : unpack(state)),
      };
    },
    examples,
  });
