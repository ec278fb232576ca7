import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadExceptions, loadExceptionText } from "./load.ts";

const HEAD = `[metadata]
creation_date = "2026/01/01"
list_name = "Calm hosts"
rule_ids = ["00000000-0000-4000-8000-000000000000"]
rule_names = ["Example"]

[[exceptions]]
[exceptions.container]
description = "d"
list_id = "calm"
name = "Calm hosts"
namespace_type = "single"
type = "detection"

[[exceptions.items]]
item_id = "one"
list_id = "calm"
name = "One"
type = "simple"
`;
const FIRST_LINE = HEAD.split("\n").length;

const item = (text: string): string => `${HEAD}${text}`;
const entry = (text: string): string => item(`[[exceptions.items.entries]]\n${text}`);

/** Text of an item's last table (its first line is the table's header), code, line below the header, column, words of the message. */
const ENTRY_FAULTS: readonly (readonly [string, string, number, number, RegExp])[] = [
  ['field = "a"\noperator = "included"\ntype = "mtach"\nvalue = "x"', "T1103", 3, 8, /no entry type `mtach`/],
  ['field = "a"\noperator = "exclude"\ntype = "match"\nvalue = "x"', "T1104", 2, 12, /`included` or `excluded`/],
  ['field = "a"\noperator = "is"\ntype = "mtach"\nvalue = "x"', "T1104", 2, 12, /not `is`/],
  ['field = "a"\ntype = "match"\nvalue = "x"', "T1011", 0, 3, /`operator` is missing/],
  ['operator = "included"\ntype = "match"\nvalue = "x"', "T1011", 0, 3, /`field` is missing/],
  ['field = "a"\noperator = "included"\nvalue = "x"', "T1011", 0, 3, /`type` is missing/],
  ['field = "a"\noperator = "included"\ntype = "match"', "T1105", 0, 3, /`value` is missing/],
  ['field = "a"\noperator = "included"\ntype = "match_any"', "T1105", 0, 3, /`value` is missing/],
  ['field = "a"\noperator = "included"\ntype = "match"\nvalue = " "', "T1106", 4, 9, /must not be empty/],
  ['field = "a"\noperator = "included"\ntype = "wildcard"\nvalue = ""', "T1106", 4, 9, /must not be empty/],
  ['field = "a"\noperator = "included"\ntype = "match_any"\nvalue = []', "T1106", 4, 9, /at least 1 entry/],
  ['field = "a"\noperator = "included"\ntype = "match_any"\nvalue = ["x", ""]', "T1106", 4, 15, /must not be empty/],
  ['field = "a"\noperator = "included"\ntype = "match"\nvalue = 5', "T1012", 4, 9, /must be text, not 5/],
  ['field = "a"\noperator = "included"\ntype = "match_any"\nvalue = "x"', "T1012", 4, 9, /must be a list/],
  ['field = "a"\noperator = "included"\ntype = "exists"\nvalue = "x"', "T1010", 4, 1, /unknown key `value`/],
  ['field = "a"\noperator = "included"\ntype = "list"', "T1108", 0, 3, /`list` is missing/],
  ['field = "a"\noperator = "included"\ntype = "list"\nlist = { type = "ip" }', "T1108", 4, 1, /`list.id` is missing/],
  ['field = "a"\noperator = "included"\ntype = "list"\nlist = { id = "", type = "ip" }', "T1108", 4, 15, /must not be blank/],
  ['field = "a"\noperator = "included"\ntype = "list"\nlist = { id = "x", type = "ips" }', "T1013", 4, 27, /`ip_range`/],
  ['field = "a"\noperator = "included"\ntype = "wildcard"\nvalue = \'C:\\a*\'', "T1113", 4, 9, /backslash/],
  ['field = "a"\ntype = "nested"', "T1011", 0, 3, /`entries` is missing/],
  ['field = "a"\ntype = "nested"\nentries = []', "T1014", 3, 11, /at least 1 entry/],
  [
    'field = "a"\ntype = "nested"\nentries = [{ field = "b", type = "nested", entries = [] }]',
    "T1107",
    3,
    34,
    /nested entry cannot stand inside/,
  ],
  [
    'field = "a"\ntype = "nested"\nentries = [{ field = "b", type = "list", operator = "included", list = { id = "x", type = "ip" } }]',
    "T1107",
    3,
    34,
    /list entry cannot stand inside/,
  ],
  [
    'field = "a"\ntype = "nested"\nentries = [{ field = "b", type = "match", operator = "included" }]',
    "T1105",
    3,
    12,
    /`value` is missing/,
  ],
];

describe("faults of entries", () => {
  test.each(ENTRY_FAULTS)("%j", (text, code, line, column, message) => {
    const { problems, lists } = loadExceptionText("a.toml", entry(text));
    const [first] = problems;
    expect(first).toMatchObject({ code, location: { file: "a.toml", line: FIRST_LINE + line, column } });
    expect(first?.message).toMatch(message);
    expect(lists[0]?.items).toHaveLength(first?.severity === "error" ? 0 : 1);
  });

  test("the item's other faults are told too, in their order", () => {
    const text = entry('field = "a"\noperator = "is"\ntype = "match"\nvalue = ""\n[[exceptions.items.entries]]\ntype = "foo"\nfield = "b"');
    expect(loadExceptionText("a.toml", text).problems.map(({ code }) => code)).toEqual(["T1104", "T1106", "T1103"]);
  });
});

const SOUND = '[[exceptions.items.entries]]\nfield = "a"\noperator = "included"\ntype = "exists"\n';

describe("faults of items and lists", () => {
  test.each([
    ['expire_time = "soon"\n', "T1109", /date and time/],
    ['expire_time = "2026-13-01T00:00:00Z"\n', "T1109", /date and time/],
    ["expire_time = 5\n", "T1109", /text/],
    ['os_types = ["windos"]\n', "T1013", /not `windos`/],
    ['expires = "x"\n', "T1010", /unknown key `expires`/],
  ])("%j", (text, code, message) => {
    const [first] = loadExceptionText("a.toml", item(text + SOUND)).problems;
    expect(first).toMatchObject({ code, location: { line: FIRST_LINE } });
    expect(first?.message).toMatch(message);
  });

  test("an item without entries", () => {
    expect(loadExceptionText("a.toml", item("entries = []\n")).problems).toMatchObject([{ code: "T1014" }]);
    expect(loadExceptionText("a.toml", HEAD).problems).toMatchObject([{ code: "T1011", message: "`entries` is missing" }]);
  });

  test("an item of a list that is not there", () => {
    const text = item(SOUND).replace('list_id = "calm"\nname = "One"', 'list_id = "clam"\nname = "One"');
    const { problems, lists } = loadExceptionText("a.toml", text);
    expect(problems).toMatchObject([{ code: "T1110", hint: "did you mean `calm`?", location: { line: 17, column: 11 } }]);
    expect(lists).toMatchObject([{ id: "calm", items: [] }]);
  });

  test("an item belongs to the list it stands under", () => {
    const text = item(SOUND).replace('list_id = "calm"\nname = "One"', 'name = "One"');
    expect(loadExceptionText("a.toml", text)).toMatchObject({ problems: [], lists: [{ id: "calm", items: [{ id: "one" }] }] });
  });

  test("a list may leave its id to its items", () => {
    const text = item(SOUND).replace('list_id = "calm"\nname = "Calm', 'name = "Calm');
    expect(loadExceptionText("a.toml", text)).toMatchObject({ problems: [], lists: [{ id: "calm", items: [{ id: "one" }] }] });
  });

  test("an unknown type of list", () => {
    const { problems, lists } = loadExceptionText("a.toml", item(SOUND).replace('type = "detection"', 'type = "detections"'));
    expect(problems).toMatchObject([{ code: "T1013", hint: "did you mean `detection`?", location: { line: 13, column: 8 } }]);
    expect(lists).toMatchObject([{ id: "calm", items: [{ id: "one" }] }]);
  });

  test("Elastic Defend knows no excluded entries", () => {
    const text = item(SOUND).replace('type = "detection"', 'type = "endpoint"').replace('"included"', '"excluded"');
    expect(loadExceptionText("a.toml", text)).toMatchObject({
      problems: [{ code: "T1114", severity: "warning" }],
      lists: [{ items: [{}] }],
    });
  });

  test("unknown keys of the metadata", () => {
    const [first] = loadExceptionText("a.toml", item(SOUND).replace("rule_ids", "rule_id")).problems;
    expect(first).toMatchObject({ code: "T1010", severity: "warning", hint: "did you mean `rule_ids`?", location: { line: 4, column: 1 } });
  });
});

const LIST = {
  id: "s-1",
  list_id: "l",
  name: "List",
  type: "detection",
  _version: "x",
  version: 1,
  immutable: false,
  meta: null,
  tags: [],
};
const ENTRIES = [{ type: "match", operator: "included", field: "a", value: "x" }];
const ITEM = { list_id: "l", item_id: "i", name: "Item", type: "simple", entries: ENTRIES, comments: [], os_types: [], expire_time: null };
const RULE = { rule_id: "00000000-0000-4000-8000-000000000000", name: "a", type: "query" };
const SUMMARY = { exported_count: 3, exported_rules_count: 1 };
const lines = (...values: readonly object[]): string => `${values.map((value) => JSON.stringify(value)).join("\n")}\n`;

describe("forms", () => {
  test.each([
    ["Kibana's export, rules first", "a.ndjson", lines(RULE, LIST, ITEM, SUMMARY)],
    ["items before their list", "a.ndjson", lines(ITEM, LIST)],
    ["a list in JSON", "a.json", JSON.stringify([LIST, ITEM])],
    ["a page of the find API", "a.json", JSON.stringify({ data: [LIST, ITEM], page: 1, per_page: 20, total: 2 })],
    ["a repository's file as JSON", "a.json", JSON.stringify({ metadata: {}, exceptions: [{ container: LIST, items: [ITEM] }] })],
    [
      "YAML",
      "a.yaml",
      "- list_id: l\n  id: s-1\n  name: List\n  type: detection\n- list_id: l\n  item_id: i\n  name: Item\n  entries: [{type: match, operator: included, field: a, value: x}]\n",
    ],
    ["standard input", "-", lines(LIST, ITEM)],
  ])("%s", (_, name, text) => {
    const { lists, problems } = loadExceptionText(name, text);
    expect(problems).toEqual([]);
    expect(lists).toMatchObject([
      {
        id: "l",
        savedId: "s-1",
        name: "List",
        type: "detection",
        ruleIds: [],
        items: [{ id: "i", name: "Item", entries: ENTRIES, osTypes: [] }],
      },
    ]);
  });

  test("a repository's file binds rules", () => {
    const { lists, problems } = loadExceptionText("a.toml", item(`expire_time = "2026-06-01T12:00:00+02:00"\n${SOUND}`));
    expect(problems).toEqual([]);
    expect(lists).toMatchObject([
      { id: "calm", ruleIds: ["00000000-0000-4000-8000-000000000000"], items: [{ id: "one", expires: Date.UTC(2026, 5, 1, 10) }] },
    ]);
  });

  test("faults in an export point at their line", () => {
    const [first] = loadExceptionText("a.ndjson", lines(LIST, { ...ITEM, entries: [{ ...ENTRIES[0], operator: "?" }] })).problems;
    expect(first).toMatchObject({ code: "T1104", location: { line: 2, lineText: expect.stringContaining("item_id") } });
    expect(first?.location?.lineText.slice((first.location.column ?? 0) - 1)).toMatch(/^"\?"/);
  });

  test("items without an id are named for their place", () => {
    const { item_id: _, ...nameless } = ITEM;
    const [list] = loadExceptionText("a.ndjson", lines(LIST, nameless, ITEM, nameless)).lists;
    expect(list?.items.map(({ id }) => id)).toEqual(["l.1", "i", "l.3"]);
  });

  test("broken text, text of another kind, a file without exceptions", () => {
    expect(loadExceptionText("a.toml", "[metadata\n").problems).toMatchObject([{ code: "T1001", location: { file: "a.toml" } }]);
    expect(loadExceptionText("a.json", "[1, {}]").problems).toMatchObject([{ code: "T1102" }]);
    expect(loadExceptionText("a.ndjson", lines(RULE)).problems).toMatchObject([{ code: "T1102", severity: "warning" }]);
  });
});

describe("files", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-exceptions-"));
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    write("a.toml", item(SOUND));
    write("b.ndjson", lines(RULE, LIST, ITEM));
    write("c.ndjson", lines({ ...LIST, name: "Other" }, ITEM, { ...ITEM, entries: [{ ...ENTRIES[0], value: "y" }] }));
    write("rule.toml", "[metadata]\n[rule]\nname = 'x'\n");
    write("readme.md", "no exceptions");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("a folder's lists are put together", async () => {
    const { lists, problems, files } = await loadExceptions(folder);
    expect(files).toBe(4);
    expect(lists.map(({ id, items }) => [id, items.length])).toEqual([
      ["calm", 1],
      ["l", 1],
    ]);
    expect(problems).toMatchObject([
      { code: "T1112", severity: "warning", location: { file: join(folder, "c.ndjson"), line: 1 }, related: [{ location: { line: 2 } }] },
      { code: "T1111", severity: "error", location: { line: 3 }, related: [{ location: { file: join(folder, "b.ndjson"), line: 3 } }] },
    ]);
  });

  test("a folder with rules alone", async () => {
    expect(await loadExceptions(join(folder, "rule*.toml"))).toMatchObject({ lists: [], files: 1, problems: [{ code: "T1102" }] });
  });

  test("globs, and paths that lead nowhere", async () => {
    expect((await loadExceptions([join(folder, "*.toml")])).lists).toHaveLength(1);
    const { problems } = await loadExceptions([join(folder, "none"), join(folder, "*.yaml"), join(folder, "readme.md")]);
    expect(problems.map(({ code }) => code)).toEqual(["T1101", "T1101", "T1005"]);
  });
});
