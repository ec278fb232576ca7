import { describe, expect, test } from "vitest";
import { defaultFields } from "../../event/schema.ts";
import { compileRule } from "../compile.ts";
import { loadRuleText } from "../load.ts";
import type { Rule } from "../model.ts";
import type { CompiledRule } from "./rule-type.ts";

const BASE = {
  rule_id: "00000000-0000-4000-8000-000000000000",
  name: "Example",
  description: "d",
  risk_score: 21,
  severity: "low",
  type: "new_terms",
};
const FLAT = { new_terms_fields: ["host.name", "user.name"], history_window_start: "now-7d" };
const NESTED = {
  new_terms: {
    field: "new_terms_fields",
    value: ["host.name", "user.name"],
    history_window_start: [{ field: "history_window_start", value: "now-7d" }],
  },
};

const compile = (keys: object): CompiledRule => {
  const text = JSON.stringify({ ...BASE, query: "event.action: a", ...keys }, null, 1);
  return compileRule(loadRuleText("a.json", text).rules[0] as Rule, { fields: defaultFields() });
};

describe("new_terms rules", () => {
  test.each([
    ["as Kibana's API writes them", FLAT],
    ["as rule files write them", NESTED],
  ])("%s", (_, keys) => {
    const { plan, diagnostics, unsupported } = compile(keys);
    expect([diagnostics, unsupported]).toEqual([[], undefined]);
    expect(plan).toMatchObject({
      root: { kind: "newTerms", where: { kind: "term" }, fields: [{ name: "host.name" }, { name: "user.name" }], history: "now-7d" },
      pipes: [],
    });
  });

  test.each([
    ["flat", { ...FLAT, new_terms_fields: ["my.field"] }],
    ["nested", { new_terms: { ...NESTED.new_terms, value: ["my.field"] } }],
  ])("a field that no schema knows is told at its place: %s", (_, keys) => {
    const { plan, diagnostics } = compile(keys);
    expect(plan?.root).toMatchObject({ fields: [{ name: "my.field", kind: "unknown" }] });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["T6001", "warning"]]);
    expect(diagnostics[0]?.location?.line).toBeGreaterThan(8);
  });

  test("text cannot group: nothing is new", () => {
    expect(compile({ ...FLAT, new_terms_fields: ["message"] }).plan?.root).toMatchObject({ where: { kind: "none" } });
  });

  test("a fault in the query", () => {
    const { plan, diagnostics } = compile({ ...FLAT, query: "a: (" });
    expect(plan).toBeUndefined();
    expect(diagnostics.map(({ code }) => code.slice(0, 2))).toContain("T3");
  });

  test("a window that is not the same at every slot", () => {
    expect(compile({ ...FLAT, from: "now-1M", history_window_start: "now-3M" })).toMatchObject({
      unsupported: expect.stringContaining("months"),
    });
  });
});
