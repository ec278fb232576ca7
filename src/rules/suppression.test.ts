import { describe, expect, test } from "vitest";
import { renderDiagnosticLine } from "../diagnostics/index.ts";
import { sharedPath } from "../../tests/support/shared.ts";
import { defaultFields } from "../event/schema.ts";
import type { RuleOp } from "../plan/rule-plan.ts";
import { loadRules, loadRuleText } from "./load.ts";
import type { Rule } from "./model.ts";
import { lowerSuppression, suppressionBounds } from "./suppression.ts";

const COMMON = { rule_id: "00000000-0000-4000-8000-000000000001", name: "n", description: "d", severity: "low", risk_score: 1 };

function ruleOf(keys: object): Rule {
  const { rules, problems } = loadRuleText("r.json", JSON.stringify({ ...COMMON, ...keys }));
  expect(problems.map(renderDiagnosticLine)).toEqual([]);
  return rules[0] as Rule;
}

const TYPES: Readonly<Record<string, object>> = {
  query: { type: "query", query: "a: b", language: "kuery" },
  eql: { type: "eql", query: "any where true", language: "eql" },
  esql: { type: "esql", query: "FROM a METADATA _id, _index, _version", language: "esql" },
  machine_learning: { type: "machine_learning", machine_learning_job_id: "j", anomaly_threshold: 50 },
  new_terms: { type: "new_terms", query: "a: b", new_terms_fields: ["host.name"], history_window_start: "now-7d" },
  threat_match: {
    type: "threat_match",
    query: "a: b",
    threat_index: ["t"],
    threat_query: "*:*",
    threat_mapping: [{ entries: [{ field: "source.ip", type: "mapping", value: "threat.indicator.ip" }] }],
  },
};

const lower = (type: string, suppression: object, root?: RuleOp) =>
  lowerSuppression(ruleOf({ ...TYPES[type], alert_suppression: suppression }), { fields: defaultFields() }, root);

describe("a rule's suppression", () => {
  test.each([
    ["query", "each"],
    ["eql", "whole"],
    ["esql", "source"],
    ["machine_learning", "whole"],
    ["new_terms", "whole"],
    ["threat_match", "whole"],
  ])("of type %s", (type, values) => {
    const { suppress, diagnostics } = lower(type, { group_by: ["host.name", "source.ip"], duration: { value: 3, unit: "h" } });
    expect(suppress).toMatchObject({ values, duration: 10_800_000, missing: "suppress" });
    expect(suppress?.fields.map((field) => [field.name, field.kind])).toEqual([
      ["host.name", "keyword"],
      ["source.ip", "ip"],
    ]);
    expect(diagnostics).toEqual([]);
  });

  test.each([
    [{ value: 90, unit: "s" }, 90_000],
    [{ value: 5, unit: "m" }, 300_000],
    [undefined, undefined],
  ])("lasts %j", (duration, milliseconds) => {
    const { suppress } = lower("eql", { group_by: ["host.name"], missing_fields_strategy: "doNotSuppress", ...(duration && { duration }) });
    expect(suppress?.duration).toBe(milliseconds);
    expect(suppress?.missing).toBe("doNotSuppress");
  });

  test("of a sequence reads the shell as it is", () => {
    const root: RuleOp = { kind: "sequence", stages: [] };
    expect(lower("eql", { group_by: ["host.name"] }, root).suppress?.values).toBe("source");
  });

  test.each([
    [
      ["host.name", "user.name"],
      ["host.name", "user.name"],
    ],
    ["host.name", ["host.name"]],
    ["", []],
    [[], []],
  ])("of a threshold rule groups by the threshold's fields: %j", (field, names) => {
    const threshold = { type: "threshold", query: "a: b", threshold: { field, value: 2 } };
    const rule = ruleOf({ ...threshold, alert_suppression: { duration: { value: 1, unit: "h" } } });
    const { suppress } = lowerSuppression(rule, { fields: defaultFields() });
    expect(suppress).toMatchObject({ values: "source", duration: 3_600_000 });
    expect(suppress?.fields.map(({ name }) => name)).toEqual(names);
  });

  test("is absent where the rule has none", () => {
    expect(lowerSuppression(ruleOf({ ...TYPES["eql"] }), { fields: defaultFields() })).toEqual({ diagnostics: [] });
  });

  test("tells of an unknown field, but not in ES|QL and anomalies", () => {
    const unknown = { group_by: ["host.name", "host.nmae"] };
    const { suppress, diagnostics } = lower("eql", unknown);
    expect(diagnostics).toMatchObject([{ code: "T6001", severity: "warning", hint: expect.stringContaining("host.name") }]);
    expect(diagnostics[0]?.location?.lineText.slice((diagnostics[0].location.column ?? 0) - 1)).toMatch(/^"?host\.nmae/);
    expect(suppress?.fields[1]?.kind).toBe("unknown");
    expect(lower("esql", unknown).diagnostics).toEqual([]);
    expect(lower("machine_learning", unknown).diagnostics).toEqual([]);
    const rule = ruleOf({ ...TYPES["eql"], alert_suppression: unknown });
    const strict = lowerSuppression(rule, { fields: defaultFields(), strict: true });
    expect(strict.suppress).toBeUndefined();
    expect(strict.diagnostics).toMatchObject([{ severity: "error" }]);
  });

  test.each([
    ["query", { maxAlerts: 20 }],
    ["eql", { maxAlerts: 20, maxCandidates: 20 }],
    ["new_terms", { maxAlerts: 20, maxCandidates: 100 }],
  ])("of type %s has bounds", (type, bounds) => {
    expect(suppressionBounds(ruleOf({ ...TYPES[type], max_signals: 20 }))).toEqual(bounds);
  });
});

const corpus = sharedPath("corpus/detection-rules/rules");

test.skipIf(corpus === undefined)("every suppression of the public rules lowers without a fault", async () => {
  const { rules } = await loadRules(corpus ?? "");
  const suppressing = rules.filter((rule) => rule.params["alert_suppression"] !== undefined);
  expect(suppressing.length).toBeGreaterThan(10);
  for (const rule of suppressing) {
    const { suppress, diagnostics } = lowerSuppression(rule, { fields: defaultFields() });
    expect(diagnostics.map(renderDiagnosticLine)).toEqual([]);
    expect(suppress, rule.name).toBeDefined();
  }
});
