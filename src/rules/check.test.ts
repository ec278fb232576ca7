import { describe, expect, test } from "vitest";
import { type Diagnostic, createSource } from "../diagnostics/index.ts";
import { type CheckOptions, checkDocument } from "./check.ts";
import type { RuleDocument } from "./read/document.ts";
import { readRuleText } from "./read/table.ts";

/** Line 1 is `[metadata]`; the lines of a case follow these, from line 12. */
const HEAD = `[metadata]
creation_date = "2024/01/01"
updated_date = "2024/01/01"
maturity = "production"
[rule]
author = ["Us"]
description = "What it finds."
name = "Example"
risk_score = 21
rule_id = "00000000-0000-4000-8000-000000000000"
severity = "low"
`;

const check = (text: string, options?: CheckOptions, name = "a.toml"): readonly Diagnostic[] =>
  checkDocument(readRuleText(createSource(name, text)).documents[0] as RuleDocument, options);

const EQL = `type = "eql"\nlanguage = "eql"\nquery = "any where true"\n`;
const KQL = `type = "query"\nquery = "a: b"\n`;
const TERMS = `type = "new_terms"\nquery = "a: b"\n`;
const MATCH = `type = "threat_match"\nquery = "a: b"\nthreat_index = ["ti"]\n`;

describe("rules without a fault", () => {
  test.each([
    EQL,
    `${EQL}index = ["a"]\nfrom = "now-9m"\nto = "now"\ninterval = "5m"\nmax_signals = 33\nbuilding_block_type = "default"\n`,
    `${EQL}event_category_override = "kind"\ntimestamp_field = "t"\ntiebreaker_field = "u"\n`,
    `${EQL}[rule.alert_suppression]\ngroup_by = ["a"]\nmissing_fields_strategy = "suppress"\n[rule.alert_suppression.duration]\nvalue = 5\nunit = "h"\n`,
    `${EQL}[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA0002"\nname = "Execution"\nreference = "https://attack.mitre.org/tactics/TA0002/"\n[[rule.threat.technique]]\nid = "T1059"\nname = "n"\nreference = "r"\n[[rule.threat.technique.subtechnique]]\nid = "T1059.001"\nname = "n"\nreference = "r"\n`,
    `${EQL}[[rule.severity_mapping]]\nfield = "a"\noperator = "equals"\nseverity = "high"\nvalue = "1"\n[rule.investigation_fields]\nfield_names = ["a"]\n`,
    `${EQL}note = "$osquery_0 and \${investigate_0}, $$5"\n[transform]\n[[transform.osquery]]\nlabel = "a"\nquery = "select 1"\n[[transform.investigate]]\nlabel = "a"\nproviders = [[{excluded = false, field = "a", queryType = "phrase", value = "v", valueType = "string"}]]\n`,
    KQL,
    `${KQL}language = "lucene"\ndata_view_id = "x"\n`,
    `type = "query"\nquery = ""\n[[rule.filters]]\n[rule.filters.query.exists]\nfield = "a"\n`,
    `type = "saved_query"\nsaved_id = "x"\n`,
    `type = "threshold"\nquery = "a: b"\n[rule.threshold]\nfield = ["a", "b"]\nvalue = 3\n[[rule.threshold.cardinality]]\nfield = "c"\nvalue = 2\n`,
    `type = "threshold"\nquery = "a: b"\nthreshold = {field = "", value = 3}\nalert_suppression = {duration = {value = 1, unit = "m"}}\n`,
    `${TERMS}[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a", "b"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n`,
    `${TERMS}new_terms_fields = ["a"]\nhistory_window_start = "now-7d"\n`,
    `${MATCH}threat_query = "c: d"\nthreat_language = "kuery"\n[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "a"\ntype = "mapping"\nvalue = "b"\n`,
    `type = "esql"\nlanguage = "esql"\nquery = "from a metadata _id, _index, _version | keep *"\n`,
    `type = "machine_learning"\nanomaly_threshold = 50\nmachine_learning_job_id = ["a", "b"]\n`,
  ])("%#", (lines) => {
    expect(check(HEAD + lines)).toEqual([]);
  });

  test("another form of the file's dates is told, and the rule may run", () => {
    const head = HEAD.replace('"2024/01/01"', "2024-01-01");
    expect(check(head + EQL)).toMatchObject([{ code: "T1015", severity: "warning", message: "`creation_date` must be a date" }]);
  });

  test("a rule as Kibana's API gives it", () => {
    const exported = {
      id: "6f1",
      updated_at: "2024-01-01T00:00:00.000Z",
      updated_by: "elastic",
      created_at: "2024-01-01T00:00:00.000Z",
      created_by: "elastic",
      name: "Example",
      tags: [],
      interval: "5m",
      enabled: true,
      revision: 0,
      description: "d",
      risk_score: 21,
      severity: "low",
      license: "",
      output_index: "",
      meta: { from: "1m", kibana_siem_app_url: "http://localhost" },
      author: [],
      false_positives: [],
      from: "now-360s",
      rule_id: "00000000-0000-4000-8000-000000000000",
      max_signals: 100,
      risk_score_mapping: [],
      severity_mapping: [],
      threat: [],
      to: "now",
      references: [],
      version: 1,
      exceptions_list: [],
      immutable: false,
      rule_source: { type: "internal" },
      related_integrations: [],
      required_fields: [],
      setup: "",
      type: "query",
      language: "kuery",
      index: ["a"],
      query: "a: b",
      filters: [],
      actions: [],
      response_actions: null,
      throttle: "no_actions",
      execution_summary: { last_execution: {} },
      outcome: "exactMatch",
    };
    expect(check(JSON.stringify(exported), {}, "a.json")).toEqual([]);
  });
});

/** Lines from line 12 on; what is reported: code, line, column, words of the message or hint. */
const FAULTS: readonly (readonly [string, ...(readonly [string, number, number, RegExp])[]])[] = [
  [`${EQL}serverity = "low"\n`, ["T1010", 15, 1, /`serverity`.*did you mean `severity`/]],
  [`${EQL}zzz = 1\n`, ["T1010", 15, 1, /unknown key `zzz`/]],
  [
    `${EQL}[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA0002"\nname = "n"\nrefrence = "r"\n`,
    ["T1011", 17, 2, /`threat.0.tactic.reference` is missing/],
    ["T1010", 20, 1, /did you mean `reference`/],
  ],
  [`${EQL}anomaly_threshold = 3\n`, ["T1018", 15, 1, /no effect in eql rules.*machine_learning/]],
  [`type = "esql"\nlanguage = "esql"\nquery = "from a"\nindex = ["a"]\n`, ["T1018", 15, 1, /`index` has no effect in esql/]],
  [`language = "eql"\nquery = "any where true"\n`, ["T1011", 5, 2, /`type` is missing/]],
  [`type = "eqll"\n`, ["T1013", 12, 8, /no rule type `eqll`.*did you mean `eql`/]],
  [`type = "sigma"\n`, ["T1013", 12, 8, /the types are eql, query/]],
  [`type = 3\n`, ["T1012", 12, 8, /`type` must be text, not 3/]],
  [`type = "eql"\nlanguage = "eql"\n`, ["T1011", 5, 2, /`query` is missing/]],
  [`type = "eql"\nquery = "any where true"\n`, ["T1011", 5, 2, /`language` is missing/]],
  [`type = "eql"\nlanguage = "eql"\nquery = " "\n`, ["T1019", 14, 9, /blank/]],
  [`type = "query"\nquery = ""\n`, ["T1019", 13, 9, /every event/]],
  [`type = "query"\n`, ["T1019", 5, 2, /missing: the rule selects every event/]],
  [`type = "eql"\nlanguage = "kuery"\nquery = "any where true"\n`, ["T1017", 13, 12, /eql rules take `eql`, not `kuery`/]],
  [`type = "query"\nlanguage = "kql"\nquery = "a: b"\n`, ["T1017", 13, 12, /rule files call KQL `kuery`/]],
  [`${EQL}index = "a"\n`, ["T1012", 15, 9, /`index` must be a list, not text/]],
  [`${EQL}index = ["a", 3]\n`, ["T1012", 15, 15, /`index.1` must be text, not 3/]],
  [`${EQL}tags = {a = 1}\n`, ["T1012", 15, 8, /a list, not a table/]],
  [`${EQL}enabled = "yes"\n`, ["T1012", 15, 11, /true or false, not text/]],
  [`${EQL}max_signals = 1.5\n`, ["T1012", 15, 15, /a whole number, not 1.5/]],
  [`${EQL}max_signals = 0\n`, ["T1014", 15, 15, /at least 1/]],
  [`${EQL}from = "9m"\n`, ["T1015", 15, 8, /`from` must be date math/]],
  [`${EQL}to = "later"\n`, ["T1015", 15, 6, /`to` must be date math/]],
  [`${EQL}interval = "5 minutes"\n`, ["T1015", 15, 12, /`interval` must be an interval.*`5m`/]],
  [`${EQL}interval = "0m"\n`, ["T1015", 15, 12, /interval/]],
  [`${EQL}timestamp_override = ""\n`, ["T1015", 15, 22, /must not be blank/]],
  [`${EQL}from = "now-5m"\nto = "now-10m"\n`, ["T1021", 15, 8, /ends before it begins/]],
  [`${EQL}index = ["a"]\ndata_view_id = "b"\n`, ["T1016", 16, 1, /only one of/]],
  [`${EQL}timeline_id = "a"\n`, ["T1016", 15, 1, /needs `timeline_title`/]],
  [
    `${EQL}[[rule.threat]]\nframework = "MITRE ATTACK"\n[rule.threat.tactic]\nid = "a"\nname = "b"\nreference = "c"\n`,
    ["T1015", 16, 13, /MITRE ATT&CK/],
  ],
  [
    `${EQL}[[rule.severity_mapping]]\nfield = "a"\noperator = "equals"\nseverity = "hihg"\nvalue = "1"\n`,
    ["T1013", 18, 12, /`low`, `medium`, `high` or `critical`, not `hihg`.*did you mean `high`/],
  ],
  [`${EQL}[rule.alert_suppression]\ngroup_by = ["a", "b", "c", "d", "e", "f"]\n`, ["T1014", 16, 12, /at most 5 entries/]],
  [`${EQL}[rule.alert_suppression]\ngroup_by = []\n`, ["T1014", 16, 12, /at least 1 entry/]],
  [`type = "threshold"\nquery = "a: b"\n`, ["T1011", 5, 2, /`threshold` is missing/]],
  [
    `type = "threshold"\nquery = "a: b"\n[rule.threshold]\nfield = 3\nvalue = 0\n`,
    ["T1012", 15, 9, /a field or a list/],
    ["T1014", 16, 9, /at least 1/],
  ],
  [TERMS, ["T1011", 5, 2, /`new_terms_fields` is missing/], ["T1011", 5, 2, /`history_window_start` is missing/]],
  [`${TERMS}new_terms_fields = ["a", "b", "a"]\nhistory_window_start = "now-7d"\n`, ["T1021", 14, 31, /`a` is named twice/]],
  [`${TERMS}new_terms_fields = ["a"]\nhistory_window_start = "now-1m"\n`, ["T1021", 15, 24, /history must start before/]],
  [
    `${TERMS}new_terms_fields = ["a"]\n[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n`,
    ["T1016", 14, 1, /only one may be set/],
  ],
  [
    `${MATCH}[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "a"\ntype = "mapping"\nvalue = "b"\nnegate = true\n`,
    ["T1021", 16, 3, /needs an entry that must match/],
  ],
  [
    `${MATCH}concurrent_searches = 2\nitems_per_search = 9000\n[[rule.threat_mapping]]\nentries = [{field = "a", type = "mapping", value = "b"}, {field = "a", type = "mapping", value = "b", negate = true}]\n`,
    ["T1021", 16, 20, /at most 10000/],
    ["T1021", 18, 58, /both match and not match/],
  ],
  [
    `type = "machine_learning"\nanomaly_threshold = 101\nmachine_learning_job_id = 7\n`,
    ["T1014", 13, 21, /at most 100/],
    ["T1012", 14, 27, /text or a list of texts/],
  ],
  [
    `${EQL}[transform]\n[[transform.osquery]]\nlabel = "a"\n`,
    ["T1011", 16, 3, /`osquery.0.query` is missing/],
    ["T1203", 16, 3, /no `\$osquery_0`/],
  ],
];

describe("faults", () => {
  test.each(FAULTS.map(([lines, ...expected]) => ({ lines, expected })))("$lines", ({ lines, expected }) => {
    const found = check(HEAD + lines);
    expect(found.map((d) => [d.code, d.location?.line, d.location?.column])).toEqual(
      expected.map(([code, line, column]) => [code, line, column]),
    );
    for (const [index, [, , , words]] of expected.entries()) expect(`${found[index]?.message}; ${found[index]?.hint}`).toMatch(words);
  });

  test.each([
    ["risk_score = 21", "risk_score = 101", "T1014", 14],
    ["risk_score = 21", 'risk_score = "21"', "T1012", 14],
    ['severity = "low"', 'severity = "Low"', "T1013", 12],
    ['name = "Example"', 'name = ""', "T1015", 8],
    ["name", "nmae", "T1010", 1],
    ['"2024/01/01"', '"2024-01-01"', "T1015", 17],
    ['"2024/01/01"', '"2023/02/29"', "T1015", 17],
    ['"production"', '"prod"', "T1013", 12],
    ["00000000-0000-4000-8000-000000000000", "my-rule", "T1015", 11],
  ])("%s ▸ %s", (from, to, code, column) => {
    const text = HEAD.replace(from, to) + EQL;
    const line = text.slice(0, text.indexOf(to)).split("\n").length;
    expect(check(text)).toContainEqual(expect.objectContaining({ code, location: expect.objectContaining({ line, column }) }));
  });

  test("all faults of a file are told, in file order", () => {
    const text = `${HEAD.replace("21", "-1").replace('"low"', '"lo"')}${EQL}index = 3\nfoo = 1\nfrom = "x"\n`;
    expect(check(text).map((d) => d.location?.line)).toEqual([9, 11, 15, 16, 17]);
  });

  test("dates are missed in [metadata]", () => {
    const found = check(HEAD.replaceAll(/^.*_date.*\n/gm, "") + EQL);
    expect(found.map((d) => [d.code, d.severity, d.location?.line])).toEqual([
      ["T1011", "warning", 1],
      ["T1011", "warning", 1],
    ]);
  });

  test("a rule file without [metadata] or author still runs", () => {
    const found = check(HEAD.slice(HEAD.indexOf("[rule]")).replace('author = ["Us"]\n', "") + EQL);
    expect(found.map((d) => [d.severity, d.message])).toEqual([
      ["warning", "the [metadata] table is missing"],
      ["warning", "`author` is missing"],
    ]);
  });
});

test("strict makes unknown keys errors", () => {
  const text = `${HEAD}${EQL}foo = 1\nanomaly_threshold = 3\n`;
  expect(check(text).map((d) => d.severity)).toEqual(["warning", "warning"]);
  expect(check(text, { strict: true }).map((d) => d.severity)).toEqual(["error", "error"]);
});
