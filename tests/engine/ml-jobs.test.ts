import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Alert } from "../../src/alerts/alert.ts";
import type { Engine } from "../../src/engine/contract.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { StateEntry } from "../../src/engine/state/journal.ts";
import type { JsonObject } from "../../src/event/json.ts";
import type { EventDocument } from "../../src/event/origin.ts";
import { loadRuleText } from "../../src/rules/load.ts";
import type { MlJob } from "../../src/rules/ml-jobs/model.ts";
import type { Rule } from "../../src/rules/model.ts";
import { loadAllJobs } from "../../src/toolkit/ml-jobs.ts";
import { scan } from "../../src/toolkit/scan.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2025, 0, 6);
const DAYS = 24;
const JOBS = ["auth_rare_user_ea", "auth_rare_source_ip_for_a_user_ea", "auth_rare_hour_for_a_user_ea", "auth_high_count_logon_events_ea"];

const logon = (time: number, user: string | string[], ip: string): EventDocument => ({
  "@timestamp": new Date(time).toISOString(),
  data_stream: { type: "logs", dataset: "system.auth", namespace: "default" },
  event: { category: ["authentication"], outcome: "success" },
  user: { name: user },
  source: { ip },
  host: { name: "web1" },
  message: "x".repeat(40),
});

/** Working days of ten users, and three things that are not usual. */
function logons(): readonly EventDocument[] {
  const events: EventDocument[] = [];
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < 60; n++)
      events.push(
        logon(
          START + day * 24 * HOUR + 8 * HOUR + n * 9 * 60_000 + ((day * 7919 + n * 104729) % 9) * 1000,
          `user${n % 10}`,
          `10.0.0.${n % 10}`,
        ),
      );
  const last = START + (DAYS - 1) * 24 * HOUR;
  events.push(logon(last + 9 * HOUR, ["user1", "intruder"], "203.0.113.9"), logon(last + 3 * HOUR, "user4", "10.0.0.4"));
  for (let n = 0; n < 300; n++) events.push(logon(last + 12 * HOUR + n, "user7", "10.0.0.7"));
  return events
    .sort((a, b) => (String(a["@timestamp"]) < String(b["@timestamp"]) ? -1 : 1))
    .map((event, n) => ({ ...event, _id: `e${n}` }));
}

function ruleOf(job: string, number: number): Rule {
  const rule = { rule_id: `00000000-0000-4000-8000-00000000000${number}`, name: job, description: "d", risk_score: 1, severity: "low" };
  const own = { type: "machine_learning", machine_learning_job_id: job, anomaly_threshold: 20, interval: "15m", from: "now-45m" };
  const [loaded] = loadRuleText("rule.json", JSON.stringify({ ...rule, ...own })).rules;
  return loaded as Rule;
}

const rules = JOBS.map(ruleOf);
const events = logons();
let jobs: readonly MlJob[] = [];
let expected: readonly JsonObject[] = [];

const finish = (engine: Engine): readonly Alert[] => [...engine.finish()];
const told = (alerts: Iterable<Alert>): readonly JsonObject[] =>
  Array.from(alerts, (alert): JsonObject => Object.fromEntries(Object.entries(alert).filter(([key]) => key !== "tocsin.source"))).sort(
    byId,
  );
const byId = (a: JsonObject, b: JsonObject): number => (String(a["_id"]) < String(b["_id"]) ? -1 : 1);

beforeAll(async () => {
  jobs = (await loadAllJobs()).jobs;
  const engine = createEngine({ rules, mlJobs: jobs });
  for (const event of events) engine.push(event);
  expected = told(finish(engine));
});

describe("machine learning jobs in the engine", () => {
  test("find what is unusual", () => {
    const names = new Set(expected.map((alert) => alert["kibana.alert.rule.name"]));
    expect(names).toEqual(new Set(JOBS));
    expect(expected.find((alert) => JSON.stringify(alert["user.name"])?.includes("intruder"))).toMatchObject({
      job_id: "auth_rare_user_ea",
      "@timestamp": "2025-01-29T09:15:00.000Z",
      "kibana.alert.original_time": "2025-01-29T09:00:00.000Z",
    });
  });

  test("whatever order events are pushed in", () => {
    const engine = createEngine({ rules, mlJobs: jobs });
    for (const event of events.toReversed()) engine.push(event);
    expect(told(finish(engine))).toEqual(expected);
  });

  test("live, record by record as buckets end", () => {
    const engine = createEngine({ rules, mlJobs: jobs, lateness: "60s" });
    const alerts: Alert[] = [];
    for (const event of events) {
      const time = Date.parse(String(event["@timestamp"]));
      alerts.push(...engine.advance(time), ...engine.push(event));
    }
    const before = alerts.length;
    expect(told([...alerts, ...finish(engine)])).toEqual(expected);
    expect(before).toBeGreaterThan(0);
  });

  test("from the state of an engine that was stopped, over and over", () => {
    const saved: StateEntry[] = [];
    const make = (): Engine => createEngine({ rules, mlJobs: jobs, lateness: "60s" });
    let engine = make();
    const alerts: Alert[] = [];
    events.forEach((event, n) => {
      alerts.push(...engine.advance(Date.parse(String(event["@timestamp"]))), ...engine.push(event));
      if (n % 211 !== 0) return;
      saved.push(...(JSON.parse(JSON.stringify(engine.changes())) as StateEntry[]));
      engine = make();
      expect(engine.restore(saved)).toEqual([]);
    });
    expect(told([...alerts, ...finish(engine)])).toEqual(expected);
  });

  test("a job that was changed starts empty, and says so", () => {
    const engine = createEngine({ rules, mlJobs: jobs });
    for (const event of events) engine.push(event);
    const saved = engine.changes();
    const changed = jobs.map((job) => (job.id === JOBS[0] ? { ...job, content: { ...job.content, bucket_span: "1h" } } : job));
    expect(createEngine({ rules, mlJobs: changed }).restore(saved)).toEqual([`job:${JOBS[0]}`]);
  });

  test("while rules come and go", () => {
    const engine = createEngine({ rules, mlJobs: jobs });
    events.forEach((event, n) => {
      if (n === 700) engine.apply({ rules: [...rules].reverse() });
      engine.push(event);
    });
    expect(told(finish(engine))).toEqual(expected);
  });

  test("counts what each job did", () => {
    const engine = createEngine({ rules, mlJobs: jobs });
    for (const event of events) engine.push(event);
    engine.push({ event: { category: "authentication", outcome: "success" }, user: { name: "x" } });
    finish(engine);
    expect(engine.stats().jobs.map(({ job_id, events: taken, no_time, late }) => [job_id, taken, no_time, late])).toEqual(
      jobs.filter(({ id }) => JOBS.includes(id)).map(({ id }) => [id, events.length, 1, 0]),
    );
  });
});

describe("scanning a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-ml-"));
  const file = join(folder, "events.ndjson");
  beforeAll(() => writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join("")));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function scanned(inputs: readonly string[], more: object = {}): Promise<readonly JsonObject[]> {
    const alerts: Alert[] = [];
    await scan({ inputs, rules, ...more }, { alert: (alert) => void alerts.push(alert) });
    return told(alerts);
  }

  test("gives what pushing its events gives, with the shipped jobs", async () => {
    expect(await scanned([file])).toEqual(expected);
  });

  test("records among the events and given ones are judged alike", async () => {
    const record = {
      _id: "r1",
      _index: ".ml-anomalies-custom-x",
      job_id: JOBS[0],
      result_type: "record",
      is_interim: false,
      record_score: 88,
      timestamp: START,
      bucket_span: 900,
      by_field_name: "user.name",
      by_field_value: "mallory",
    };
    const path = join(folder, "records.ndjson");
    const others = [
      { ...record, _id: "r2", record_score: 3 },
      { ...record, _id: "r3", timestamp: START + HOUR },
    ];
    writeFileSync(path, [record, ...others].map((each) => `${JSON.stringify(each)}\n`).join(""));
    const among = await scanned([path], { mlJobs: [] });
    expect(among.map((alert) => [alert["user.name"], alert["@timestamp"]])).toEqual(
      expect.arrayContaining([
        [["mallory"], "2025-01-06T00:15:00.000Z"],
        [["mallory"], "2025-01-06T01:15:00.000Z"],
      ]),
    );
    expect(among).toHaveLength(2);
    expect(await scanned([file], { anomalies: [path], mlJobs: [] })).toEqual(among);
  });
});
