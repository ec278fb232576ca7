import { NO_SIDE, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { RangeTally } from "../tally.ts";

/** The least value of a field. */
export const min: DetectorFunction = defineFunction({
  name: "min",
  sides: NO_SIDE,
  field: "number",
  model: "amount",
  silence: "nothing",
  tally: () => new RangeTally(),
  value: ({ least }) => (Number.isFinite(least) ? least : undefined),
});
