import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { MomentsTally } from "../tally.ts";

/** The population variance of a field. */
export const varp: DetectorFunction = defineFunction({
  name: "varp",
  sides: ALL_SIDES,
  field: "number",
  model: "amount",
  silence: "nothing",
  tally: () => new MomentsTally(),
  value: (tally) => (tally.count === 0 ? undefined : tally.variance),
});
