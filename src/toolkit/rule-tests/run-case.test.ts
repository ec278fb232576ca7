import { expect, test } from "vitest";
import { ruleText } from "../../../tests/support/rule-folder.ts";
import { createSource } from "../../diagnostics/index.ts";
import { defaultFields } from "../../event/schema.ts";
import { loadRuleText } from "../../rules/load.ts";
import type { Rule } from "../../rules/model.ts";
import { readCaseFile } from "./case-file.ts";
import type { RuleCase } from "./model.ts";
import { type Outcome, otherOrders, type PreparedCase, runOnce } from "./outcome.ts";
import { runCase } from "./run-case.ts";

const { file, reader } = readCaseFile(
  createSource("a.test.yaml", "cases: [{ name: a, events: [{ each: { n: [1, 2, 3] }, every: 1s }], alerts: 3 }]"),
);
const ruleCase = file?.cases[0] as RuleCase;
const events = ruleCase.events.kind === "inline" ? ruleCase.events.items : [];
const rule = loadRuleText("r.toml", ruleText(1, "eql", "any where n > 0")).rules[0] as Rule;
const prepared: PreparedCase = {
  rule,
  fields: defaultFields(),
  events,
  exceptions: [],
  valueLists: new Map(),
  indicators: [],
  anomalies: [],
  mlJobs: [],
  history: [],
};

test("three events are pushed in three orders, two in two, one in one", () => {
  const [reverse, shuffled, ...more] = otherOrders(events);
  expect(reverse).toEqual({ name: "in reverse", events: events.toReversed() });
  expect([shuffled?.name, new Set(shuffled?.events), more]).toEqual(["shuffled", new Set(events), []]);
  expect(otherOrders(events.slice(1)).map(({ name }) => name)).toEqual(["in reverse"]);
  expect(otherOrders(events.slice(2))).toEqual([]);
});

test("the same alerts in any order pass", () => {
  expect(runCase(reader, ruleCase, prepared)).toMatchObject({ passed: true, faults: [] });
});

type Change = (outcome: Outcome) => Outcome;

// biome-ignore format: table
const DIFFERENCES: readonly (readonly [name: string, change: Change, message: string])[] = [
  ["fewer alerts", (outcome) => ({ ...outcome, alerts: outcome.alerts.slice(1) }), "3 alerts became 2"],
  ["another field", (outcome) => ({ ...outcome, alerts: outcome.alerts.map((alert, i) => (i === 1 ? { ...alert, n: 5, x: 1 } : alert)) }), "alert 2 has other fields: n, x"],
  ["another order of alerts", (outcome) => ({ ...outcome, alerts: outcome.alerts.toReversed() }), "alert 1 has other fields: _id, "],
  ["another fate", (outcome) => ({ ...outcome, stats: outcome.stats && { ...outcome.stats, fates: { ...outcome.stats.fates, capped: 1 } } }), "the fates of the matches differ: "],
];

test.each(DIFFERENCES)("an engine that gives %s in another order fails the case", (_, change, message) => {
  const { passed, faults } = runCase(reader, ruleCase, prepared, (all, order) => (order ? change(runOnce(all, order)) : runOnce(all)));
  expect(passed).toBe(false);
  expect(faults.map(({ kind }) => kind)).toEqual(["order", "order"]);
  expect(faults[0]?.message).toContain(`pushed in reverse, the events give something else: ${message}`);
});
