import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { MomentsTally } from "../tally.ts";

/** The arithmetic mean of a field. */
export const mean: DetectorFunction = defineFunction({
  name: "mean",
  sides: ALL_SIDES,
  field: "number",
  model: "amount",
  silence: "nothing",
  tally: () => new MomentsTally(),
  value: (tally) => (tally.count === 0 ? undefined : tally.mean),
});
