import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const ring = {
  "@timestamp": "2024-05-01T10:00:00Z",
  event: { category: ["process"], type: ["start"] },
  host: { name: "web1", os: { type: "linux" } },
  user: { id: "0" },
  process: { name: "x.pid", executable: "/var/run/x.pid" },
  data_stream: { type: "logs", dataset: "endpoint.events.process", namespace: "default" },
};
const lines = (...events: readonly object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join("");

describe("tocsin scan", () => {
  test("shows a table of the example alerts", async () => {
    const { code, out } = await runCli(["scan", "examples/"]);
    expect(code).toBe(0);
    expect(out).toContain("Root Process Started");
    expect(out).toMatch(/26 alerts: .*1 critical.*15 high.*10 medium/);
  });

  test("writes documents as ndjson, long rule texts only with --full", async () => {
    const events = file("ring.ndjson", lines(ring));
    const short = await runCli(["scan", events, "--output", "ndjson"]);
    const alert = JSON.parse(short.out) as Record<string, unknown>;
    expect(alert).toMatchObject({
      "kibana.alert.severity": "high",
      "kibana.alert.risk_score": 73,
      "event.kind": "signal",
      "tocsin.source": { file: events, line: 1 },
    });
    expect(alert).not.toHaveProperty(["kibana.alert.rule.note"]);
    expect(Array.isArray(alert["kibana.alert.rule.threat"])).toBe(true);
    const full = JSON.parse((await runCli(["scan", events, "--output", "ndjson", "--full"])).out) as Record<string, unknown>;
    expect(full).toHaveProperty(["kibana.alert.rule.note"]);
    expect(full).toHaveProperty(["kibana.alert.rule.parameters"]);
  });

  test("writes files: alerts, ledger, statistics", async () => {
    const events = file("files.ndjson", lines(ring, { ...ring, user: { id: "1" } }));
    const paths = ["alerts.ndjson", "ledger.ndjson", "stats.json"].map((name) => join(folder, name));
    const { code } = await runCli([
      "scan",
      events,
      "--output",
      "ndjson",
      "-o",
      paths[0] ?? "",
      "--ledger",
      paths[1] ?? "",
      `--stats=${paths[2]}`,
    ]);
    expect(code).toBe(0);
    const alert = JSON.parse(readFileSync(paths[0] ?? "", "utf8")) as Record<string, unknown>;
    expect(JSON.parse(readFileSync(paths[1] ?? "", "utf8"))).toMatchObject({
      fate: "alerted",
      alert: alert["_id"],
      slot: alert["@timestamp"],
      "tocsin.source": { file: events, line: 1, record: 1 },
    });
    expect(JSON.parse(readFileSync(paths[2] ?? "", "utf8"))).toMatchObject({ events: 2, alerts: 1 });
  });

  test("names every input that nothing was read of, in notes and in the report", async () => {
    const evidence = join(folder, "evidence");
    mkdirSync(evidence);
    file("evidence/a.ndjson", lines(ring));
    file("evidence/notes.txt", "hello, this is no log\n");
    file("evidence/Security.evtx", "");
    const report = join(folder, "evidence.html");
    const { code, out, err } = await runCli(["scan", evidence, "--report", report]);
    expect([code, out]).toEqual([0, expect.stringContaining("skipped: 1 × empty input, 1 × text")]);
    const empty = join(evidence, "Security.evtx");
    expect(err).toContain(`note: nothing was read of 2 inputs:\n  1 × empty input: ${empty}\n  1 × text: ${join(evidence, "notes.txt")}\n`);
    expect(readFileSync(report, "utf8")).toContain(empty);
  });

  // biome-ignore format: table
  const CODES: readonly (readonly [string, (events: string) => string[], number])[] = [
    ["alerts are no failure", (events) => ["scan", events], 0],
    ["--fail-on reached", (events) => ["scan", events, "--fail-on", "high"], 3],
    ["--fail-on not reached", (events) => ["scan", events, "--fail-on", "critical"], 0],
    ["no input at all", () => ["scan"], 2],
    ["input that is not there", () => ["scan", "/no/such/file"], 1],
    ["rules that are not there", (events) => ["scan", events, "--rules", "/no/such/rules"], 2],
    ["a flag that does not exist", (events) => ["scan", events, "--nonsense"], 2],
    ["a severity that does not exist", (events) => ["scan", events, "--severity", "dire"], 2],
    ["a selection that fits no rule", (events) => ["scan", events, "--tag", "nope"], 2],
    ["output that cannot be written", (events) => ["scan", events, "-o", "/no/such/folder/x"], 1],
    ["a time that is none", (events) => ["scan", events, "--since", "yesterdayish"], 2],
    ["no thread to work", (events) => ["scan", events, "--jobs", "0"], 2],
  ];
  test.each(CODES)("exit code: %s", async (_, args, expected) => {
    const { code, err } = await runCli(args(file("codes.ndjson", lines(ring))));
    expect([code, err]).toEqual([expected, err]);
    if (expected === 2) expect(err).not.toBe("");
  });

  test("one bad rule never stops the rest; --strict does", async () => {
    const bad = file("bad.toml", '[rule]\nname = "x"\n');
    const events = file("strict.ndjson", lines(ring));
    const args = ["scan", events, "--rules", "rules/linux", "--rules", bad];
    const lenient = await runCli(args);
    expect(lenient.code).toBe(0);
    expect(lenient.out).toContain("Root Process Started");
    expect(lenient.err).toContain("bad.toml");
    expect((await runCli([...args, "--strict"])).code).toBe(2);
  });

  test("says loudly when no rule's index takes the events", async () => {
    const { code, err } = await runCli([
      "scan",
      file("unrouted.ndjson", lines({ ...ring, data_stream: undefined, _index: "metrics-x-y" })),
    ]);
    expect(code).toBe(0);
    expect(err).toContain("WARNING: no rule looked at any of these events");
  });

  test("events without an index take the one given", async () => {
    const events = file("indexless.ndjson", lines({ ...ring, data_stream: undefined }));
    const given = await runCli(["scan", events, "--index", "logs-endpoint.events.process-default", "--output", "ndjson"]);
    expect(given.out.trim().split("\n")).toHaveLength(1);
    expect((await runCli(["scan", events, "--index", "metrics-a-b", "--output", "ndjson"])).out).toBe("");
  });

  test("reads settings from a configuration file; flags win", async () => {
    const events = file("config.ndjson", lines(ring));
    const config = file("tocsin.toml", 'output = "ndjson"\nseverity = ["critical"]\n');
    expect((await runCli(["scan", events, "--config", config])).out).toBe("");
    expect((await runCli(["scan", events, "--config", config, "--severity", "high"])).out).toContain('"kibana.alert.severity":"high"');
    const faulty = file("faulty.toml", "outputt = 1\n");
    const { code, err } = await runCli(["scan", events, "--config", faulty]);
    expect([code, err]).toEqual([2, expect.stringContaining("did you mean `output`?") as string]);
  });

  test("hostile text of events is shown escaped", async () => {
    const hostile = "\u001b]8;;http://evil\u0007\u001b[31mred\u001b[0m\u202e\u200b";
    const events = file(
      "hostile.ndjson",
      lines({ ...ring, host: { name: hostile, os: { type: "linux" } }, process: { ...ring.process, name: hostile } }),
    );
    const { out } = await runCli(["scan", events], { width: 400 });
    expect(out).toContain("\\u{1b}");
    expect(out).not.toMatch(/[\u001b\u0007\u202e\u200b]/);
  });
});

describe("what a scan must not do quietly", () => {
  const rule = (query: string, extra: object = {}): string =>
    JSON.stringify({
      rule_id: "5b0f7c3e-8a3d-4c56-9a41-3f0f6d1c2e11",
      name: "Any",
      description: "A case.",
      author: ["Tocsin"],
      type: "query",
      language: "kuery",
      query,
      severity: "low",
      risk_score: 21,
      ...extra,
    });

  test.each(["--out", "--report", "--ledger", "--stats"])("%s never overwrites an input", async (flag) => {
    const events = file("evidence.ndjson", lines(ring));
    const { code, err } = await runCli(["scan", events, `${flag}=${events}`]);
    expect(code).toBe(2);
    expect(err).toContain("would overwrite an input");
    expect(readFileSync(events, "utf8")).toBe(lines(ring));
  });

  test("nor a file of a folder that is read, nor does a query", async () => {
    const events = file("evidence.ndjson", lines(ring));
    expect((await runCli(["scan", folder, "-o", events])).code).toBe(2);
    expect((await runCli(["query", "eql", "any where true", events, "-o", events])).code).toBe(2);
    expect(readFileSync(events, "utf8")).toBe(lines(ring));
  });

  test("alerts past max_signals are told of", async () => {
    const events = file("many.ndjson", lines(...Array.from({ length: 3 }, () => ring)));
    const rules = file("any.json", rule("*:*", { max_signals: 1 }));
    const { err } = await runCli(["scan", events, "--rules", rules]);
    expect(err).toContain("2 matches made no alert");
  });

  test("with --strict a fault of a rule's query or of the input ends with 2", async () => {
    const events = file("one.ndjson", lines(ring));
    const unknown = file("unknown.json", rule("proces.nam: x"));
    expect((await runCli(["scan", events, "--rules", unknown])).code).toBe(0);
    expect((await runCli(["scan", events, "--rules", unknown, "--strict"])).code).toBe(2);
    const broken = file("broken.ndjson", `${lines(ring)}{"a":\n`);
    const rules = file("any.json", rule("*:*"));
    expect((await runCli(["scan", broken, "--rules", rules])).code).toBe(0);
    expect((await runCli(["scan", broken, "--rules", rules, "--strict"])).code).toBe(2);
    expect((await runCli(["rules", "validate", unknown])).code).toBe(0);
    expect((await runCli(["rules", "validate", unknown, "--strict"])).code).toBe(2);
  });
});
