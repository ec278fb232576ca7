import { NO_SIDE, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { CountTally } from "../tally.ts";

/** Values that occur in few buckets, compared with the others. */
export const rare: DetectorFunction = defineFunction({
  name: "rare",
  sides: NO_SIDE,
  field: "none",
  model: "rarity",
  silence: "nothing",
  tally: () => new CountTally(),
  value: () => 1,
});
