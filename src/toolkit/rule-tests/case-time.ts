import { parseDuration } from "../../event/date-math.ts";
import type { Json } from "../../event/json.ts";
import { parseTime } from "../../event/time.ts";

/** The clock of a case that says none: early in a slot of every usual interval, so that the first minutes are one slot. */
export const CASE_CLOCK: number = Date.UTC(2024, 4, 1, 10, 1, 0);

/** A span of time as case files write it: `10s`, `1h30m`, `0`. Undefined for anything else. */
export function spanOfTime(value: Json | undefined): number | undefined {
  if (value === 0) return 0;
  if (typeof value !== "string") return undefined;
  const parts = value.trim().match(/\d+[a-z]+/g) ?? [];
  if (value.trim() === "0") return 0;
  if (parts.length === 0 || parts.join("") !== value.trim()) return undefined;
  const spans = parts.map(parseDuration);
  return spans.every((span) => span !== undefined) ? spans.reduce((sum, span) => sum + span, 0) : undefined;
}

/** `10s` after the clock, `-10s` before it, or a date and time. */
export function momentOf(value: Json, clock: number): number | undefined {
  const negative = typeof value === "string" && value.startsWith("-");
  const span = spanOfTime(negative ? value.slice(1) : value);
  if (span !== undefined) return clock + (negative ? -span : span);
  return typeof value === "string" && /^\d{4}-/.test(value) ? parseTime(value) : undefined;
}
