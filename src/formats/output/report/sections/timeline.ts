import { formatCount, plural } from "../../quantity.ts";
import { type AlertSeverity, SEVERITIES } from "../../severity.ts";
import { html, type Html } from "../html.ts";
import type { NumberedAlert, ReportModel } from "../model.ts";
import { dateTime, duration, severityMark } from "../phrases.ts";
import { addCounts, noCounts, type SeverityCounts, sumOf } from "../tally.ts";
import type { TimeBin } from "../time-bins.ts";
import { BREAK_WIDTH, createTimeScale, type Segment, ticksOf, type TimeScale } from "../timeline-scale.ts";

const WIDTH = 980;
const LABEL_WIDTH = 132;
const LABEL_CHARS = 17;
/** Room for the last label of the axis. */
const RIGHT = 24;
const MAX_LANES = 12;
const ROW = 15;
/** Marks nearer than this are drawn as one. */
const MARK_ROOM = 17;
const TICK_ROOM = 64;
/** Alerts listed at once; more are folded. */
const LISTED = 60;

/** Alerts by time: one lane a host, then the list. */
export function timelineSection({ data, byTime }: ReportModel): Html {
  const bins = data.times.bins();
  const timeless = data.timeless > 0 && html`<p class="note">${plural(data.timeless, "alert")} without a readable time: not on the line.</p>`;
  return html`<section id="timeline" aria-labelledby="timeline-title"><h2 id="timeline-title">Timeline</h2>
<p class="lead">All times are UTC. Shapes show severity; long stretches without alerts are cut out.</p>
${bins.length > 0 && html`<div class="scroll" tabindex="0" role="region" aria-label="Timeline by host">${drawing(bins, byTime)}</div>`}${timeless}
${chronicle(byTime)}</section>`;
}

/** Alerts of one lane that are drawn as one. */
interface Cluster {
  readonly x: number;
  readonly from: number;
  to: number;
  readonly counts: SeverityCounts;
}

interface Lane {
  readonly label: string;
  readonly clusters: readonly Cluster[];
  readonly height: number;
}

function drawing(bins: readonly TimeBin[], byTime: readonly NumberedAlert[]): Html {
  const scale = createTimeScale(bins.map((bin) => bin.from), LABEL_WIDTH, WIDTH - LABEL_WIDTH - RIGHT);
  const lanes = lanesOf(bins, scale);
  const tops = lanes.map((_, i) => lanes.slice(0, i).reduce((sum, lane) => sum + lane.height, 8));
  const bottom = lanes.reduce((sum, lane) => sum + lane.height, 8);
  const height = bottom + 44;
  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${plural(byTime.length, "alert")} by time and host; the list below says the same">
${scale.segments.map((segment, i) => axis(segment, scale, bottom, scale.segments[i - 1]))}
${lanes.map((lane, i) => drawLane(lane, tops[i] ?? 0))}</svg>`;
}

function lanesOf(bins: readonly TimeBin[], scale: TimeScale): readonly Lane[] {
  const byHost = Map.groupBy(bins, (bin) => bin.lane);
  const first = (host: string): number => Math.min(...(byHost.get(host) ?? []).map((bin) => bin.from));
  const busiest = [...byHost.keys()].filter((host) => host !== "").sort((a, b) => binSum(byHost.get(b)) - binSum(byHost.get(a)));
  const shown = busiest.slice(0, MAX_LANES).sort((a, b) => first(a) - first(b));
  const rest = [...byHost].filter(([host]) => !shown.includes(host));
  const lanes = shown.map((host) => laneOf(host, byHost.get(host) ?? [], scale));
  if (rest.length === 0) return lanes;
  const others = busiest.length - shown.length;
  const label = others > 0 ? `${formatCount(others)} more hosts` : "no host";
  return [...lanes, laneOf(label, rest.flatMap(([, own]) => own), scale)];
}

const binSum = (bins: readonly TimeBin[] | undefined): number => (bins ?? []).reduce((sum, bin) => sum + sumOf(bin.counts), 0);

function laneOf(label: string, bins: readonly TimeBin[], scale: TimeScale): Lane {
  const clusters: Cluster[] = [];
  for (const bin of bins.toSorted((a, b) => a.from - b.from)) {
    const x = scale.x(bin.from);
    let cluster = clusters.at(-1);
    if (!cluster || x - cluster.x > MARK_ROOM) clusters.push((cluster = { x, from: bin.from, to: bin.from, counts: noCounts() }));
    cluster.to = bin.from;
    addCounts(cluster.counts, bin.counts);
  }
  const rows = Math.max(1, ...clusters.map(({ counts }) => SEVERITIES.filter((severity) => counts[severity] > 0).length));
  return { label, clusters, height: rows * ROW + 16 };
}

function axis(segment: Segment, scale: TimeScale, bottom: number, before: Segment | undefined): Html {
  const { from, left, width } = segment;
  const day = dateTime(from).slice(0, 10);
  const gap = before && brokenAxis(left - BREAK_WIDTH / 2, bottom, duration(from - before.to));
  const ticks = ticksOf(segment, TICK_ROOM).map(({ time, label }) => {
    const x = round(scale.x(time));
    return html`<line class="tick" x1="${x}" x2="${x}" y1="6" y2="${bottom + 4}"/><text class="tick-label" x="${x}" y="${bottom + 18}" text-anchor="middle">${label}</text>`;
  });
  const isNewDay = !before || dateTime(before.from).slice(0, 10) !== day;
  return html`<g>${gap}<line class="axis" x1="${round(left)}" x2="${round(left + width)}" y1="${bottom}" y2="${bottom}"/>${ticks}${isNewDay && html`<text class="day" x="${round(left)}" y="${bottom + 36}">${day}</text>`}</g>`;
}

/** Two strokes across the axis, and how long nothing happened. */
function brokenAxis(x: number, bottom: number, length: string): Html {
  const stroke = (at: number): Html => html`<line class="axis" x1="${round(at - 2.5)}" x2="${round(at + 2.5)}" y1="${bottom + 5}" y2="${bottom - 5}"/>`;
  return html`<g><title>${length} without alerts</title>${stroke(x - 3)}${stroke(x + 3)}<text class="gap" x="${round(x)}" y="${bottom + 34}" text-anchor="middle">${shortLength(length)}</text></g>`;
}

/** `11 h 25 min` as `11 h`. */
const shortLength = (length: string): string => length.split(" ").slice(0, 2).join(" ");

function drawLane({ label, clusters, height }: Lane, top: number): Html {
  const middle = top + height / 2;
  const short = label.length > LABEL_CHARS ? `${label.slice(0, LABEL_CHARS - 1)}…` : label;
  return html`<g><line class="lane" x1="0" x2="${WIDTH}" y1="${top + height}" y2="${top + height}"/><text class="lane-label" x="0" y="${middle + 4}">${short}<title>${label}</title></text>${clusters.map((cluster) => drawCluster(cluster, middle))}</g>`;
}

function drawCluster({ x, from, to, counts }: Cluster, middle: number): Html {
  const present = SEVERITIES.toReversed().filter((severity) => counts[severity] > 0);
  const top = middle - ((present.length - 1) * ROW) / 2;
  const told = present.map((severity) => `${formatCount(counts[severity])} ${severity}`).join(", ");
  const span = from === to ? dateTime(from) : `${dateTime(from)} – ${dateTime(to).slice(11)}`;
  const shapes = present.map((severity, i) => {
    const y = top + i * ROW;
    const count = counts[severity] > 1 && html`<text class="many" x="${round(x + 8)}" y="${round(y + 4)}">${formatCount(counts[severity])}</text>`;
    return html`${shape(severity, x, y)}${count}`;
  });
  return html`<g><title>${span}: ${told}</title>${shapes}</g>`;
}

/** The shapes of `severityMark`, drawn. */
function shape(severity: AlertSeverity, x: number, y: number): Html {
  const at = (dx: number, dy: number): string => `${round(x + dx)},${round(y + dy)}`;
  switch (severity) {
    case "critical":
      return html`<polygon class="fill critical" points="${at(0, -6.5)} ${at(6.5, 0)} ${at(0, 6.5)} ${at(-6.5, 0)}"/>`;
    case "high":
      return html`<polygon class="fill high" points="${at(0, -5.5)} ${at(6, 5)} ${at(-6, 5)}"/>`;
    case "medium":
      return html`<rect class="fill medium" x="${round(x - 4.5)}" y="${round(y - 4.5)}" width="9" height="9"/>`;
    case "low":
      return html`<circle class="fill low" cx="${round(x)}" cy="${round(y)}" r="4.5"/>`;
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;

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
