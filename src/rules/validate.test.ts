import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
  rule("5", { type: "saved_query", saved_id: "a" }),
  rule("6", { type: "saved_query", saved_id: "a", enabled: false }),
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
    unsupported: { "saved_query rules without a query of their own need Kibana's saved objects": 2 },
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

describe("faults in the structure and in the query are told together", () => {
  const text = (keys: readonly string[]): string =>
    ["[rule]", 'description = "d"', 'name = "N"', "risk_score = 21", 'rule_id = "00000000-0000-4000-8000-00000000000a"', ...keys, ""].join(
      "\n",
    );

  /** Every fault as code, line and column, missing keys apart. */
  async function told(content: string): Promise<readonly string[]> {
    const path = join(file, "..", "faulty.toml");
    writeFileSync(path, content);
    const { problems } = await validateRules(path);
    return problems.filter(({ code }) => code !== "T1011").map(({ code, location }) => `${code} ${location?.line}:${location?.column}`);
  }

  test("an unknown severity, a fault of reading and an unknown field", async () => {
    const keys = [
      'severity = "lowest"',
      'type = "eql"',
      'language = "eql"',
      "query = '''",
      'process where process.nmae = "x" and',
      '  user.name : "y"',
      "'''",
    ];
    expect(await told(text(keys))).toEqual(["T1013 6:12", "T2014 10:28", "T6001 10:15"]);
  });

  test("the language follows from the type, or has another name", async () => {
    const query = "query = 'host.nmae: a and (host.name: b'";
    expect(await told(text(['severity = "lowest"', 'type = "query"', query]))).toEqual(["T1013 6:12", "T3002 8:27", "T6001 8:10"]);
    expect(await told(text(['severity = "low"', 'type = "query"', 'language = "kql"', query]))).toEqual([
      "T1017 8:12",
      "T3002 9:27",
      "T6001 9:10",
    ]);
  });

  test("a query is not read in a language that its type does not take, or that nobody knows", async () => {
    expect(await told(text(['severity = "low"', 'type = "eql"', 'language = "kuery"', "query = 'process where x = 1'"]))).toEqual([
      "T1017 8:12",
    ]);
    expect(await told(text(['severity = "low"', 'type = "nosuch"', "query = 'host.nmae: a'"]))).toEqual(["T1013 7:8"]);
  });

  test("the event category that the rule names is heeded", async () => {
    const keys = [
      'severity = "lowest"',
      'type = "eql"',
      'language = "eql"',
      'event_category_override = "event.kind"',
      "query = 'event where true'",
    ];
    expect(await told(text(keys))).toEqual(["T1013 6:12"]);
  });

  test("a rule whose id is taken has its query checked", async () => {
    const duplicated = join(file, "..", "twice.ndjson");
    const same = (query: string): string => JSON.stringify(rule("1", { type: "query", query }));
    writeFileSync(duplicated, [same("host.name: a"), same("host.nmae: a")].join("\n"));
    const { problems } = await validateRules(duplicated);
    expect(problems.map(({ code, location }) => [code, location?.line])).toEqual([
      ["T1020", 2],
      ["T6001", 2],
    ]);
  });
});
