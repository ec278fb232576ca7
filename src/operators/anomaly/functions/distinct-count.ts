import { ALL_SIDES, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { ValuesTally } from "../tally.ts";

/** How many different values of a field. */
export const distinctCount: DetectorFunction = defineFunction({
  name: "distinct_count",
  sides: ALL_SIDES,
  field: "text",
  model: "amount",
  silence: "zero",
  counts: true,
  tally: () => new ValuesTally(),
  value: ({ sample }) => sample.distinct,
});
