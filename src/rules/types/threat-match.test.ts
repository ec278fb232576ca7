import { describe, expect, test } from "vitest";
import { sharedPath } from "../../../tests/support/shared.ts";
import { isError, renderDiagnosticLine } from "../../diagnostics/index.ts";
import { defaultFields } from "../../event/schema.ts";
import type { IndicatorMatchOp } from "../../plan/rule-plan.ts";
import { compileRule } from "../compile.ts";
import { loadRules, loadRuleText } from "../load.ts";
import type { Rule } from "../model.ts";
import type { CompiledRule } from "./rule-type.ts";

const BASE = {
  rule_id: "00000000-0000-4000-8000-000000000000",
  name: "Example",
  description: "d",
  risk_score: 21,
  severity: "low",
  type: "threat_match",
  query: "source.ip: *",
  threat_index: ["logs-ti_*"],
};
const env = { fields: defaultFields() };
const entry = (field: string, value: string, negate?: boolean): object => ({
  field,
  value,
  type: "mapping",
  ...(negate !== undefined && { negate }),
});
const ADDRESSES = [{ entries: [entry("source.ip", "threat.indicator.ip")] }];

const compile = (keys: object): CompiledRule =>
  compileRule(loadRuleText("a.json", JSON.stringify({ ...BASE, threat_mapping: ADDRESSES, ...keys }, null, 1)).rules[0] as Rule, env);
const opOf = ({ plan }: CompiledRule): IndicatorMatchOp => plan?.root as IndicatorMatchOp;

describe("threat_match rules", () => {
  test("the mapping keeps groups, negation and the fields' types", () => {
    const threat_mapping = [
      { entries: [entry("source.ip", "threat.indicator.ip"), entry("host.name", "threat.indicator.file.name", true)] },
      { entries: [entry("url.full.text", "threat.indicator.url.full", false)] },
    ];
    const { groups, kind, path, indices } = opOf(compile({ threat_mapping }));
    expect(groups).toMatchObject([
      {
        entries: [
          { field: { name: "source.ip", kind: "ip" }, value: { name: "threat.indicator.ip", kind: "ip" }, negate: false },
          { field: { name: "host.name", kind: "keyword" }, value: { name: "threat.indicator.file.name", kind: "keyword" }, negate: true },
        ],
      },
      { entries: [{ field: { path: "url.full", kind: "match_only_text" }, value: { kind: "wildcard" }, negate: false }] },
    ]);
    expect({ kind, path, indices }).toEqual({ kind: "indicatorMatch", path: "threat.indicator", indices: ["logs-ti_*"] });
  });

  test("without threat_query every indicator counts; the event query stays its own", () => {
    expect(opOf(compile({}))).toMatchObject({ indicators: { kind: "all" }, where: { kind: "exists", field: { name: "source.ip" } } });
    expect(opOf(compile({ threat_query: "  " })).indicators).toEqual({ kind: "all" });
  });

  test("threat_query and threat_filters both hold; the clock stays open", () => {
    const threat_filters = [{ meta: { negate: true }, query: { term: { "event.kind": "event" } } }];
    const { indicators } = opOf(compile({ threat_query: '@timestamp >= "now-30d/d"', threat_filters }));
    expect(indicators).toMatchObject({
      kind: "and",
      items: [
        { kind: "range", bounds: [{ op: "gte", value: { dateMath: "now-30d/d" } }] },
        { kind: "not", item: { kind: "term", value: "event" } },
      ],
    });
  });

  test("Lucene is taken for the indicators too", () => {
    const { indicators } = opOf(compile({ threat_language: "lucene", threat_query: "event.kind:enrichment" }));
    expect(indicators).toMatchObject({ kind: "term", value: "enrichment" });
  });

  test("another indicator path", () => {
    expect(opOf(compile({ threat_indicator_path: "vendor.thing" })).path).toBe("vendor.thing");
  });

  test.each([
    ["an unknown field", [{ entries: [entry("sorce.ip", "threat.indicator.ip")] }], "T6001", "sorce.ip"],
    ["an unknown field of the indicator", [{ entries: [entry("source.ip", "threat.indicator.ipp")] }], "T6001", "threat.indicator.ipp"],
    ["a field that holds others", [{ entries: [entry("source", "threat.indicator.ip")] }], "T6003", "source"],
    [
      "a field inside nested objects",
      [{ entries: [entry("email.attachments.file.name", "threat.indicator.file.name")] }],
      "T6003",
      "email.attachments.file.name",
    ],
  ])("%s is a warning at its place", (_, threat_mapping, code, name) => {
    const { plan, diagnostics } = compile({ threat_mapping });
    expect(plan).toBeDefined();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code, severity: "warning" });
    expect(diagnostics[0]?.location?.lineText).toContain(`"${name}"`);
  });

  test("an unknown field is an error where fields are strict", () => {
    const rule = loadRuleText("a.json", JSON.stringify({ ...BASE, threat_mapping: [{ entries: [entry("x.y", "threat.indicator.ip")] }] }))
      .rules[0] as Rule;
    expect(compileRule(rule, { ...env, strict: true }).plan).toBeUndefined();
  });

  test.each([
    ["query", { query: "a: (" }],
    ["threat_query", { threat_query: "a: (" }],
  ])("a fault in %s", (_, keys) => {
    const { plan, diagnostics } = compile(keys);
    expect(plan).toBeUndefined();
    expect(diagnostics.filter(isError).map((d) => d.code.slice(0, 2))).toContain("T3");
  });
});

const rules = sharedPath("corpus/detection-rules/rules");

describe.skipIf(rules === undefined)("the public rules", () => {
  test("every threat_match rule compiles, without a warning about its mapping", async () => {
    const loaded = await loadRules([`${rules}/threat_intel`, `${rules}/_deprecated`]);
    const found = loaded.rules.filter((rule) => rule.type === "threat_match");
    expect(found.length).toBeGreaterThanOrEqual(8);
    for (const rule of found) {
      const { plan, diagnostics } = compileRule(rule, env);
      expect(diagnostics.map(renderDiagnosticLine)).toEqual([]);
      expect(plan?.root).toMatchObject({ kind: "indicatorMatch", path: rule.params["threat_indicator_path"] });
    }
  });
});
