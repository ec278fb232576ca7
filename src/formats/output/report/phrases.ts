import { formatTime } from "../../../event/time.ts";
import { formatCount, plural } from "../quantity.ts";
import { type AlertSeverity, SEVERITIES } from "../severity.ts";
import { html, type Html } from "./html.ts";
import type { SeverityCounts } from "./tally.ts";

/** `2024-05-14 02:16:12` (UTC). */
export const dateTime = (time: number | undefined): string =>
  time === undefined ? "no time" : formatTime(time).slice(0, 19).replace("T", " ");

/** For machines, beside what people read. */
export const timeElement = (time: number | undefined): Html =>
  time === undefined ? html`<span class="dim">no time</span>` : html`<time datetime="${formatTime(time)}">${dateTime(time)}</time>`;

/** `2024-05-14 02:16:12 – 13:41:15`: what both have in common is said once. */
export function timeSpan(from: number | undefined, to: number | undefined): string {
  const [start, end] = [dateTime(from), dateTime(to)];
  if (from === undefined || to === undefined || start === end) return start;
  return start.slice(0, 10) === end.slice(0, 10) ? `${start} – ${end.slice(11)}` : `${start} – ${end}`;
}

/** `4 min`, `11 h 25 min`, `3 days`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return plural(Math.round(hours / 24), "day");
}

/** A severity as a shape and a word: no reader depends on colour. */
export const severityMark = (severity: AlertSeverity): Html => html`<span class="mark ${severity}">${SHAPES[severity]}</span>`;

export const severityWord = (severity: AlertSeverity): Html =>
  html`<span class="severity ${severity}">${severityMark(severity)} ${severity}</span>`;

const SHAPES: Readonly<Record<AlertSeverity, string>> = { low: "●", medium: "■", high: "▲", critical: "◆" };

/** The severities that occur, worst first, with how many. */
export const countList = (counts: SeverityCounts): Html =>
  html`<span class="counts">${SEVERITIES.toReversed()
    .filter((severity) => counts[severity] > 0)
    .map(
      (severity) =>
        html`<span class="count ${severity}" title="${formatCount(counts[severity])} ${severity}">${severityMark(severity)} ${formatCount(counts[severity])}<span class="unseen"> ${severity}</span></span> `,
    )}</span>`;
