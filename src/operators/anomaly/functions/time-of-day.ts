import { NO_SIDE, defineFunction, type DetectorFunction } from "../detector-function.ts";
import { MomentsTally } from "../tally.ts";

/** At which time of the day events come, in seconds from midnight on, UTC. */
export const timeOfDay: DetectorFunction = defineFunction({
  name: "time_of_day",
  sides: NO_SIDE,
  field: "none",
  model: "clock",
  silence: "nothing",
  period: { length: 24 * 60 * 60 * 1000, start: 0 },
  tally: () => new MomentsTally(),
  value: ({ count, mean }) => (count === 0 ? undefined : mean),
});
