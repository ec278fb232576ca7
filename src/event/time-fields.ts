/** What a date pattern reads from a text; -1 where nothing was written. */
export interface TimeFields {
  year: number;
  month: number;
  day: number;
  dayOfYear: number;
  hour: number;
  hour12: number;
  afternoon: boolean;
  minute: number;
  second: number;
  millisecond: number;
  /** Milliseconds east of UTC. */
  offset: number;
}

export const newFields = (): TimeFields => ({
  year: -1,
  month: -1,
  day: -1,
  dayOfYear: -1,
  hour: -1,
  hour12: -1,
  afternoon: false,
  minute: -1,
  second: -1,
  millisecond: -1,
  offset: 0,
});
