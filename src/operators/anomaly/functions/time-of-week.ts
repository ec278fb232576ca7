import { NO_SIDE, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { MomentsTally } from "../tally.ts";

/** The first Monday of the epoch. */
const MONDAY = 4 * 24 * 60 * 60 * 1000;

/** At which time of the week events come, in seconds from Monday on, UTC. */
export const timeOfWeek: DetectorFunction = defineFunction({
  name: "time_of_week",
  sides: NO_SIDE,
  field: "none",
  model: "clock",
  silence: "nothing",
  period: { length: 7 * 24 * 60 * 60 * 1000, start: MONDAY },
  tally: () => new MomentsTally(),
  value: ({ count, mean }) => (count === 0 ? undefined : mean),
});
