import { formatTime } from "../../event/time.ts";
import { eventTime, type EventStore } from "../../store/events.ts";
import { wireDiagnostic } from "../http/faults.ts";
import type { Histogram } from "../wire/alerts.ts";
import type { HuntResult } from "../wire/hunt.ts";
import { createFinder, type QuerySurroundings } from "./finder.ts";
import type { HuntTask } from "./messages.ts";

const BINS = 60;

/**
 * Runs a query over the stored events of a time, the latest frames first, as long as it may. Where time is over it says how
 * far it came; of a query that judges event by event another hunt may go on from there.
 * @throws {QueryError} for a query with a fault
 */
export function hunt(task: HuntTask, events: EventStore, surroundings: QuerySurroundings): HuntResult {
  const started = performance.now();
  const finder = createFinder(task, surroundings);
  const span = task.after ? task : within(task, events);
  const bins = createBins(span);
  const counts = { scanned: 0, found: 0 };
  let stopped: HuntResult["stopped"] = null;
  const frames = events.scanFrames({ ...span, after: task.after });
  for (const { events: batch, place } of frames) {
    const found = finder.take(batch);
    for (const event of found) bins.add(eventTime(event));
    counts.scanned += batch.length;
    counts.found += found.length;
    const why = finder.state === "full" ? "full" : performance.now() - started > task.longestMs ? "time" : null;
    if (finder.state === "enough") break;
    if (why === null) continue;
    const next = finder.isByEvent ? `${place.latest}.${place.firstSequence}` : null;
    stopped = { why, at: formatTime(Math.min(place.latest, span.to)), next };
    break;
  }
  const result = finder.finish();
  return {
    ...counts,
    from: formatTime(span.from),
    to: formatTime(span.to),
    milliseconds: Math.round(performance.now() - started),
    stopped,
    diagnostics: finder.diagnostics.map((each) => wireDiagnostic(each)),
    histogram: bins.histogram(),
    result,
  };
}

type Span = Pick<HuntTask, "from" | "to">;

/** No longer than there are events. */
function within({ from, to }: HuntTask, { blocks }: EventStore): Span {
  const { earliest, latest } = blocks.totals();
  const start = Math.max(from, earliest ?? from);
  return start > to ? { from, to } : { from: start, to: Math.max(start, Math.min(to, latest ?? to)) };
}

function createBins({ from, to }: Span): { add(time: number | undefined): void; histogram(): Histogram } {
  const binMs = Math.max(1, Math.ceil((to - from) / BINS));
  const counts = Array.from({ length: Math.max(1, Math.ceil((to - from + 1) / binMs)) }, () => 0);
  return {
    add(time) {
      if (time === undefined) return;
      const bin = Math.floor((time - from) / binMs);
      if (counts[bin] !== undefined) counts[bin]++;
    },
    histogram: () => ({ times: counts.map((_, i) => formatTime(from + i * binMs)), binMs, series: [{ name: "events", counts }] }),
  };
}
