import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { MomentsTally } from "../tally.ts";

/** The sum of a field, where there is any. */
export const nonNullSum: DetectorFunction = defineFunction({
  name: "non_null_sum",
  sides: ALL_SIDES,
  field: "number",
  model: "amount",
  silence: "nothing",
  tally: () => new MomentsTally(),
  value: (tally) => (tally.count === 0 ? undefined : tally.sum),
});
