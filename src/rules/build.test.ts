import { describe, expect, test } from "vitest";
import { locate } from "../diagnostics/index.ts";
import { loadRuleText } from "./load.ts";
import type { Rule } from "./model.ts";

const BASE = { rule_id: "00000000-0000-4000-8000-000000000000", name: "Example", description: "d", risk_score: 21, severity: "low" };

const fromJson = (keys: object): Rule => loadRuleText("a.json", JSON.stringify({ ...BASE, ...keys })).rules[0] as Rule;

const fromToml = (lines: string): Rule =>
  loadRuleText("a.toml", `[rule]\nname = "Example"\nrule_id = "x"\nrisk_score = 21\nseverity = "low"\n${lines}`).rules[0] as Rule;

describe("a rule", () => {
  test("has defaults", () => {
    expect(fromJson({ type: "query", query: "a: b" })).toMatchObject({
      id: BASE.rule_id,
      name: "Example",
      type: "query",
      severity: "low",
      riskScore: 21,
      state: "active",
      tags: [],
      threat: [],
      from: "now-6m",
      to: "now",
      interval: "5m",
      maxSignals: 100,
      buildingBlock: false,
      metadata: {},
      format: "json",
      query: { language: "kuery", source: { text: "a: b" } },
    });
    expect(Object.keys(fromJson({ type: "query", query: "a: b" }))).not.toContain("index");
  });

  test("says what its file says", () => {
    const rule = fromJson({
      type: "eql",
      language: "eql",
      query: "any where true",
      index: ["a-*"],
      from: "now-9m",
      to: "now-1m",
      interval: "10m",
      max_signals: 5,
      building_block_type: "default",
      timestamp_override: "event.ingested",
      timestamp_field: "t",
      tiebreaker_field: "u",
      event_category_override: "kind",
      tags: ["x"],
      enabled: false,
      threat: [{ framework: "MITRE ATT&CK", tactic: { id: "a", name: "b", reference: "c" } }],
    });
    expect(rule).toMatchObject({
      index: ["a-*"],
      from: "now-9m",
      to: "now-1m",
      interval: "10m",
      maxSignals: 5,
      buildingBlock: true,
      timestampOverride: "event.ingested",
      timestampField: "t",
      tiebreakerField: "u",
      eventCategoryField: "kind",
      tags: ["x"],
      state: "disabled",
      threat: [{ framework: "MITRE ATT&CK", tactic: { id: "a", name: "b", reference: "c" }, technique: [] }],
    });
    expect(rule.params).toMatchObject({ risk_score: 21, building_block_type: "default" });
  });

  test("is frozen", () => {
    const rule = fromJson({ type: "query", query: "a: b", tags: ["x"], meta: { a: { b: [{ c: 1 }] } } });
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(Object.isFrozen(rule)).toBe(true);
    expect([rule.params, rule.metadata, rule.tags, rule.threat].map(isFrozen)).toEqual([true, true, true, true]);
  });

  test("new terms are flattened", () => {
    const lines = `description = "d"\ntype = "new_terms"\nquery = "a: b"\n[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a", "b"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n`;
    const { params } = fromToml(lines);
    expect(params).toMatchObject({ new_terms_fields: ["a", "b"], history_window_start: "now-7d" });
    expect(params).not.toHaveProperty("new_terms");
  });

  test("texts of rule files are normalised as the repository's build does", () => {
    const rule = fromToml(
      `description = """\n  one\n  two \n\n three"""\ntype = "query"\nquery = '''\n a:\n  b'''\nnote = """\n# a\n\n b"""\n[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "a"\nname = "b"\nreference = "https://attack.mitre.org/tactics/TA0002"\n`,
    );
    expect(rule.description).toBe("one two three");
    expect(rule.params["note"]).toBe("# a\n\n b");
    expect(rule.query?.source.text).toBe(" a:\n  b");
    expect(rule.threat[0]?.tactic.reference).toBe("https://attack.mitre.org/tactics/TA0002/");
    expect(rule.params["threat"]).toMatchObject(rule.threat.map(({ tactic }) => ({ tactic })));
  });

  test("knows where its parts stand", () => {
    const rule = fromToml(`description = "d"\ntype = "query"\nquery = '''\na: b\n'''\n`);
    expect(rule.spanOf("rule.nothing")).toBeUndefined();
    const at = rule.spanOf("rule.severity");
    expect(at && locate(rule.source, at)).toMatchObject({ line: 5, column: 12 });
    expect(locate(rule.textAt("rule.query", "a: b\n"), { start: 3, end: 4 })).toMatchObject({ file: "a.toml", line: 9, column: 4 });
  });

  test.each([
    [{ type: "query", query: "  " }],
    [{ type: "query", filters: [{ query: { match_all: {} } }] }],
    [{ type: "machine_learning", anomaly_threshold: 3, machine_learning_job_id: "a" }],
    [{ type: "saved_query", saved_id: "a" }],
  ])("may have no query: %j", (keys) => {
    expect(fromJson(keys).query).toBeUndefined();
  });

  test("null in an exported rule is as if the key were absent", () => {
    const rule = fromJson({ type: "query", query: "a: b", note: null, index: null });
    expect(rule.params).not.toHaveProperty("note");
    expect(rule).not.toHaveProperty("index");
  });
});
