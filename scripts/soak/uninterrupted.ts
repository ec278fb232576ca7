import { join } from "node:path";
import { createEngine } from "../../src/engine/engine.ts";
import { loadExceptions } from "../../src/rules/exceptions/load.ts";
import { loadRules } from "../../src/rules/load.ts";
import { Detection } from "../../src/server/detection/detection.ts";
import { openDatabase, type Database } from "../../src/store/database.ts";
import { JournalReader } from "../../src/store/journal/reader.ts";
import { checkSegment, listSegments, type Position, segmentName } from "../../src/store/journal/segment.ts";
import { readIndicators } from "../../src/toolkit/indicators.ts";
import { loadAllJobs } from "../../src/toolkit/ml-jobs.ts";

export interface UninterruptedRun {
  /** Of the service: its journal is read, nothing is written. */
  readonly data: string;
  readonly storeId: string;
  readonly rules: string;
  readonly exceptions: string;
  readonly indicators: string;
  readonly latenessMs: number;
  /** The time that the clock shows at the end. */
  readonly end: number;
  /** Where the alerts go. */
  readonly database: string;
}

/**
 * One engine over the whole journal, from its first frame to its last, never stopped and never restored, that parses every event where
 * the service judges lines. Gives its database.
 */
export async function runUninterrupted(run: UninterruptedRun): Promise<{ readonly database: Database; readonly ids: ReadonlySet<string> }> {
  const database = openDatabase(run.database);
  const journal = join(run.data, "journal");
  const options = { database, journalFolder: journal, storeId: run.storeId, wall: () => 0 };
  const detection = new Detection({
    ...options,
    onFault: (error) => {
      throw error;
    },
  });
  const engine = createEngine({
    rules: (await loadRules([run.rules])).rules,
    exceptions: (await loadExceptions([run.exceptions])).lists,
    mlJobs: (await loadAllJobs()).jobs,
    lateness: run.latenessMs,
    ledger: detection.note,
    recall: detection.recall,
  });
  engine.liveLines = () => undefined;
  for await (const batch of readIndicators([run.indicators], { now: Date.now() }))
    for (const indicator of batch) engine.addIndicator(indicator);
  detection.start(engine);
  const reader = new JournalReader(journal, { segment: segmentName(0), offset: 0, sequence: 0 }, (damage) => {
    throw new Error(`the journal is damaged: ${JSON.stringify(damage)}`);
  });
  const ids = new Set<string>();
  const end = endOf(journal);
  for (let frame = reader.next(end); frame; frame = reader.next(end)) {
    detection.advance(frame.received - (frame.received % 1_000));
    detection.judge(frame);
    for (const { id } of frame.entries) if (id !== null) ids.add(id);
  }
  detection.advance(run.end);
  detection.commit(reader.position);
  reader.close();
  return { database, ids };
}

function endOf(journal: string): Position {
  const last = listSegments(journal).at(-1);
  if (!last) throw new Error("the journal is empty");
  const { end, nextSequence } = checkSegment(journal, last);
  return { segment: last.name, offset: end, sequence: nextSequence };
}

/** What two databases say differently: the first few of each kind, as text. */
export function differences(served: Database, expected: Database): readonly string[] {
  return COMPARED.flatMap(([what, sql]) => {
    const rows = (database: Database): ReadonlySet<string> =>
      new Set(
        database
          .prepare(sql)
          .all()
          .map((row) => JSON.stringify(row)),
      );
    const [have, want] = [rows(served), rows(expected)];
    const missing = [...want].filter((row) => !have.has(row));
    const extra = [...have].filter((row) => !want.has(row));
    const tell = (list: readonly string[], word: string): string[] =>
      list.length === 0 ? [] : [`${list.length} ${what} ${word}, as ${list.slice(0, 3).join(" ").slice(0, 3_000)}`];
    return [...tell(missing, "missing"), ...tell(extra, "that an uninterrupted engine does not make")];
  });
}

/**
 * Everything of an alert but when it was stored and what people did with it, all of the ledger's counts, and how much state
 * there is (events that are held have other numbers where the engine was restored, and of those that were not parsed nothing is saved).
 */
const COMPARED = [
  ["alerts", "SELECT id, rule_name, time, event_time, group_id, suppressed, reason, document, block FROM alerts"],
  ["counts of the ledger", "SELECT rule_id, fate, day, count FROM ledger_counts"],
  ["pieces of state", "SELECT rule, operator, count(*) AS n FROM state WHERE operator <> 'event' GROUP BY rule, operator"],
] as const;
