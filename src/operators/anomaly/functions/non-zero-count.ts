import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { CountTally } from "../tally.ts";

/** How many events, where there are any: for sparse data. */
export const nonZeroCount: DetectorFunction = defineFunction({
  name: "non_zero_count",
  sides: ALL_SIDES,
  field: "none",
  model: "amount",
  silence: "nothing",
  counts: true,
  tally: () => new CountTally(),
  value: (tally) => tally.count,
});
