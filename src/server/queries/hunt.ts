import type { Json } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { formatTime } from "../../event/time.ts";
import { eventTime, type EventStore } from "../../store/events.ts";
import { compileQuery } from "../../toolkit/query.ts";
import type { QueryResult } from "../../toolkit/query-search.ts";
import { wireDiagnostic } from "../http/faults.ts";
import type { HuntResult, HuntRows } from "../wire/hunt.ts";
import type { Histogram } from "../wire/alerts.ts";
import type { HuntTask } from "./messages.ts";

/** Events looked at, and held for what needs all of them, at the most; and how long it may take. */
const MOST_SCANNED = 5_000_000;
const MOST_HELD = 200_000;
const LONGEST_MS = 30_000;
const BINS = 60;

/**
 * Runs a query over the stored events of a time. Filters are judged frame by frame, the latest first; what looks at
 * several events at once (sequences, ES|QL) gets the events that fit one of its tests.
 * @throws {QueryError} for a query with a fault
 */
export function hunt(task: HuntTask, events: EventStore): HuntResult {
  const started = performance.now();
  const compiled = compileQuery(task.language, task.query, { size: task.size, now: Math.min(task.to, Date.now()) });
  const isFilter =
    task.language === "kuery" || task.language === "lucene" || (compiled.plan.root.kind === "filter" && compiled.plan.pipes.length === 0);
  const bins = createBins(task);
  const held: EventDocument[] = [];
  let scanned = 0;
  let truncated = false;
  const isOver = (): boolean => scanned >= MOST_SCANNED || performance.now() - started > LONGEST_MS;
  for (const batch of events.scan({ from: task.from, to: task.to })) {
    scanned += batch.length;
    const wanted = isFilter ? fitting(compiled.search(batch)) : batch;
    for (const event of wanted) {
      bins.add(eventTime(event as EventDocument));
      if (held.length < (isFilter ? task.size : MOST_HELD)) held.push(event as EventDocument);
      else truncated = true;
    }
    if (!isOver()) continue;
    truncated = true;
    break;
  }
  const result = isFilter ? ({ kind: "events", events: inOrder(held) } as const) : rowsOf(compiled.search(inOrder(held)));
  const milliseconds = Math.round(performance.now() - started);
  return {
    scanned,
    milliseconds,
    truncated,
    diagnostics: compiled.diagnostics.map((each) => wireDiagnostic(each)),
    histogram: bins.histogram(),
    result,
  };
}

function fitting(result: QueryResult<EventDocument>): readonly object[] {
  return "events" in result ? result.events : [];
}

function rowsOf(result: QueryResult<EventDocument>): HuntRows {
  if ("events" in result) return { kind: "events", events: result.events };
  if ("sequences" in result)
    return { kind: "sequences", sequences: result.sequences.map(({ joinKeys, events }) => ({ joinKeys: joinKeys.map(keyText), events })) };
  const { columns, rows, warnings } = result as unknown as {
    columns: { name: string; type: string }[];
    rows: Json[][];
    warnings: string[];
  };
  return { kind: "table", columns, rows: rows.map((row) => row.map(cell)), warnings };
}

const keyText = (key: unknown): string | null => (key === null || key === undefined ? null : String(key));
/** A long past 2^53 travels as text. */
const cell = (value: unknown): Json => (typeof value === "bigint" ? value.toString() : (value as Json));

/** Newest first. */
const inOrder = (events: EventDocument[]): EventDocument[] => events.sort((a, b) => (eventTime(b) ?? 0) - (eventTime(a) ?? 0));

function createBins({ from, to }: HuntTask): { add(time: number | undefined): void; histogram(): Histogram } {
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
