import { formatCount, plural } from "../../quantity.ts";
import type { Collected } from "../collect.ts";
import { html, type Html } from "../html.ts";
import type { NumberedAlert, ReportModel } from "../model.ts";
import { dateTime, severityMark } from "../phrases.ts";
import { timelineDrawing } from "./timeline-drawing.ts";

/** Alerts listed at once; more are folded. */
const LISTED = 60;

/** Alerts by time: one lane a host, then the list. */
export function timelineSection({ data, byTime }: ReportModel): Html {
  const bins = data.times.bins().map((bin) => ({ ...bin, from: Math.max(bin.from, firstTime(data)) }));
  const timeless =
    data.timeless > 0 && html`<p class="note">${plural(data.timeless, "alert")} without a readable time: not on the line.</p>`;
  return html`<section id="timeline" aria-labelledby="timeline-title"><h2 id="timeline-title">Timeline</h2>
<p class="lead">All times are UTC. Shapes show severity; long stretches without alerts are cut out.</p>
${bins.length > 0 && html`<div class="scroll" tabindex="0" role="region" aria-label="Timeline by host">${timelineDrawing(bins)}</div>`}${timeless}
${chronicle(byTime)}</section>`;
}

/** A bin may start before the first alert in it; the line does not. */
const firstTime = ({ byRule }: Collected): number =>
  byRule.sorted().reduce((first, { from }) => (from === undefined ? first : Math.min(first, from)), Number.POSITIVE_INFINITY);

/** Every alert that is shown whole, one line each, in the order of time. */
function chronicle(byTime: readonly NumberedAlert[]): Html {
  const [first, rest] = [byTime.slice(0, LISTED), byTime.slice(LISTED)];
  return html`<ol class="chronicle">${first.map(entry)}</ol>${rest.length > 0 && html`<details><summary>${formatCount(rest.length)} more</summary><ol class="chronicle">${rest.map(entry)}</ol></details>`}`;
}

function entry({ number, time, kept: { event } }: NumberedAlert, index: number, all: readonly NumberedAlert[]): Html {
  const { severity, rule, host, user, what } = event.row;
  const [day, clock] = time === undefined ? ["", "no time"] : dateTime(time).split(" ");
  const [dayBefore] = dateTime(all[index - 1]?.time).split(" ");
  const isNewDay = index === 0 || day !== dayBefore;
  return html`${isNewDay && html`<li class="newday">${day}</li>`}<li><span class="clock">${clock}</span> ${severityMark(severity)} <a href="#a${number}"><span class="unseen">${severity}: </span>${rule}</a> <span class="who">${[host, user].filter((part) => part !== "").join(" · ")}</span> <span class="what">${what}</span></li>`;
}
