import { type DateFields } from "./date-fields.ts";
import { plain, type Whole } from "./whole.ts";

const secondOfDay = ({ hour, minute, second }: DateFields): number => hour * 3600 + minute * 60 + second;
const alignedDay = (day: number): number => ((day - 1) % 7) + 1;
const alignedWeek = (day: number): number => Math.floor((day - 1) / 7) + 1;
const nanoOfDay = (fields: DateFields): Whole => plain(BigInt(secondOfDay(fields)) * 1_000_000_000n + BigInt(fields.nano));

/** java.time's fields of a date, by name in lower case. */
// biome-ignore format: table
export const CHRONO_FIELDS: ReadonlyMap<string, (fields: DateFields) => Whole> = new Map<string, (fields: DateFields) => Whole>([
  ["aligned_day_of_week_in_month", ({ day }) => alignedDay(day)],
  ["aligned_day_of_week_in_year", ({ dayOfYear }) => alignedDay(dayOfYear)],
  ["aligned_week_of_month", ({ day }) => alignedWeek(day)],
  ["aligned_week_of_year", ({ dayOfYear }) => alignedWeek(dayOfYear)],
  ["ampm_of_day", ({ hour }) => (hour < 12 ? 0 : 1)],
  ["clock_hour_of_ampm", ({ hour }) => hour % 12 || 12],
  ["clock_hour_of_day", ({ hour }) => hour || 24],
  ["day_of_month", ({ day }) => day],
  ["day_of_week", ({ dayOfWeek }) => dayOfWeek],
  ["day_of_year", ({ dayOfYear }) => dayOfYear],
  ["epoch_day", ({ epochDay }) => epochDay],
  ["era", ({ year }) => (year > 0 ? 1 : 0)],
  ["hour_of_ampm", ({ hour }) => hour % 12],
  ["hour_of_day", ({ hour }) => hour],
  ["instant_seconds", (fields) => fields.epochDay * 86_400 + secondOfDay(fields) - fields.offset / 1000],
  ["micro_of_day", (fields) => secondOfDay(fields) * 1_000_000 + Math.floor(fields.nano / 1000)],
  ["micro_of_second", ({ nano }) => Math.floor(nano / 1000)],
  ["milli_of_day", (fields) => secondOfDay(fields) * 1000 + Math.floor(fields.nano / 1_000_000)],
  ["milli_of_second", ({ nano }) => Math.floor(nano / 1_000_000)],
  ["minute_of_day", ({ hour, minute }) => hour * 60 + minute],
  ["minute_of_hour", ({ minute }) => minute],
  ["month_of_year", ({ month }) => month],
  ["nano_of_day", nanoOfDay],
  ["nano_of_second", ({ nano }) => nano],
  ["offset_seconds", ({ offset }) => offset / 1000],
  ["proleptic_month", ({ year, month }) => year * 12 + month - 1],
  ["second_of_day", secondOfDay],
  ["second_of_minute", ({ second }) => second],
  ["year", ({ year }) => year],
  ["year_of_era", ({ year }) => (year > 0 ? year : 1 - year)],
]);
