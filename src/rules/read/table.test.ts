import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import { readRuleText } from "./table.ts";

const TOML = "[metadata]\nmaturity = 'production'\n[rule]\nname = 'a'\ntype = 'eql'\n";
const RULE = '{"name": "a", "type": "eql"}';
const EXPORT = `${RULE}\n\n{"_version": "x", "list_id": "l", "type": "detection"}\n{"list_id": "l", "item_id": "i", "entries": []}\n{"id": "c", "type": "action", "attributes": {"actionTypeId": ".slack"}}\n{"exported_count": 4, "exported_rules_count": 1}\n`;

/** Name, text, format of the documents, how many, what was skipped. */
const READ: readonly (readonly [string, string, string, number, object])[] = [
  ["a.toml", TOML, "toml", 1, {}],
  ["A.TOML", TOML, "toml", 1, {}],
  ["a.toml.gz", TOML, "toml", 1, {}],
  ["-", TOML, "toml", 1, {}],
  ["-", `# a rule\n\n${TOML}`, "toml", 1, {}],
  ["a.txt", "rule.name = 'a'\nrule.type = 'eql'", "toml", 1, {}],
  ["a.json", RULE, "json", 1, {}],
  ["a.json", `[${RULE}, ${RULE}]`, "json", 2, {}],
  ["a.json", `{"page": 1, "perPage": 20, "total": 1, "data": [${RULE}]}`, "json", 1, {}],
  ["a.json", `{"rule": ${RULE}, "metadata": {}}`, "json", 1, {}],
  ["a.json", `{"id": "1_2", "type": "security-rule", "attributes": ${RULE}}`, "json", 1, {}],
  [
    "a.json",
    '{"id": "1_2", "type": "security-rule", "attributes": {"rule_id": "1", "version": 2, "name": "a", "deprecated": true}}',
    "json",
    0,
    { stub: 1 },
  ],
  ["-", RULE.replaceAll(" ", "\n"), "json", 1, {}],
  ["a.ndjson", EXPORT, "ndjson", 1, { exception: 2, connector: 1, summary: 1 }],
  ["a.jsonl", `${RULE}\r\n${RULE}\r\n`, "ndjson", 2, {}],
  ["a.json", `${RULE}\n${RULE}\n`, "ndjson", 2, {}],
  ["a.ndjson", RULE.replaceAll(" ", "\n"), "json", 1, {}],
  ["-", EXPORT, "ndjson", 1, { exception: 2, connector: 1, summary: 1 }],
  ["a.yaml", "name: a\ntype: eql\n", "yaml", 1, {}],
  ["a.yml", "- name: a\n  type: eql\n- name: b\n  type: eql\n", "yaml", 2, {}],
  ["-", "# c\n---\nname: a\ntype: eql\n---\nname: b\ntype: eql\n", "yaml", 2, {}],
  ["a.yaml", "x: &r\n  name: a\n  type: eql\nrule: *r\n", "yaml", 1, {}],
  ["a.toml", "[metadata]\n[[exceptions]]\n[exceptions.container]\nname = 'x'\n", "toml", 0, { exception: 1 }],
  ["a.toml", "[metadata]\n[[action_connectors]]\nid = 'x'\n[[action_connectors]]\nid = 'y'\n", "toml", 0, { connector: 2 }],
];

test.each(READ)("%s: %j", (name, text, format, documents, skipped) => {
  const content = readRuleText(createSource(name, text));
  expect(content.problems).toEqual([]);
  expect(content.documents.map((d) => d.format)).toEqual(Array.from({ length: documents }, () => format));
  expect(content.skipped).toEqual(skipped);
});

/** Name, text, code, line, column, words of the message. */
const FAULTS: readonly (readonly [string, string, string, number, number, RegExp])[] = [
  ["a.toml", "", "T1004", 1, 1, /empty/],
  ["a.toml", "# nothing\n", "T1004", 1, 1, /empty/],
  ["sigma.yml", "title: a\nlogsource: { product: linux }\ndetection: { condition: x }\n", "T1004", 1, 1, /not a rule/],
  ["a.toml", "[metadata]\nx = 1\n", "T1004", 1, 1, /no \[rule\] table/],
  ["a.toml", "rule = 'x'\n", "T1004", 1, 1, /not a table/],
  ["a.toml", "<html>\n", "T1001", 1, 1, /unexpected/],
  ["a.toml", "This is no rule file.\n", "T1001", 1, 6, /expected `=`/],
  ["a.toml", "[rule]\nname = 'x\ntype = 'eql'\n", "T1001", 2, 10, /not closed/],
  ["a.toml", "[rule]\ndescription = '''a'''\nquery = '''\nabc\n\ntype = 'eql'\n", "T1001", 3, 9, /not closed/],
  ["a.toml", "[rule]\nnote = \"\"\"\nan ''' inside\n", "T1001", 2, 8, /not closed/],
  ["a.toml", "[rule]\na = 1\nb = 2\na = 3\n", "T1001", 4, 1, /defined twice/],
  ["a.toml", "[rule]\ntags = [1 2]\n", "T1001", 2, 11, /expected `,`/],
  ["a.toml", '[rule]\npath = "C:\\Windows"\n', "T1001", 2, 12, /unknown escape/],
  ["a.toml", "[rule]\nseverity = low\n", "T1001", 2, 12, /unexpected character/],
  ["a.toml", `[rule]\nx = ${"[".repeat(5000)}`, "T1001", 2, 5005, /./],
  ["a.json", '{"name": "a",\n "type": eql}', "T1001", 2, 10, /expected a value/],
  ["a.json", '{"name": "a"\n "type": "eql"}', "T1001", 2, 2, /expected `,`/],
  ["a.json", "", "T1004", 1, 1, /empty/],
  ["a.json", '{"name": "x"}', "T1004", 1, 1, /not a rule/],
  ["a.json", `[${RULE},\n  7]`, "T1004", 2, 3, /not a rule/],
  ["a.ndjson", `${RULE}\n{"name": }\n${RULE}\n`, "T1001", 2, 10, /expected a value/],
  ["a.ndjson", "\n\n", "T1004", 1, 1, /empty/],
  ["a.yaml", "name: a\ntype: 'eql\n", "T1001", 3, 1, /./],
  ["a.yaml", "name: a\nname: b\n", "T1001", 2, 1, /unique/],
  ["a.yaml", "", "T1004", 1, 1, /empty/],
  ["a.yaml", "just text\n", "T1004", 1, 1, /not a rule/],
  ["-", "", "T1004", 1, 1, /empty/],
  ["-", "just text\n", "T1005", 1, 1, /not recognised/],
];

describe("faults", () => {
  test.each(FAULTS)("%s: %j is %s at %d:%d", (name, text, code, line, column, message) => {
    const { problems } = readRuleText(createSource(name, text));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code,
      severity: "error",
      message: expect.stringMatching(message),
      location: { file: name, line, column },
    });
  });

  test("a bad line of NDJSON does not stop the others", () => {
    const { documents } = readRuleText(createSource("a.ndjson", `${RULE}\n{"name": }\n${RULE}\n`));
    expect(documents).toHaveLength(2);
  });

  test("a YAML alias bomb is refused", () => {
    const lines = [
      "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
      ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]`),
    ];
    const { problems } = readRuleText(createSource("a.yaml", `${lines.join("\n")}\nname: a\ntype: eql\n`));
    expect(problems.map((p) => p.code)).toEqual(["T1001"]);
  });

  test.each([
    ["a.toml", "[rule]\nname = 'a'\n[rule.__proto__]\npolluted = 1\n"],
    ["a.toml", "[rule]\nname = 'a'\nbig = 99999999999999999999\n[rule.__proto__]\npolluted = 1\n"],
    ["a.json", '{"name": "a", "type": "eql", "__proto__": {"polluted": 1}}'],
    ["a.yaml", "name: a\ntype: eql\n__proto__:\n  polluted: 1\n"],
  ])("a key called __proto__ is a key like any other in %s %#", (name, text) => {
    const { documents } = readRuleText(createSource(name, text));
    expect(Object.keys(documents[0]?.rule ?? {})).toContain("__proto__");
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

test("dates and times in TOML are text as they are written", () => {
  const text = "[metadata]\ncreation_date = 2024-01-31\nlist = [2024-01-31T10:00:00Z]\n[rule]\nname = 'a'\n";
  expect(readRuleText(createSource("a.toml", text)).documents[0]?.metadata).toEqual({
    creation_date: "2024-01-31",
    list: ["2024-01-31T10:00:00Z"],
  });
});

test("an unknown table beside [rule] is a warning at its name", () => {
  const { documents, problems } = readRuleText(createSource("a.toml", "[rule]\nname = 'a'\n[metdata]\nx = 1\n"));
  expect(documents).toHaveLength(1);
  expect(problems).toMatchObject([{ code: "T1010", severity: "warning", location: { line: 3, column: 2 } }]);
});
