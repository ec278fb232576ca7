import { NO_SIDE, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { RangeTally } from "../tally.ts";

/** The greatest value of a field. */
export const max: DetectorFunction = defineFunction({
  name: "max",
  sides: NO_SIDE,
  field: "number",
  model: "amount",
  silence: "nothing",
  tally: () => new RangeTally(),
  value: ({ greatest }) => (Number.isFinite(greatest) ? greatest : undefined),
});
