import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateEvents } from "../../bench/generate.ts";
import type { Alert } from "../../src/alerts/alert.ts";
import type { LedgerEntry } from "../../src/alerts/ledger.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { LineJudging, LinePlan } from "../../src/engine/lines/line-judging.ts";
import { READ_BLOCK_BYTES } from "../../src/formats/input/limits.ts";
import type { EngineStats } from "../../src/engine/stats.ts";
import { readBlocks } from "../../src/formats/input/read.ts";
import { ECS_MARKS } from "../../src/integrations/recognise.ts";
import type { MlJob } from "../../src/rules/ml-jobs/model.ts";
import type { Rule } from "../../src/rules/model.ts";
import { LineWorkers } from "../../src/toolkit/lines/workers.ts";
import { loadJobsFor } from "../../src/toolkit/ml-jobs.ts";
import { createSpillFile } from "../../src/toolkit/spill-file.ts";
import { ruleWith } from "../support/rule-text.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-workers-"));
const EVENTS = 2_000;
const START = Date.UTC(2026, 0, 5);
const STEP = 15 * 60_000;
let bytes = Buffer.alloc(0);
/** The same events, over some weeks. */
let spread = Buffer.alloc(0);
let mlJobs: readonly MlJob[] = [];

beforeAll(async () => {
  mlJobs = (await loadJobsFor(JOB_RULES)).jobs;
  const file = join(folder, "events.ndjson");
  await generateEvents(EVENTS, file, 11);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  bytes = Buffer.from(lines.flatMap((line, i) => (i % 90 === 7 ? [ODD[(i / 90) | 0] ?? "", line] : [line])).join("\n"));
  const weeks = lines.map((line, i) => line.replace(/"@timestamp":"[^"]*"/, `"@timestamp":"${new Date(START + i * STEP).toISOString()}"`));
  spread = Buffer.from(weeks.join("\n"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** No events, raw records, and a hit that holds an event. */
const ODD: readonly string[] = [
  "",
  "[1]",
  '{"eventVersion":"1.08","eventSource":"sts.amazonaws.com","eventName":"GetCallerIdentity"}',
  '{"_index":"logs-x-default","_source":{"event":{"kind":"event","category":"file"},"host":{"name":"7"},"@timestamp":"2026-01-05T08:00:01Z"}}',
];

const rule = (number: number, language: string, query: string, more: object = {}): Rule =>
  ruleWith({ rule_id: `rule-${number}`, type: language, language, query, from: "now-10m", max_signals: 50, ...more });

const RULES: readonly Rule[] = [
  rule(1, "eql", `file where file.extension == "exe"`),
  rule(2, "eql", `sequence by host.id with maxspan=5m [process where event.type == "start"] [network where destination.port == 445]`),
  rule(3, "eql", `sequence by process.executable with maxspan=10s [process where event.type == "start"] [library where true]`),
  rule(4, "esql", `FROM logs-* | WHERE event.category == "file" | STATS c = COUNT(*) BY host.name | WHERE c > 2`),
  // Hardly any of these can be read as numbers, each of which is counted.
  rule(5, "esql", `FROM logs-* METADATA _id | WHERE event.category == "file" AND TO_INTEGER(host.name) < 8 AND user.name != "x"`),
  rule(6, "esql", `FROM logs-* METADATA _id | WHERE TO_INTEGER(file.extension) > 1 OR event.category == "registry"`),
  ruleWith({
    rule_id: "rule-7",
    type: "threshold",
    language: "kuery",
    query: "event.category: network",
    threshold: { field: ["host.name"], value: 5, cardinality: [{ field: "user.name", value: 2 }] },
  }),
];

const JOBS = ["high_count_events_for_a_host_name_ea", "v3_rare_process_by_host_windows_ea", "v3_windows_rare_user_runas_event"];
const JOB_RULES: readonly Rule[] = JOBS.map((job, i) =>
  ruleWith({ rule_id: `job-${i}`, type: "machine_learning", machine_learning_job_id: job, anomaly_threshold: 1 }),
);

const LINES = { capacity: READ_BLOCK_BYTES, guarded: ["_source"], marks: ECS_MARKS };

interface Outcome {
  readonly alerts: readonly Alert[];
  readonly ledger: readonly LedgerEntry[];
  readonly stats: EngineStats;
}

interface Judged {
  readonly rules: readonly Rule[];
  readonly events: Buffer;
}

/** All that comes out of judging the events, read in pieces of these sizes, by so many threads. */
const run = (judged: Judged, jobs: number, sizes: readonly number[]): Promise<Outcome> =>
  runOver(judged, jobs, readBlocks(["-"], { stdin: pieces(judged.events, sizes), now: 0 }));

async function runOver({ rules }: Pick<Judged, "rules">, jobs: number, input: ReturnType<typeof readBlocks>): Promise<Outcome> {
  const spill = createSpillFile();
  const ledger: LedgerEntry[] = [];
  const engine = createEngine({ rules, mlJobs, spill, ledger: (entry) => ledger.push(structuredClone(entry)) });
  const workers = jobs > 1 ? new LineWorkers(jobs) : undefined;
  try {
    const lines = engine.lines(LINES) as LineJudging;
    workers?.begin(lines);
    for await (const batch of input) {
      if (!Array.isArray(batch)) await (workers ?? lines).take(batch);
      else if (workers && batch.length === 0) await workers.settle();
      else if (workers) await workers.after(() => batch.forEach((event) => engine.push(event)));
      else for (const event of batch) engine.push(event);
    }
    await workers?.finish();
    const alerts = [...engine.finish()];
    return { alerts, ledger, stats: engine.stats() };
  } finally {
    await workers?.close();
    spill.close();
  }
}

// biome-ignore lint/suspicious/useAwait: a stream
async function* pieces(events: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let start = 0, i = 0; start < events.length; i++) {
    const end = start + (sizes[i % sizes.length] as number);
    yield Buffer.from(events.subarray(start, end));
    start = end;
  }
}

const threads = fc.integer({ min: 1, max: 4 });
const sizesOfPieces = fc.array(fc.oneof(fc.integer({ min: 300, max: 9_000 }), fc.integer({ min: 10_000, max: 900_000 })), {
  minLength: 1,
  maxLength: 4,
});

describe("judging lines in several threads", () => {
  test("changes nothing that comes out, whatever the blocks and the number of threads", async () => {
    const all: Judged = { rules: RULES, events: bytes };
    const alone = await run(all, 1, [bytes.length]);
    expect(alone.alerts.length).toBeGreaterThan(100);
    expect(alone.stats.esql_warnings.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(threads, sizesOfPieces, async (jobs, sizes) => {
        expect(await run(all, jobs, sizes)).toEqual(alone);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);

  test("changes nothing where they read the file themselves, some of which is no UTF-8", async () => {
    const odd = Buffer.from(bytes);
    odd[odd.indexOf("C:", odd.length >> 1)] = 0xff;
    const path = join(folder, "several.ndjson");
    writeFileSync(path, Buffer.concat([bytes, bytes, odd, bytes].flatMap((each) => [each, Buffer.from("\n")])));
    const all = { rules: RULES };
    const alone = await runOver(all, 1, readBlocks([path], { now: 0 }));
    expect(alone.alerts.length).toBeGreaterThan(100);
    for (const jobs of [1, 2, 3]) expect(await runOver(all, jobs, readBlocks([path], { now: 0, apart: true }))).toEqual(alone);
  }, 120_000);

  test("changes nothing that machine learning jobs find", async () => {
    const all: Judged = { rules: JOB_RULES, events: spread };
    const alone = await run(all, 1, [spread.length]);
    expect(alone.alerts.length).toBeGreaterThan(5);
    await fc.assert(
      fc.asyncProperty(threads, sizesOfPieces, async (jobs, sizes) => {
        expect(await run(all, jobs, sizes)).toEqual(alone);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);

  test("tells of a thread that cannot begin", async () => {
    await expect(runWith((plan) => ({ ...plan, patterns: undefined as never }))).rejects.toThrow("not iterable");
  });

  test("tells of a thread that fails with a block of its own, and waits for nothing", async () => {
    await expect(runWith((plan) => ({ ...plan, rules: { ...plan.rules, needs: [] } }))).rejects.toThrow("undefined");
  });
});

/** Judges the same events again and again by a thread with another plan and by the one that calls, until the other one fails. */
async function runWith(change: (plan: LinePlan) => LinePlan): Promise<never> {
  const spill = createSpillFile();
  const workers = new LineWorkers(2);
  try {
    const lines = createEngine({ rules: RULES, spill }).lines(LINES) as LineJudging;
    workers.begin({ ...lines, plan: () => change(lines.plan()) });
    for (;;)
      for await (const batch of readBlocks(["-"], { stdin: pieces(bytes, [50_000]), now: 0 }))
        if (!Array.isArray(batch)) await workers.take(batch);
  } finally {
    await workers.close();
    spill.close();
  }
}
