import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-ml-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, lines: readonly object[] | string): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof lines === "string" ? lines : lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return path;
};

const RULE = file(
  "rule.toml",
  `[metadata]\ncreation_date = "2026/11/24"\nmaturity = "production"\nupdated_date = "2026/11/24"\n[rule]\nauthor = ["Tocsin"]\nname = "Rare Tool"\ndescription = "d"\nrisk_score = 21\nseverity = "low"\nrule_id = "7d1f6a30-2f8c-4b0e-8d52-4c8a3c1f0a01"
type = "machine_learning"\nmachine_learning_job_id = "own_rare_tool"\nanomaly_threshold = 50\nfrom = "now-45m"\ninterval = "15m"\n`,
);
const JOB = file(
  "job.toml",
  `[[job]]\nid = "own_rare_tool"\nbucket_span = "15m"\nquery = "event.category: process"\ninfluencers = ["host.name"]\n[[job.detectors]]\nfunction = "rare"\nby_field_name = "process.name"\n`,
);
const START = Date.UTC(2025, 0, 6);
const started = (n: number, name: string): object => ({
  "@timestamp": new Date(START + n * 900_000).toISOString(),
  data_stream: { type: "logs", dataset: "test", namespace: "default" },
  event: { category: ["process"] },
  process: { name },
  host: { name: "web1" },
});
const EVENTS = file("events.ndjson", [...Array.from({ length: 500 }, (_, n) => started(n, "sshd")), started(499, "xmrig")]);
const record = (score: number): object => ({
  job_id: "own_rare_tool",
  result_type: "record",
  is_interim: false,
  record_score: score,
  timestamp: START,
  bucket_span: 900,
  function: "rare",
  by_field_name: "process.name",
  by_field_value: "nc",
  actual: [1],
  typical: [0],
});

describe("machine learning rules on the command line", () => {
  test("a job of one's own makes records, and the rule alerts", async () => {
    const { code, out } = await runCli(["scan", EVENTS, "--rules", RULE, "--ml-jobs", JOB, "--output", "ndjson"]);
    expect([code, out.trim().split("\n").length]).toEqual([0, 1]);
    expect(JSON.parse(out)).toMatchObject({
      "process.name": ["xmrig"],
      "host.name": ["web1"],
      job_id: "own_rare_tool",
      "tocsin.anomaly": { explanation: expect.stringMatching(/^rare of process.name xmrig: never seen before.*one in 500/) },
    });
  });

  test("given records are read, and what nobody computes is a warning", async () => {
    const records = file("records.ndjson", [record(60), record(40)]);
    const { out } = await runCli(["scan", file("none.ndjson", [{}]), "--rules", RULE, "--anomalies", records, "--output", "ndjson"]);
    expect(out.trim().split("\n")).toHaveLength(1);
    expect(out).toContain('"process.name":["nc"]');
  });

  test("explain tells which record, why, and how far below the threshold", async () => {
    const computed = await runCli(["explain", RULE, EVENTS, "--ml-jobs", JOB]);
    expect(computed.out).toContain("anomaly records of own_rare_tool with a score of 50 or more");
    expect(computed.out).toMatch(/✓ own_rare_tool 2025-01-11T\S+: score 5\d\.\d+: rare of process.name xmrig: never seen before/);
    expect(computed.out).toContain("an event: the rule reads anomaly records");
    const below = await runCli(["explain", RULE, file("empty.ndjson", [{}]), "--anomalies", file("below.ndjson", [record(44.5)])]);
    expect(below.out).toContain(
      "✗ own_rare_tool 2025-01-06T00:00:00.000Z: score 44.5, 5.5 below the threshold: rare of process.name nc: 1, where 0 is typical",
    );
  });

  test("a faulty job is told with its place", async () => {
    const bad = file(
      "bad.toml",
      `[[job]]\nid = "own_rare_tool"\nbucket_span = "15m"\n[[job.detectors]]\nfunction = "rar"\nby_field_name = "process.name"\n`,
    );
    const { code, err } = await runCli(["scan", EVENTS, "--rules", RULE, "--ml-jobs", bad, "--strict"]);
    expect(code).toBe(2);
    expect(err).toContain("bad.toml:5:12");
    expect(err).toContain("did you mean `rare`?");
  });
});
