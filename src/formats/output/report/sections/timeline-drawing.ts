import { formatCount, plural } from "../../quantity.ts";
import { type AlertSeverity, SEVERITIES } from "../../severity.ts";
import { html, type Html } from "../html.ts";
import { dateTime, duration } from "../phrases.ts";
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
const TICK_ROOM = 76;

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

/** One lane a host, with the alerts as shapes along the time; an equal list stands beside it on the page. */
export function timelineDrawing(bins: readonly TimeBin[]): Html {
  const scale = createTimeScale(
    bins.map(({ from }) => from),
    LABEL_WIDTH,
    WIDTH - LABEL_WIDTH - RIGHT,
  );
  const lanes = lanesOf(bins, scale);
  const tops = lanes.map((_, i) => lanes.slice(0, i).reduce((sum, lane) => sum + lane.height, 8));
  const bottom = lanes.reduce((sum, lane) => sum + lane.height, 8);
  const height = bottom + 44;
  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${plural(binSum(bins), "alert")} by time and host; the list below says the same">
${scale.segments.map((segment, i) => axis(segment, scale, bottom, scale.segments[i - 1]))}
${lanes.map((lane, i) => drawLane(lane, tops[i] ?? 0))}</svg>`;
}

function lanesOf(bins: readonly TimeBin[], scale: TimeScale): readonly Lane[] {
  const byHost = Map.groupBy(bins, (bin) => bin.lane);
  const first = (host: string): number =>
    (byHost.get(host) ?? []).reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY);
  const busiest = [...byHost.keys()].filter((host) => host !== "").sort((a, b) => binSum(byHost.get(b)) - binSum(byHost.get(a)));
  const shown = busiest.slice(0, MAX_LANES).sort((a, b) => first(a) - first(b));
  const rest = [...byHost].filter(([host]) => !shown.includes(host));
  const lanes = shown.map((host) => laneOf(host, byHost.get(host) ?? [], scale));
  if (rest.length === 0) return lanes;
  const label = busiest.length > shown.length ? "all others" : "no host";
  return [
    ...lanes,
    laneOf(
      label,
      rest.flatMap(([, own]) => own),
      scale,
    ),
  ];
}

const binSum = (bins: readonly TimeBin[] | undefined): number => (bins ?? []).reduce((sum, bin) => sum + sumOf(bin.counts), 0);

function laneOf(label: string, bins: readonly TimeBin[], scale: TimeScale): Lane {
  const sorted = bins.toSorted((a, b) => a.from - b.from);
  const close = cluster(sorted, scale, MARK_ROOM);
  const most = close.reduce((max, { counts }) => Math.max(max, ...SEVERITIES.map((severity) => counts[severity])), 0);
  const clusters = most < 10 ? close : cluster(sorted, scale, MARK_ROOM + shortCount(most).length * DIGIT);
  const rows = clusters.reduce((max, { counts }) => Math.max(max, SEVERITIES.filter((severity) => counts[severity] > 0).length), 1);
  return { label, clusters, height: rows * ROW + 16 };
}

/** Puts together what would be drawn over one another. */
function cluster(sorted: readonly TimeBin[], scale: TimeScale, room: number): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const bin of sorted) {
    const x = scale.x(bin.from);
    let last = clusters.at(-1);
    if (!last || x - last.x > room) clusters.push((last = { x, from: bin.from, to: bin.from, counts: noCounts() }));
    last.to = bin.from;
    addCounts(last.counts, bin.counts);
  }
  return clusters;
}

/** Pixels of a digit. */
const DIGIT = 6;

/** `4.9k`. */
function shortCount(count: number): string {
  if (count < 1000) return String(count);
  const [value, unit] = count < 1_000_000 ? [count / 1000, "k"] : [count / 1_000_000, "M"];
  return `${value.toFixed(value < 10 ? 1 : 0)}${unit}`;
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

/** Two strokes across the axis, and above them, clear of the labels of ticks, how long nothing happened. */
function brokenAxis(x: number, bottom: number, length: string): Html {
  const stroke = (at: number): Html =>
    html`<line class="axis" x1="${round(at - 2.5)}" x2="${round(at + 2.5)}" y1="${bottom + 5}" y2="${bottom - 5}"/>`;
  return html`<g><title>${length} without alerts</title>${stroke(x - 3)}${stroke(x + 3)}<text class="gap" x="${round(x)}" y="${bottom - 10}" text-anchor="middle">${shortLength(length)}</text></g>`;
}

/** `11 h 25 min` as `11 h`. */
const shortLength = (length: string): string => length.split(" ").slice(0, 2).join(" ");

function drawLane({ label, clusters, height }: Lane, top: number): Html {
  const middle = top + height / 2;
  const short = label.length > LABEL_CHARS ? `${label.slice(0, LABEL_CHARS - 1)}…` : label;
  return html`<g><line class="lane" x1="0" x2="${WIDTH}" y1="${top + height}" y2="${top + height}"/><text class="lane-label" x="0" y="${middle + 4}">${short}<title>${label}</title></text>${clusters.map((each) => drawCluster(each, middle))}</g>`;
}

function drawCluster({ x, from, to, counts }: Cluster, middle: number): Html {
  const present = SEVERITIES.toReversed().filter((severity) => counts[severity] > 0);
  const top = middle - ((present.length - 1) * ROW) / 2;
  const told = present.map((severity) => `${formatCount(counts[severity])} ${severity}`).join(", ");
  const span = from === to ? dateTime(from) : `${dateTime(from)} – ${dateTime(to).slice(11)}`;
  const shapes = present.map((severity, i) => {
    const y = top + i * ROW;
    const count =
      counts[severity] > 1 && html`<text class="many" x="${round(x + 8)}" y="${round(y + 4)}">${shortCount(counts[severity])}</text>`;
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
