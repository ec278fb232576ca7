/** What a date pattern reads from a text; -1 where nothing was written. */
export interface TimeFields {
  year: number;
  month: number;
  day: number;
  dayOfYear: number;
  hour: number;
  hour12: number;
  /** Of `hour12`; undefined where nothing says which half of the day. */
  afternoon: boolean | undefined;
  minute: number;
  second: number;
  millisecond: number;
  /** From the begin of the day, in milliseconds; instead of hours and what is below them. */
  ofDay: number;
  /** 0 is Monday. */
  weekday: number;
  /** Milliseconds east of UTC. */
  offset: number;
  /** Instead of an offset: the region whose time it is. */
  region: string | undefined;
}

export const newFields = (): TimeFields => ({
  year: -1,
  month: -1,
  day: -1,
  dayOfYear: -1,
  hour: -1,
  hour12: -1,
  afternoon: undefined,
  minute: -1,
  second: -1,
  millisecond: -1,
  ofDay: -1,
  weekday: -1,
  offset: 0,
  region: undefined,
});
