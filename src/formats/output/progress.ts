import { fit } from "./cell.ts";
import { formatBytes, formatRate, formatSeconds, plural } from "./quantity.ts";

/** Where a progress line goes: standard error, if it is a terminal. */
export interface ProgressTarget {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly width: number;
}

export interface ProgressState {
  readonly bytes: number;
  /** Absent where the input has no known end. */
  readonly totalBytes?: number | undefined;
  readonly events: number;
  readonly alerts: number;
}

/** One line that is written over itself. On anything but a terminal it writes nothing. */
export interface ProgressLine {
  /** Draws, but at most ten times a second: call it as often as you like. */
  update(state: ProgressState): void;
  /** Wipes the line; before anything else is written to the terminal, and at the end. */
  clear(): void;
}

const REDRAW_MILLISECONDS = 100;
/** An estimate of the time left needs so much of the work done. */
const MIN_DONE = 0.02;
const BAR_WIDTH = 20;
const WIPE = "\r\u001b[K";

/** @param now milliseconds of any clock that only goes forward */
export function createProgressLine(target: ProgressTarget, now: () => number = () => performance.now()): ProgressLine {
  const started = now();
  let drawn = Number.NEGATIVE_INFINITY;
  let visible = false;
  return {
    update(state) {
      const time = now();
      if (!target.isTerminal || time - drawn < REDRAW_MILLISECONDS) return;
      drawn = time;
      visible = true;
      target.write(`\r${fit(progressText(state, (time - started) / 1000), target.width - 1)}`);
    },
    clear() {
      if (visible) target.write(WIPE);
      visible = false;
      drawn = Number.NEGATIVE_INFINITY;
    },
  };
}

/** `████░░ 41 %  120.4 MB of 300.0 MB  68,200 events (51,000/s)  14 alerts  about 3.4 s left` */
export function progressText({ bytes, totalBytes, events, alerts }: ProgressState, seconds: number): string {
  const done = totalBytes === undefined || totalBytes === 0 ? undefined : Math.min(1, bytes / totalBytes);
  const rate = formatRate(events, seconds);
  const counts = [`${plural(events, "event")}${rate === "" ? "" : ` (${rate})`}`, plural(alerts, "alert")];
  if (done === undefined || totalBytes === undefined) return [formatBytes(bytes), ...counts].join("  ");
  const filled = Math.round(done * BAR_WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  const left = done >= MIN_DONE && done < 1 ? [`about ${formatSeconds((seconds / done) * (1 - done))} left`] : [];
  return [`${bar} ${Math.floor(done * 100)} %`, `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`, ...counts, ...left].join("  ");
}
