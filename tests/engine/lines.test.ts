import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateEvents } from "../../bench/generate.ts";
import type { Alert } from "../../src/alerts/alert.ts";
import type { LedgerEntry } from "../../src/alerts/ledger.ts";
import type { JsonObject } from "../../src/event/json.ts";
import type { Rule } from "../../src/rules/model.ts";
import { scan, type ScanOptions } from "../../src/toolkit/scan.ts";
import { ruleWith } from "../support/rule-text.ts";

/**
 * Events are judged by the bytes of their lines, by one thread or several, or parsed (as a scan of a span of time does it): what comes
 * out is the same.
 */

const folder = mkdtempSync(join(tmpdir(), "tocsin-lines-"));
const file = join(folder, "events.ndjson");
/** Without odd lines: every event has a time. */
const timed = join(folder, "timed.ndjson");
/** More than one block of bytes. */
const EVENTS = 6_000;

const eql = (number: number, query: string, more: Readonly<Record<string, unknown>> = {}): Rule =>
  ruleWith({ rule_id: `rule-${number}`, name: `Rule ${number}`, type: "eql", language: "eql", query, from: "now-10m", ...more });

const esql = (number: number, query: string): Rule =>
  ruleWith({ rule_id: `rule-${number}`, name: `Rule ${number}`, type: "esql", language: "esql", query, from: "now-10m", max_signals: 20 });

const RULES: readonly Rule[] = [
  eql(1, `file where file.extension == "exe" and event.action == "deletion"`),
  eql(2, `sequence by process.entity_id with maxspan=5m [process where event.type == "start"] [network where destination.port == 445]`),
  eql(3, `sequence by host.id, user.name with maxspan=1m [registry where true] [library where dll.name : "clr.dll"] [network where true]`),
  eql(4, `sequence by host.id with maxspan=1s [file where event.action == "deletion"] ![process where event.type == "end"]`),
  eql(
    5,
    `sequence with maxspan=1s [process where process.name : "GIT.exe"] [file where file.extension == "pf"] until [network where true]`,
  ),
  eql(6, `sequence by process.executable with maxspan=10s [process where event.type == "start"] [library where true]`, { max_signals: 5 }),
  // More stages than have a bit in an integer.
  eql(9, `sequence by host.id with maxspan=1h [file where event.action == "open"] with runs=34`),
  ruleWith({
    rule_id: "rule-7",
    type: "threshold",
    language: "kuery",
    query: "event.kind: event",
    threshold: { field: ["host.name"], value: 20, cardinality: [{ field: "user.name", value: 3 }] },
  }),
  ruleWith({
    rule_id: "rule-8",
    type: "new_terms",
    language: "kuery",
    query: "event.category: network",
    new_terms: {
      field: "new_terms_fields",
      value: ["destination.domain", "host.name"],
      history_window_start: [{ field: "history_window_start", value: "now-7d" }],
    },
  }),
  // No sequence takes these events, so that they are told by their places.
  ruleWith({
    rule_id: "rule-10",
    type: "new_terms",
    language: "kuery",
    query: "event.category: file and not event.action: (open or deletion)",
    max_signals: 30,
    new_terms: {
      field: "new_terms_fields",
      value: ["file.name", "user.name"],
      history_window_start: [{ field: "history_window_start", value: "now-1d" }],
    },
  }),
  esql(11, `FROM logs-* | WHERE event.category == "file" | STATS c = COUNT(*), f = COUNT_DISTINCT(file.path) BY host.name | WHERE c > 2`),
  esql(
    12,
    `FROM logs-* METADATA _id | WHERE event.category == "file" AND file.extension != "exe" | SORT file.name, @timestamp DESC | LIMIT 7`,
  ),
  esql(
    13,
    `FROM logs-* METADATA _id | WHERE file.extension == "dll" | EVAL n = SPLIT(file.path, "\\\\") | MV_EXPAND n | WHERE LENGTH(n) > 9`,
  ),
  // The order of a text's values counts.
  esql(14, `FROM logs-* | WHERE MV_FIRST(error.message) == "nested" | STATS c = COUNT(*), m = VALUES(MV_LAST(error.message)) BY host.name`),
  esql(15, `FROM logs-* | STATS c = COUNT(*) BY m = MV_CONCAT(error.message, "+") | WHERE m IS NOT NULL`),
];

/** Lines that are no plain ECS documents, or no documents at all. */
const ODD: readonly string[] = [
  "",
  " \r",
  '{"broken":',
  "[1]",
  '{"event":{"category":"process"},"event":{"category":"file","kind":"event"},"host":{"name":"twice"}}',
  '{"_index":"logs-x-default","_source":{"event":{"kind":"event"},"host":{"name":"hit"},"@timestamp":"2026-01-05T08:00:01Z"}}',
  '{"event.kind":"event","host.name":"dotted","@timestamp":"2026-01-05T08:00:02Z","data_stream":{"type":"logs","dataset":"x","namespace":"d"}}',
  '{"event":{"kind":"event"},"host":{"name":"no time"}}',
  '{"event":{"kind":"event"},"host":{"name":["a","b"]},"@timestamp":"2026-01-05 08:00:03"}',
  '{"event":{"category":["file"]},"host":{"name":["a"]},"file":{"name":"\\u00e9\\t\u{1f600}","extension":null,"path":"a\\\\b"},"@timestamp":"2026-01-05T08:00:04Z"}',
  '{"event.category":"file","host.name":9007199254740993,"file":{"name":["x","y"]},"user.name":"","@timestamp":"2026-01-05T08:00:05Z"}',
  '{"_id":"known","event":{"category":"file"},"host":{"name":true},"file":{"name":"z","path":"q"},"user":{"name":"u"},"@timestamp":"2026-01-05T08:00:06Z"}',
  '{"_id":"known","event":{"category":"file"},"host":{"name":true},"file":{"name":"z","path":"q"},"user":{"name":"u"},"@timestamp":"2026-01-05T08:00:06Z"}',
  '{"event":{"category":"file"},"host.name":"spelt twice","error.message":"dotted","error":{"message":"nested"},"@timestamp":"2026-01-05T08:00:07Z"}',
  '{"event":{"category":"file"},"host.name":"spelt twice","error":{"message":["nested","again"]},"error.message":"dotted","@timestamp":"2026-01-05T08:00:08Z"}',
];

beforeAll(async () => {
  await generateEvents(EVENTS, file, 5);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const written = lines.map((line, i) => {
    const event = JSON.parse(line) as { process: JsonObject } & JsonObject;
    event.process["entity_id"] = `entity ${i % 211}`;
    return JSON.stringify(event);
  });
  writeFileSync(timed, `${written.join("\n")}\n`);
  // Not in order of time, with odd lines among the others.
  const mixed = written.flatMap((_, i) => [
    written[(i * 7) % written.length] as string,
    ...(i % 300 === 0 ? [ODD[(i / 300) % ODD.length] as string] : []),
  ]);
  writeFileSync(file, `${mixed.join("\n")}\n`);
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly alerts: readonly Alert[];
  readonly ledger: readonly string[];
  readonly counts: unknown;
}

async function run(options: Partial<ScanOptions>, input = file): Promise<Outcome> {
  const alerts: Alert[] = [];
  const ledger: string[] = [];
  const sink = {
    alert: (alert: Alert) => void alerts.push(alert),
    ledger: (entry: LedgerEntry) => void ledger.push(JSON.stringify(entry)),
  };
  const { seconds: _, rules, input: summary, bytes: __, ...report } = await scan({ inputs: [input], rules: RULES, ...options }, sink);
  const skipped = summary.skipped.map(({ code, count, example }) => [code, count, example.location?.line]);
  return { alerts, ledger: ledger.toSorted(), counts: { ...report, skipped, rules: rules.map(({ ms: ___, ...rule }) => rule) } };
}

/** Rules without an index of their own: events are offered to their jobs alone. */
const JOB_RULES: readonly Rule[] = ["high_count_events_for_a_host_name_ea", "v3_rare_process_by_host_windows_ea"].map((job, i) =>
  ruleWith({ rule_id: `job-rule-${i}`, type: "machine_learning", machine_learning_job_id: job, anomaly_threshold: 1 }),
);

describe("judging lines by their bytes", () => {
  let parsed: Outcome;
  let outcome: Outcome;
  beforeAll(async () => {
    parsed = await run({ since: Number.MIN_SAFE_INTEGER });
    outcome = await run({});
  });

  test("gives the same as parsing each event", () => {
    expect(outcome.alerts).toEqual(parsed.alerts);
    expect(outcome.ledger).toEqual(parsed.ledger);
    expect(outcome.alerts.length).toBeGreaterThan(100);
    expect(new Set(outcome.alerts.map((alert) => alert["kibana.alert.rule.rule_id"])).size).toBeGreaterThan(8);
  });

  test.each([2, 3])(
    "gives the same with %d threads",
    async (jobs) => {
      expect(await run({ jobs })).toEqual(outcome);
    },
    // Each thread compiles the rules anew: on a machine that is full of other work that alone can take a minute.
    180_000,
  );

  test("gives the same from a stream that cannot be read again", async () => {
    const piped = await run({}, `${file}.gz`);
    const plain = (alerts: readonly Alert[]): unknown => alerts.map((alert) => ({ ...alert, "tocsin.source": null }));
    expect(plain(piped.alerts)).toEqual(plain(parsed.alerts));
  });

  test.each([1, 2])("counts events that only jobs take as such that no rule took, with %d threads", async (jobs) => {
    const counted = await run({ rules: JOB_RULES, jobs }, timed);
    const { counts } = await run({ rules: JOB_RULES, since: Number.MIN_SAFE_INTEGER }, timed);
    expect(counted.counts).toEqual(counts);
    const report = counts as { unrouted: number; jobs: readonly { events: number }[] };
    expect(report.unrouted).toBe(EVENTS);
    expect(report.jobs.some(({ events }) => events > 0)).toBe(true);
  });
});
