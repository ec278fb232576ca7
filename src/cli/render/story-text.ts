import { escapeText } from "../../diagnostics/index.ts";
import { formatTime } from "../../event/time.ts";
import type { Paint } from "../../formats/output/paint.ts";

/** Phrases that the stories of all rule types are told with. Events are numbers from 0; people see them from 1. */

/** `1–4, 7, … 12 more`, as people count. */
export function eventNumbers(events: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run && event === run[1] + 1) run[1] = event;
    else runs.push([event, event]);
  }
  const shown = runs
    .slice(0, MAX_RUNS)
    .map(([first, last]) =>
      first === last ? `${first + 1}` : last === first + 1 ? `${first + 1}, ${last + 1}` : `${first + 1}–${last + 1}`,
    );
  const more = runs.slice(MAX_RUNS).reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return more > 0 ? `${shown.join(", ")}, … ${more} more` : shown.join(", ");
}

const MAX_RUNS = 12;

/** `event 3`, `events 3, 4`. */
export const eventsText = (events: readonly number[]): string => `${events.length === 1 ? "event" : "events"} ${eventNumbers(events)}`;

export const stamp = (time: number, paint: Paint): string => paint("dim", formatTime(time));

/** ` by (a, b)`; nothing where there are no keys. */
export const keyText = (key: readonly (string | null)[]): string => (key.length === 0 ? "" : ` by ${tupleText(key)}`);

/** `(a, b)`, escaped. */
export const tupleText = (values: readonly (string | null)[]): string =>
  `(${values.map((value) => (value === null ? "null" : escapeText(value))).join(", ")})`;

/** `host.name: "a", user.name: "b"` */
export const namedValues = (fields: readonly string[], values: readonly (string | null)[]): string =>
  fields.map((field, i) => `${escapeText(field)}: ${escapeText(JSON.stringify(values[i] ?? null))}`).join(", ");

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

/** `2m`, `1h 30m`, `3.4s`, `250ms`: the two largest units there are. */
export function durationText(ms: number): string {
  if (ms < 0) return `-${durationText(-ms)}`;
  if (ms < 1000) return `${ms}ms`;
  if (ms < 60_000) return `${Math.round(ms) / 1000}s`;
  const at = UNITS.findIndex(([, size]) => ms >= size);
  const [unit, size] = UNITS[at] as (typeof UNITS)[number];
  const next = UNITS[at + 1];
  const rest = next ? Math.floor((ms % size) / next[1]) : 0;
  return `${Math.floor(ms / size)}${unit}${rest > 0 && next ? ` ${rest}${next[0]}` : ""}`;
}

/** Events that the operator never saw. */
export function unseenLines(timeless: readonly number[], keyless: readonly number[] = [], fields: readonly string[] = []): string[] {
  const lines: string[] = [];
  if (keyless.length > 0)
    lines.push(
      `  ${eventsText(keyless)}: no value of ${fields.map(escapeText).join(" or ")}, so the rule cannot count ${keyless.length === 1 ? "it" : "them"}`,
    );
  if (timeless.length > 0)
    lines.push(`  ${eventsText(timeless)}: no readable time, so the rule's state never sees ${timeless.length === 1 ? "it" : "them"}`);
  return lines;
}
