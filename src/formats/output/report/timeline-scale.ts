import { formatTime } from "../../../event/time.ts";

/** A stretch of time that is drawn to scale; between two of them the axis is broken. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Pixels. */
  readonly left: number;
  readonly width: number;
}

export interface TimeScale {
  readonly segments: readonly Segment[];
  x(time: number): number;
}

const MAX_BREAKS = 7;
/** A gap is cut out when it is longer than this part of what is drawn. */
const GAP_PART = 0.25;
/** Shorter gaps are never cut. */
const LEAST_GAP = 15 * 60_000;
export const BREAK_WIDTH = 50;
const LEAST_WIDTH = 46;

/**
 * Times on a line of `width` pixels. Long stretches in which nothing happened are cut out, the longest first, so that an
 * attack of minutes stays readable beside one event of another year.
 */
export function createTimeScale(times: readonly number[], margin: number, width: number): TimeScale {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const cuts = longGaps(sorted);
  const ends = [...cuts, sorted.length - 1];
  const spans = ends.map((end, i): Span => {
    const start = i === 0 ? 0 : (ends[i - 1] ?? 0) + 1;
    return { from: sorted[start] ?? 0, to: sorted[end] ?? 0, times: end - start + 1 };
  });
  const segments = place(spans, margin, width);
  return { segments, x: (time) => position(segments, time) };
}

/** Indexes of times after which the axis is broken, ascending. */
function longGaps(sorted: readonly number[]): readonly number[] {
  const gaps = sorted.slice(1).map((time, i) => ({ at: i, length: time - (sorted[i] ?? 0) }));
  let drawn = sum(gaps.map((gap) => gap.length));
  const cuts: number[] = [];
  for (const { at, length } of gaps.toSorted((a, b) => b.length - a.length).slice(0, MAX_BREAKS)) {
    if (length < Math.max(LEAST_GAP, drawn * GAP_PART)) break;
    drawn -= length;
    cuts.push(at);
  }
  return cuts.sort((a, b) => a - b);
}

/** Each segment has its least width; the rest is shared half by length, damped so that short bursts stay open, and half by how much happened. */
function place(spans: readonly Span[], margin: number, width: number): readonly Segment[] {
  const free = width - (spans.length - 1) * BREAK_WIDTH - spans.length * LEAST_WIDTH;
  const lengths = spans.map(({ from, to }) => Math.sqrt(to - from));
  const length = sum(lengths) || 1;
  const times = sum(spans.map((span) => span.times));
  let left = margin;
  return spans.map(({ from, to, times: own }, i) => {
    const part = ((lengths[i] ?? 0) / length + own / times) / 2;
    const segment = { from, to, left, width: LEAST_WIDTH + part * free };
    left += segment.width + BREAK_WIDTH;
    return segment;
  });
}

interface Span {
  readonly from: number;
  readonly to: number;
  /** Different times within. */
  readonly times: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const INSET = 12;

function position(segments: readonly Segment[], time: number): number {
  const segment = segments.findLast(({ from }) => time >= from) ?? segments[0];
  if (!segment) return 0;
  const { from, to, left, width } = segment;
  if (to === from) return left + width / 2;
  const part = Math.min(1, Math.max(0, (time - from) / (to - from)));
  return left + INSET + part * (width - 2 * INSET);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances between ticks that people count in. */
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_592_000,
  7_776_000, 15_552_000, 31_536_000, 157_680_000, 315_360_000,
].map((seconds) => seconds * SECOND);
const CENTURY = 36_525 * DAY;

export interface Tick {
  readonly time: number;
  readonly label: string;
}

/** Ticks of a segment at least `room` pixels apart; one at its start where no round time falls into it. */
export function ticksOf({ from, to, width }: Segment, room: number): readonly Tick[] {
  const perTick = ((to - from) * room) / Math.max(1, width);
  const step = STEPS.find((each) => each >= perTick) ?? Math.ceil(perTick / CENTURY) * CENTURY;
  const ticks: Tick[] = [];
  if (to > from) for (let time = Math.ceil(from / step) * step; time <= to; time += step) ticks.push({ time, label: label(time, step) });
  return ticks.length > 0 ? ticks : [{ time: from, label: label(from, SECOND) }];
}

/** At midnight the day, else the time. */
function label(time: number, step: number): string {
  const iso = formatTime(time);
  if (step >= DAY) return iso.slice(0, 10);
  if (time % DAY === 0) return iso.slice(5, 10);
  return step >= MINUTE ? iso.slice(11, 16) : iso.slice(11, 19);
}
