import type { HuntQuery, HuntResult } from "../../../src/server/wire/hunt.ts";
import { count } from "../parts/format.ts";

const LONGEST_SECONDS = 300;

/** What to ask next where a hunt has stopped: for the rest, or, where it cannot go on, the same with more time. */
export function further(asked: HuntQuery, { from, to, stopped }: HuntResult): HuntQuery {
  const after = stopped?.next ?? null;
  return { ...asked, from, to, ...(after === null ? { seconds: LONGEST_SECONDS } : { after }) };
}

/** What was found before, and what was found behind it, in the same bins of time. */
export function joined(before: HuntResult, more: HuntResult): HuntResult {
  const [a, b] = [before.result, more.result];
  const counts = before.histogram.series[0]?.counts.map((n, i) => n + (more.histogram.series[0]?.counts[i] ?? 0)) ?? [];
  return {
    ...more,
    scanned: before.scanned + more.scanned,
    found: before.found + more.found,
    milliseconds: before.milliseconds + more.milliseconds,
    histogram: { ...before.histogram, series: [{ name: "events", counts }] },
    result: a.kind === "events" && b.kind === "events" ? { kind: "events", events: [...a.events, ...b.events] } : b,
  };
}

/** `: 12 found`, and how many of them are listed where that is not all. */
export function countsOf({ found, result }: HuntResult): string {
  if (result.kind !== "events") return "";
  const listed = result.events.length;
  return listed < found ? `: ${count(found)} found, ${count(listed)} of them listed` : `: ${count(found)} found`;
}
