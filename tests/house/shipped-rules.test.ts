import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { testRules } from "../../src/toolkit/rule-tests/test-rules.ts";
import { ROOT } from "../support/shared.ts";

const report = await testRules(join(ROOT, "rules"));
const rules = report.results.map((result) => ({ name: relative(ROOT, result.rule?.file ?? result.file ?? ""), result }));

/** The rule types that this version runs. */
const TYPES = ["eql", "esql", "machine_learning", "new_terms", "query", "threat_match", "threshold"];

describe("shipped rules", () => {
  test("there are some, of every type that runs", () => {
    expect(rules.length).toBeGreaterThan(20);
    expect([...new Set(rules.map(({ result }) => result.rule?.type))].sort()).toEqual(TYPES);
  });

  test.each(rules)("$name: its cases pass; two or more ring, two or more stay silent", ({ result }) => {
    expect(result.problems).toEqual([]);
    expect(result.cases.flatMap(({ name, faults }) => faults.map(({ message }) => `${name}: ${message}`))).toEqual([]);
    expect(result.cases.filter(({ silent }) => !silent).length).toBeGreaterThanOrEqual(2);
    expect(result.cases.filter(({ silent }) => silent).length).toBeGreaterThanOrEqual(2);
  });
});
