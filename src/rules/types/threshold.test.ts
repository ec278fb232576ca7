import { describe, expect, test } from "vitest";
import type { LowerEnv } from "../../languages/language.ts";
import { defaultFields, mappingFields } from "../../event/schema.ts";
import type { ThresholdOp } from "../../plan/rule-plan.ts";
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
  type: "threshold",
};

const compile = (threshold: object, keys: object = {}, env: LowerEnv = { fields: defaultFields() }): CompiledRule => {
  const text = JSON.stringify({ ...BASE, query: "event.action: a", threshold, ...keys }, null, 1);
  return compileRule(loadRuleText("a.json", text).rules[0] as Rule, env);
};
const opOf = ({ plan, diagnostics, unsupported }: CompiledRule): ThresholdOp => {
  expect([diagnostics, unsupported]).toEqual([[], undefined]);
  return plan?.root as ThresholdOp;
};

describe("threshold rules", () => {
  test("by fields and a distinct count", () => {
    const op = opOf(compile({ field: ["host.name", "source.port"], value: 3, cardinality: [{ field: "user.name", value: 2 }] }));
    expect(op).toMatchObject({
      kind: "threshold",
      where: { kind: "term" },
      fields: [
        { name: "host.name", kind: "keyword" },
        { name: "source.port", kind: "long" },
      ],
      value: 3,
      cardinality: { field: { name: "user.name" }, value: 2 },
    });
  });

  test.each([
    ["one field as text", "host.name", ["host.name"]],
    ["no field", [], []],
    ["a blank field", "", []],
    ["a list of a blank field", [""], []],
  ])("%s", (_, field, names) => {
    const op = opOf(compile({ field, value: 1 }));
    expect(op.fields.map(({ name }) => name)).toEqual(names);
    expect(op).not.toHaveProperty("cardinality");
  });

  test("of several distinct counts the first decides, as in Kibana", () => {
    const cardinality = [
      { field: "user.name", value: 2 },
      { field: "host.name", value: 3 },
    ];
    expect(opOf(compile({ field: [], value: 1, cardinality })).cardinality?.field.name).toBe("user.name");
  });

  test("the filters are part of the test", () => {
    const filters = [{ query: { term: { "process.name": "calm.exe" } } }];
    expect(opOf(compile({ field: [], value: 1 }, { filters })).where).toMatchObject({ kind: "and" });
  });
});

describe("faults of threshold rules", () => {
  test("a field that no schema knows is told at its place; its values are taken as they are", () => {
    const { plan, diagnostics } = compile({ field: ["host.name", "my.field"], value: 1 });
    expect(plan?.root).toMatchObject({ fields: [{}, { name: "my.field", kind: "unknown" }], where: { kind: "term" } });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["T6001", "warning"]]);
    expect(diagnostics[0]?.location?.line).toBeGreaterThan(8);
  });

  test("under a mapping, a field that it does not have is of no event", () => {
    const { plan } = compile({ field: ["my.field"], value: 1 }, { query: "" }, { fields: mappingFields({ a: { type: "keyword" } }) });
    expect(plan?.root).toMatchObject({ where: { kind: "none" } });
  });

  test.each([["message"], ["process"]])("%s cannot group: no event is in any bucket", (field) => {
    for (const threshold of [
      { field, value: 1 },
      { field: [], value: 1, cardinality: [{ field, value: 1 }] },
    ]) {
      const { plan, diagnostics } = compile(threshold);
      expect(plan?.root).toMatchObject({ where: { kind: "none" } });
      expect(diagnostics.map(({ code }) => code)).toEqual(["T6003"]);
    }
  });

  test("strict: an unknown field is an error", () => {
    const { plan, diagnostics } = compile({ field: ["my.field"], value: 1 }, {}, { fields: defaultFields(), strict: true });
    expect(plan).toBeUndefined();
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
  });

  test("a fault in the query", () => {
    const { plan, diagnostics } = compile({ field: [], value: 1 }, { query: "a: (" });
    expect(plan).toBeUndefined();
    expect(diagnostics.map(({ code }) => code.slice(0, 2))).toContain("T3");
  });

  test("a field named twice", () => {
    const text = JSON.stringify({ ...BASE, query: "a: b", threshold: { field: ["host.name", "host.name"], value: 1 } });
    expect(loadRuleText("a.json", text).problems.map(({ code, message }) => [code, message])).toEqual([
      ["T1021", "the field `host.name` is named twice"],
    ]);
  });

  test("a window that is not the same at every slot", () => {
    expect(compile({ field: [], value: 1 }, { from: "now-1d/d" })).toMatchObject({ unsupported: expect.stringContaining("rounded") });
  });
});
