import type { TimeZone } from "../../event/time-zone.ts";
import { DAY, dateOf, daysOf, HOUR, MINUTE, SECOND } from "../../event/calendar.ts";

/** An instant in UTC or a zone, taken apart. Weeks are ISO 8601's: they start on Monday, and the first has four days of its year. */
export interface DateFields {
  readonly epochDay: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfYear: number;
  /** 1 is Monday. */
  readonly dayOfWeek: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Nanoseconds of the second. */
  readonly nano: number;
  /** Milliseconds east of UTC. */
  readonly offset: number;
  readonly zone?: TimeZone | undefined;
}

/** @param nano nanoseconds below the millisecond */
export function dateFields(instant: number, nano = 0, zone?: TimeZone): DateFields {
  const offset = zone?.offsetAt(instant) ?? 0;
  const milliseconds = instant + offset;
  const epochDay = Math.floor(milliseconds / DAY);
  const ofDay = milliseconds - epochDay * DAY;
  const { year, month, day } = dateOf(epochDay);
  return {
    epochDay,
    year,
    month,
    day,
    dayOfYear: epochDay - daysOf(year, 1, 1) + 1,
    dayOfWeek: weekday(epochDay),
    hour: Math.floor(ofDay / HOUR),
    minute: Math.floor((ofDay % HOUR) / MINUTE),
    second: Math.floor((ofDay % MINUTE) / SECOND),
    nano: (ofDay % SECOND) * 1_000_000 + nano,
    offset,
    zone,
  };
}

const weekday = (epochDay: number): number => ((((epochDay + 3) % 7) + 7) % 7) + 1;

/** The week's number and the year it belongs to: that of its Thursday. */
export function weekOf({ epochDay, dayOfWeek }: DateFields): { readonly year: number; readonly week: number } {
  const thursday = epochDay - dayOfWeek + 4;
  const { year } = dateOf(thursday);
  return { year, week: Math.floor((thursday - daysOf(year, 1, 1)) / 7) + 1 };
}

// biome-ignore format: table
export const MONTH_NAMES: readonly string[] = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
export const DAY_NAMES: readonly string[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
