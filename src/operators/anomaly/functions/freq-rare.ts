import { NO_SIDE, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { CountTally } from "../tally.ts";

/** Values that few events have, compared with the others, the more so the more often one comes in a bucket. */
export const freqRare: DetectorFunction = defineFunction({
  name: "freq_rare",
  sides: NO_SIDE,
  field: "none",
  model: "rarity",
  silence: "nothing",
  counts: true,
  tally: () => new CountTally(),
  value: (tally) => tally.count,
});
