import { describe, expect, test } from "vitest";
import { sharedPath } from "../../tests/support/shared.ts";
import { type GuideBlock, guideOf } from "./guide.ts";
import { renderNote, transformFaults } from "./guide-transform.ts";
import { loadRules, loadRuleText } from "./load.ts";

const RULE = { rule_id: "00000000-0000-4000-8000-000000000001", name: "n", description: "d", severity: "low", risk_score: 1 };
const EXPORTED = { ...RULE, type: "eql", language: "eql", query: "any where true" };

const load = (note: string) => loadRuleText("r.json", JSON.stringify({ ...EXPORTED, note }));
const blocksOf = (note: string): readonly GuideBlock[] => load(note).rules.flatMap(guideOf);

/** The text that a diagnostic underlines, from its column on. */
const faults = (note: string): string[] =>
  load(note).problems.map(
    ({ code, location }) => `${code} ${location?.lineText.slice((location.column ?? 1) - 1, (location.endColumn ?? 1) - 1)}`,
  );

describe("blocks of a note", () => {
  test("are read in order, with all that Kibana knows", () => {
    const note = `Begin !{osquery{"label":"L","query":"SELECT \\"}\\" FROM t","ecs_mapping":{"a":{"field":"b"}}}} and
!{investigate{
  "label": "I", "description": "D",
  "providers": [[{"field":"a","excluded":true,"queryType":"phrase","value":"{{a}}","valueType":"string"}],{"field":"b","queryType":"exists"}],
  "relativeFrom": "now-1h", "relativeTo": "now"
} } !{other{"a":1}} !{osqueryx{}}`;
    expect(load(note).problems).toEqual([]);
    expect(blocksOf(note)).toEqual([
      { kind: "osquery", label: "L", query: 'SELECT "}" FROM t', ecsMapping: { a: { field: "b" } } },
      {
        kind: "investigate",
        label: "I",
        description: "D",
        providers: [
          [{ field: "a", excluded: true, queryType: "phrase", value: "{{a}}", valueType: "string" }],
          [{ field: "b", excluded: false, queryType: "exists", value: "", valueType: "string" }],
        ],
        relativeFrom: "now-1h",
        relativeTo: "now",
      },
    ]);
  });

  test.each<readonly [note: string, ...faults: string[]]>([
    ["no block at all, {{field}} and !{}"],
    ["!{osquery}", "T1201 !{osquery"],
    ["a !{osquery {", "T1201 !{osquery "],
    ['!{investigate{"label":"a}', "T1201 !{investigate"],
    ["x !{osquery{label:1}} y", "T1201 l"],
    ["!{osquery{'label':1}}", "T1201 '"],
    ["!{osquery{}", "T1201 }"],
    ["!{osquery{} x}", "T1201 }"],
    ["!{osquery{}}", "T1202 !{osquery{}}"],
    ['!{investigate{"label":1}}', 'T1202 !{investigate{\\"label\\":1}}'],
    [
      '!{investigate{"label":1,"providers":[[{"field":"a","queryType":"fuzzy"}]]}}',
      'T1202 !{investigate{\\"label\\":1,\\"providers\\":[[{\\"field\\":\\"a\\",\\"queryType\\":\\"fuzzy\\"}]]}}',
    ],
    ["!{osquery{}} !{osquery", "T1202 !{osquery{}}", "T1201 !{osquery"],
  ])("%j has these faults", (note, ...expected) => {
    expect(faults(note)).toEqual(expected);
    expect(load(note).problems.every((problem) => problem.severity === "warning")).toBe(true);
  });

  test("those that are whole stay when others are broken", () => {
    const note = '!{osquery{oops}} !{osquery{"label":"a","query":"SELECT 1"}} !{osquery{';
    expect(blocksOf(note).map((block) => block.label)).toEqual(["a"]);
  });
});

describe("a rule file's transform", () => {
  const transform = {
    osquery: [
      { query: "SELECT 'é\u007f😀'", label: "L", ecs_mapping: null },
      { label: "M", query: "q" },
    ],
    investigate: [{ providers: [[{ value: "v", field: "f" }]], label: "I" }],
  };

  test.each([
    ["$osquery_0", '!{osquery{"label":"L","query":"SELECT \'\\u00e9\\u007f\\ud83d\\ude00\'"}}'],
    ["a ${osquery_1}b", 'a !{osquery{"label":"M","query":"q"}}b'],
    ["$investigate_0.", '!{investigate{"label":"I","providers":[[{"field":"f","value":"v"}]]}}.'],
    [
      "$$osquery_0 costs $5 $$ and $osquery_00 $osquery_0x $Osquery_0 ${osquery_0 $other_0",
      "$osquery_0 costs $5 $ and $osquery_00 $osquery_0x $Osquery_0 ${osquery_0 $other_0",
    ],
    ["$osquery_2", "$osquery_2"],
    ["", ""],
  ])("puts %j in as the repository's build does", (note, rendered) => {
    expect(renderNote(note, transform)).toBe(rendered);
  });

  test("needs an entry for each placeholder and a placeholder for each entry", () => {
    expect(transformFaults("$osquery_0 $osquery_0 ${osquery_1} $investigate_0 $$osquery_7", transform)).toEqual([]);
    expect(transformFaults("$osquery_0 $osquery_2", transform)).toEqual([
      { at: { start: 11, end: 21 }, message: "`transform.osquery` has no entry 2" },
      { path: "transform.osquery.1", message: "the note has no `$osquery_1` for this entry" },
      { path: "transform.investigate.0", message: "the note has no `$investigate_0` for this entry" },
    ]);
    expect(transformFaults("$osquery_0", {})).toHaveLength(1);
  });

  const FILE = `[metadata]
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
type = "eql"
language = "eql"
query = "any where true"
note = """
Look: $osquery_0
and $osquery_1
"""
[[transform.osquery]]
label = "Users"
query = "SELECT * FROM users WHERE username = {{user.name}}"
`;

  test("is put in when the file is loaded, and what does not fit is told at its place", () => {
    const { rules, problems } = loadRuleText("r.toml", FILE);
    expect(problems).toMatchObject([{ code: "T1203", severity: "warning", location: { line: 17, column: 5, endColumn: 15 } }]);
    expect(rules[0]?.params["note"]).toBe(
      'Look: !{osquery{"label":"Users","query":"SELECT * FROM users WHERE username = {{user.name}}"}}\nand $osquery_1\n',
    );
    expect(rules.flatMap(guideOf)).toMatchObject([{ kind: "osquery", label: "Users" }]);
  });

  test("without a placeholder is told where it stands", () => {
    const { problems } = loadRuleText("r.toml", FILE.replace("$osquery_0", "").replace("$osquery_1", ""));
    expect(problems).toMatchObject([{ code: "T1203", location: { line: 19 } }]);
  });
});

const folders = ["rules", "rules_building_block"]
  .map((name) => sharedPath(`corpus/detection-rules/${name}`))
  .filter((path) => path !== undefined);

test.skipIf(folders.length < 2)("every transform of the public rules is put in, entry by entry", async () => {
  const { rules, problems } = await loadRules(folders);
  const files = { osquery: new Set<string>(), investigate: new Set<string>() };
  const entries = { osquery: 0, investigate: 0 };
  const loose: string[] = [];
  for (const rule of rules) {
    for (const plugin of ["osquery", "investigate"] as const) {
      const written = rule.source.text.split(`[[transform.${plugin}]]`).length - 1;
      const read = new Set(
        guideOf(rule)
          .filter((block) => block.kind === plugin)
          .map((block) => JSON.stringify(block)),
      ).size;
      if (read !== written) loose.push(`${rule.name}: ${plugin} ${read} of ${written}`);
      if (written > 0) files[plugin].add(rule.source.name);
      entries[plugin] += written;
    }
  }
  const told = problems.filter((problem) => problem.code === "T1203").map((problem) => problem.location?.file);
  expect(loose).toHaveLength(new Set(told).size);
  expect(entries.osquery).toBeGreaterThan(400);
  expect(entries.investigate).toBeGreaterThan(600);
  expect(files.osquery.size).toBeGreaterThan(80);
  expect(files.investigate.size).toBeGreaterThan(140);
});
