import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createSource, renderDiagnosticLine } from "../../diagnostics/index.ts";
import { defaultFields } from "../../event/schema.ts";
import { loadRuleText } from "../load.ts";
import { compileMlJobs } from "./compile-all.ts";
import { loadMlJobs, loadMlJobText } from "./load.ts";

const env = { fields: defaultFields() };
const HEAD = '[[job]]\nid = "a"\nbucket_span = "15m"\n';
const toml = (text: string) => loadMlJobText(createSource("jobs.toml", text));
const told = (text: string): readonly string[] => toml(text).problems.map(renderDiagnosticLine);

const rule = (ids: readonly string[]) =>
  loadRuleText(
    "rule.json",
    JSON.stringify({
      rule_id: "00000000-0000-4000-8000-000000000001",
      name: "R",
      description: "d",
      risk_score: 1,
      severity: "low",
      type: "machine_learning",
      machine_learning_job_id: ids,
      anomaly_threshold: 50,
    }),
  ).rules;

describe("job files", () => {
  test("a job is compiled with its fields' types, its KQL and the defaults", () => {
    const { jobs, problems } = toml(
      `${HEAD}query = "event.category: process"\n[[job.detectors]]\nfunction = "high_sum"\nfield_name = "source.bytes"\nover_field_name = "destination.ip"\n`,
    );
    expect(problems).toEqual([]);
    const { plans, diagnostics } = compileMlJobs(jobs, rule(["a"]), env, false);
    expect(diagnostics).toEqual([]);
    expect(plans).toMatchObject([
      {
        id: "a",
        span: 900_000,
        pruneAfter: 30 * 86_400_000,
        indices: ["*"],
        where: { kind: "term", value: "process" },
        detectors: [
          { name: "high_sum", function: "sum", side: "high", field: { field: { kind: "long" } }, over: { field: { kind: "ip" } } },
        ],
      },
    ]);
  });

  test("JSON says the same", () => {
    const text = JSON.stringify({ job: [{ id: "a", bucket_span: "1h", detectors: [{ function: "count" }] }] });
    expect(loadMlJobText(createSource("jobs.json", text)).jobs.map(({ id }) => id)).toEqual(["a"]);
  });

  test.each([
    ["", /^jobs\.toml:1:1: .*T1402/],
    ["[[job]", /^jobs\.toml:1:\d+: .*T1001/],
    [`${HEAD}[[job.detectors]]\nfunction = "rrae"\nby_field_name = "a"\n`, /^jobs\.toml:5:12: .*T1403.*no detector function `rrae`.*rare/],
    [`${HEAD}[[job.detectors]]\nfunction = "rare"\n`, /^jobs\.toml:5:12: .*T1404.*needs `by_field_name`/],
    [`${HEAD}[[job.detectors]]\nfunction = "sum"\n`, /^jobs\.toml:5:12: .*T1404.*needs `field_name`/],
    [`${HEAD}[[job.detectors]]\nfunction = "count"\nfield_name = "source.bytes"\n`, /^jobs\.toml:6:14: .*T1404.*takes no `field_name`/],
    [`${HEAD}[[job.detectors]]\nfunction = "time_of_day"\nover_field_name = "user.name"\n`, /^jobs\.toml:6:19: .*T1404/],
    [`[[job]]\nid = "a"\nbucket_span = "soon"\n[[job.detectors]]\nfunction = "count"\n`, /^jobs\.toml:3:15: .*T1015.*interval/],
    [HEAD, /^jobs\.toml:1:\d+: .*T1011.*detectors/],
    [`${HEAD}[[job.detectors]]\nfunction = "count"\n${HEAD}[[job.detectors]]\nfunction = "count"\n`, /^jobs\.toml:7:6: .*T1405/],
    [
      `${HEAD}[job.fields.x]\nfunction = "entropi"\nfrom = "file.path"\n[[job.detectors]]\nfunction = "count"\n`,
      /^jobs\.toml:5:12: .*T1406.*entropy/,
    ],
  ])("a fault has its place: %j", (text, expected) => {
    expect(told(text).join("\n")).toMatch(expected);
  });

  test("a fault in a query is at its place in the file, an unknown field is a warning", () => {
    const { jobs } = toml(`${HEAD}query = "event.category: (process"\ninfluencers = ["usr.name"]\n[[job.detectors]]\nfunction = "count"\n`);
    const { plans, diagnostics } = compileMlJobs(jobs, rule(["a"]), env, false);
    expect(plans).toEqual([]);
    expect(diagnostics.map(({ severity, location }) => [severity, location?.line])).toContainEqual(["error", 4]);
    expect(diagnostics.map(({ code, location }) => [code, location?.line])).toContainEqual(["T6001", 5]);
  });
});

describe("jobs of rules", () => {
  const { jobs } = toml(
    `${HEAD}needs = "a model"\n[[job.detectors]]\nfunction = "high_sum"\nfield_name = "no.such.field"\n[[job]]\nid = "b"\nbucket_span = "1h"\n[[job.detectors]]\nfunction = "count"\n`,
  );

  test("a job that no rule names is not compiled", () => {
    expect(compileMlJobs(jobs, rule(["b"]), env, false).plans.map(({ id }) => id)).toEqual(["b"]);
  });

  test("what nobody computes is told, unless records are given", () => {
    const { diagnostics } = compileMlJobs(jobs, rule(["a", "c"]), env, false);
    expect(diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ["T9020", "warning", "the job `a` reads what another system computes: a model"],
      ["T9020", "warning", "nobody computes the records of the job `c`"],
    ]);
    expect(compileMlJobs(jobs, rule(["a", "c"]), env, true).diagnostics).toEqual([]);
  });
});

describe("paths", () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-jobs-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("folders are searched for TOML and JSON; a path without any is a fault", async () => {
    writeFileSync(join(folder, "a.toml"), `${HEAD}[[job.detectors]]\nfunction = "count"\n`);
    writeFileSync(join(folder, "notes.txt"), "no job");
    const loaded = await loadMlJobs([folder, join(folder, "none")]);
    expect(loaded.jobs.map(({ id }) => id)).toEqual(["a"]);
    expect(loaded.problems.map(({ code }) => code)).toEqual(["T1401"]);
  });
});
