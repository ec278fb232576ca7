import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Validation, validateRules } from "./validate.ts";

const rule = (id: string, keys: object): object => ({
  rule_id: `00000000-0000-4000-8000-00000000000${id}`,
  name: `Rule ${id}`,
  description: "d",
  risk_score: 1,
  severity: "low",
  ...keys,
});

const RULES = [
  rule("1", { type: "query", query: "host.name: a" }),
  rule("2", { type: "query", query: 'host.name: "a' }),
  rule("3", { type: "query", query: "host.name: a", max_signals: 0 }),
  rule("4", { type: "query", query: "host.name: a", qeury: "" }),
  rule("5", { type: "machine_learning", anomaly_threshold: 3, machine_learning_job_id: "a" }),
  rule("6", { type: "machine_learning", anomaly_threshold: 3, machine_learning_job_id: "a", enabled: false }),
  rule("1", { type: "query", query: "host.name: a" }),
];

let file = "";
beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), "tocsin-validate-")), "rules.ndjson");
  writeFileSync(file, RULES.map((r) => JSON.stringify(r)).join("\n"));
});
afterAll(() => rmSync(join(file, ".."), { recursive: true }));

const placed = ({ problems }: Validation): readonly unknown[] => problems.map((p) => [p.code, p.severity, p.location?.line]);

test("every fault is counted and placed", async () => {
  const validation = await validateRules(file);
  expect(validation).toMatchObject({
    files: 1,
    rules: 7,
    errors: 3,
    warnings: 1,
    unsupported: { "machine_learning rules are not run yet": 2 },
  });
  expect(placed(validation)).toEqual([
    ["T1014", "error", 3],
    ["T1010", "warning", 4],
    ["T1020", "error", 7],
    [expect.stringMatching(/^T3/), "error", 2],
  ]);
  expect(validation.reports.map((report) => report.diagnostics.length)).toEqual([0, 1, 0, 0, 0]);
});

test("strict turns unknown keys into errors", async () => {
  expect(await validateRules([file], { strict: true })).toMatchObject({ rules: 7, errors: 4, warnings: 0 });
});
