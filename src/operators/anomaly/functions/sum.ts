import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { MomentsTally } from "../tally.ts";

/** The sum of a field; zero in a bucket without it. */
export const sum: DetectorFunction = defineFunction({
  name: "sum",
  sides: ALL_SIDES,
  field: "number",
  model: "amount",
  silence: "zero",
  tally: () => new MomentsTally(),
  value: (tally) => tally.sum,
});
