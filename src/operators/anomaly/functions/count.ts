import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { CountTally } from "../tally.ts";

/** How many events; a bucket without one counts as zero. */
export const count: DetectorFunction = defineFunction({
  name: "count",
  sides: ALL_SIDES,
  field: "none",
  model: "amount",
  silence: "zero",
  counts: true,
  tally: () => new CountTally(),
  value: (tally) => tally.count,
});
