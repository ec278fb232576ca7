import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";
import { readCaseFile } from "./case-file.ts";
import type { RuleCase } from "./model.ts";

const read = (text = "") => readCaseFile(createSource("a.test.yaml", text));

/** A file with one case of these lines. */
const withCase = (...lines: readonly string[]): string => `cases:\n  - name: a\n${lines.map((line) => `    ${line}\n`).join("")}`;

const onlyCase = (text: string): RuleCase => {
  const { file, problems } = read(text);
  expect(problems).toEqual([]);
  return file?.cases[0] as RuleCase;
};

const eventsOf = (text: string): readonly JsonObject[] => {
  const { events } = onlyCase(text);
  // Without the origin, which is a symbol.
  return events.kind === "inline" ? (JSON.parse(JSON.stringify(events.items)) as JsonObject[]) : [];
};

describe("events", () => {
  const AT = "2024-05-01T10:01:00.000Z";
  // biome-ignore format: table
  const CASES: readonly (readonly [name: string, text: string, events: readonly JsonObject[]])[] = [
    ["without any: the base", `base: { a: 1 }\n${withCase("alerts: 0")}`, [{ a: 1, "@timestamp": AT }]],
    ["dotted and nested names meet", `base: { process.name: x, process: { pid: 1 } }\n${withCase("events: [{ process: { name: y } }]", "alerts: 0")}`, [{ process: { name: "y", pid: 1 }, "@timestamp": AT }]],
    ["null takes away", `base: { process: { name: x, pid: 1 }, user.id: 1 }\n${withCase("events: [{ process.name: null, user: null }]", "alerts: 0")}`, [{ process: { pid: 1 }, "@timestamp": AT }]],
    ["a list replaces", `base: { tags: [a, b] }\n${withCase("events: [{ tags: [c] }]", "alerts: 0")}`, [{ tags: ["c"], "@timestamp": AT }]],
    ["the first of several bases", `bases: { one: { a: 1 }, two: { a: 2 } }\n${withCase("events: [{}, { base: two }]", "alerts: 0")}`, [{ a: 1, "@timestamp": AT }, { a: 2, "@timestamp": AT }]],
    ["a base on a base", `bases: { one: { a: 1, b: 1 }, two: { base: one, a: 2 } }\n${withCase("events: [{ base: two }]", "alerts: 0")}`, [{ a: 2, b: 1, "@timestamp": AT }]],
    ["at: after, before, a date", withCase("events: [{ at: 1m30s }, { at: -1h }, { at: 0 }, { at: 2024-06-01T00:00:00Z }]", "alerts: 0"), [
      { "@timestamp": "2024-05-01T10:02:30.000Z" }, { "@timestamp": "2024-05-01T09:01:00.000Z" }, { "@timestamp": AT }, { "@timestamp": "2024-06-01T00:00:00.000Z" }]],
    ["at wins over the base's time", `base: { "@timestamp": 2020-01-01T00:00:00Z }\n${withCase("events: [{}, { at: 1s }]", "alerts: 0")}`, [{ "@timestamp": "2020-01-01T00:00:00.000Z" }, { "@timestamp": "2024-05-01T10:01:01.000Z" }]],
    ["no time at all", withCase('events: [{ "@timestamp": null, a: 1 }]', "alerts: 0"), [{ a: 1 }]],
    ["the case's clock", `clock: 2020-01-01T00:00:00Z\n${withCase("clock: 2021-01-01T00:00:00Z", "events: [{ at: 1s }]", "alerts: 0")}`, [{ "@timestamp": "2021-01-01T00:00:01.000Z" }]],
    ["repeat", withCase("events: [{ repeat: 3 every 10s, a: 1 }]", "alerts: 0"), [{ a: 1, "@timestamp": AT }, { a: 1, "@timestamp": "2024-05-01T10:01:10.000Z" }, { a: 1, "@timestamp": "2024-05-01T10:01:20.000Z" }]],
    ["repeat at one time", withCase("events: [{ repeat: 2 }]", "alerts: 0"), [{ "@timestamp": AT }, { "@timestamp": AT }]],
    ["each", `base: { user: { name: x, id: 1 } }\n${withCase("events: [{ each: { user.name: [ada, null], n: [1, 2] }, every: 1s }]", "alerts: 0")}`, [
      { user: { name: "ada", id: 1 }, n: 1, "@timestamp": AT }, { user: { id: 1 }, n: 2, "@timestamp": "2024-05-01T10:01:01.000Z" }]],
  ];
  test.each(CASES)("%s", (_, text, events) => {
    expect(eventsOf(text)).toEqual(events);
  });

  test("__proto__ is no field", () => {
    expect(eventsOf(withCase('events: [{ "__proto__": { a: 1 }, "b.__proto__.c": 1 }]', "alerts: 0"))).toEqual([{ "@timestamp": AT }]);
    expect(({} as JsonObject)["a"]).toBeUndefined();
  });
});

describe("settings", () => {
  test("a case's own take the place of the file's", () => {
    const text = `index: one\nmax_signals: 5\nhistory: [{ a: 1 }]\n${withCase("index: two", "history: [{ b: 1 }, { at: -2d }]", "alerts: 0")}`;
    const { index, maxSignals, history } = onlyCase(text);
    expect([index, maxSignals]).toEqual(["two", 5]);
    expect(history).toMatchObject({
      kind: "inline",
      items: [{ b: 1, "@timestamp": "2024-04-30T10:01:00.000Z" }, { "@timestamp": "2024-04-29T10:01:00.000Z" }],
    });
  });

  test("exceptions short and as Kibana has them", () => {
    const { exceptions } = onlyCase(
      withCase(
        "exceptions:",
        "  - { name: short, host.name: [a, b], process: { name: 'c*' }, user.id: null, os_types: [linux] }",
        "  - { item_id: own, entries: [{ field: host.name, operator: included, type: match, value: a }] }",
        "alerts: 0",
      ),
    );
    expect(exceptions?.kind === "inline" && exceptions.items.map(({ id, name, entries }) => ({ id, name, entries }))).toEqual([
      {
        id: "item 1",
        name: "short",
        entries: [
          { field: "host.name", operator: "included", type: "match_any", value: ["a", "b"] },
          { field: "process.name", operator: "included", type: "wildcard", value: "c*" },
          { field: "user.id", operator: "excluded", type: "exists" },
        ],
      },
      { id: "own", name: "item 2", entries: [{ field: "host.name", operator: "included", type: "match", value: "a" }] },
    ]);
  });

  test("value lists with a type and without; paths", () => {
    const { valueLists, indicators } = onlyCase(
      withCase(
        "value_lists: { ips: [10.0.0.1], names: [a], nets: { type: ip_range, values: [10.0.0.0/8] } }",
        "indicators: [a.json, b.json]",
        "alerts: 0",
      ),
    );
    expect(valueLists?.kind === "inline" && valueLists.items.map(({ id, type }) => [id, type])).toEqual([
      ["ips", "ip"],
      ["names", "keyword"],
      ["nets", "ip_range"],
    ]);
    expect(indicators).toEqual({ kind: "files", paths: ["a.json", "b.json"], path: "cases.0.indicators" });
  });
});

describe("expectations", () => {
  test("fields of alerts, dotted and nested, with tests", () => {
    const { expected } = onlyCase(
      withCase(
        "alerts:",
        "  - { host.name: h, user: { name: { matches: 'r*' }, id: null }, tags: [a, b], t: [{ field: x }], n: { at_least: 2 } }",
        "  - {}",
      ),
    );
    expect(expected.alerts).toBe(2);
    expect(expected.fields.map((fields) => fields.map(({ name, test: own }) => [name, own]))).toEqual([
      [
        ["host.name", { kind: "is", values: ["h"] }],
        ["user.name", { kind: "matches", patterns: ["r*"] }],
        ["user.id", { kind: "exists", wanted: false }],
        ["tags", { kind: "is", values: ["a", "b"] }],
        ["t", { kind: "objects", items: [[{ name: "field", test: { kind: "is", values: ["x"] }, path: "cases.0.alerts.0.t.0.field" }]] }],
        ["n", { kind: "at_least", bound: 2 }],
      ],
      [],
    ]);
  });

  // biome-ignore format: table
  const REASONS: readonly (readonly [text: string, reason: object])[] = [
    ["no match", { kind: "no match" }],
    ["index", { kind: "index" }],
    ["capped", { kind: "fate", fate: "capped" }],
    ["3 suppressed", { kind: "fate", fate: "suppressed", count: 3 }],
    ["excepted by Build hosts", { kind: "fate", fate: "excepted", by: "Build hosts" }],
    ["stage 2", { kind: "stage", stage: 2 }],
    ["missing stage 2", { kind: "missing stage", stage: 2 }],
    ["missing event occurred", { kind: "death", death: "missing_event" }],
    ["user.id", { kind: "clause" }],
    ['process.name : "x"  and\n y', { kind: "clause", text: 'process.name : "x" and y' }],
  ];
  test.each(REASONS)("silent: %s", (text, reason) => {
    expect(onlyCase(withCase(`silent: ${JSON.stringify(text)}`)).expected).toMatchObject({ alerts: 0, silent: [reason] });
  });

  test("several reasons, beside alerts", () => {
    expect(onlyCase(withCase("alerts: 1", "silent: [2 suppressed, capped]")).expected).toMatchObject({
      alerts: 1,
      silent: [{ count: 2 }, { fate: "capped" }],
    });
  });
});

describe("faults", () => {
  // biome-ignore format: table
  const FAULTS: readonly (readonly [name: string, text: string, at: string, hint?: string])[] = [
    ["no YAML", "cases: [", "T1301 1:9"],
    ["two documents", "cases: []\n---\ncases: []\n", "T1301 2:1"],
    ["an alias bomb", `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c]\n`, "T1301 1:1"],
    ["a list", "- a", "T1301 1:1"],
    ["no cases", "base: {}", "T1301 1:1"],
    ["unknown key of a file", "bsae: {}\ncases: []", "T1302 1:1", "did you mean `base`?"],
    ["unknown key of a case", withCase("alerts: 0", "event: []"), "T1302 4:5", "did you mean `events`?"],
    ["nearly a key of an event", withCase("events: [{ repaet: 3 }]", "alerts: 0"), "T1302 3:16", "did you mean `repeat`?"],
    ["no name", "cases:\n  - alerts: 0", "T1303 2:5"],
    ["nothing expected", withCase("events: []"), "T1303 2:5"],
    ["a case that is text", "cases: [a]", "T1304 1:9"],
    ["an event that is text", withCase("events: [a, 5]", "alerts: 0"), "T1304 3:17"],
    ["bases that are a list", `bases: [a]\n${withCase("alerts: 0")}`, "T1304 1:8"],
    ["a negative number of alerts", withCase("alerts: -1"), "T1304 3:13"],
    ["an alert that is text", withCase("alerts: [a]"), "T1304 3:14"],
    ["a clock that is none", `clock: noon\n${withCase("alerts: 0")}`, "T1305 1:8"],
    ["a time that is none", withCase("events: [{ at: soon }]", "alerts: 0"), "T1305 3:20"],
    ["a pause that is none", withCase("events: [{ repeat: 2, every: so often }]", "alerts: 0"), "T1305 3:34"],
    ["an unknown base", `bases: { fetch: {} }\n${withCase("events: [{ base: fech }]", "alerts: 0")}`, "T1306 4:22", "did you mean `fetch`?"],
    ["a base that comes later", `bases: { a: { base: b }, b: {} }\n${withCase("alerts: 0")}`, "T1306 1:21"],
    ["a repetition that is none", withCase("events: [{ repeat: often }]", "alerts: 0"), "T1307 3:24"],
    ["too many", withCase("events: [{ repeat: 1000000 }]", "alerts: 0"), "T1307 3:24"],
    ["lists of different lengths", withCase("events: [{ each: { a: [1], b: [1, 2] } }]", "alerts: 0"), "T1307 3:22"],
    ["a list and another number", withCase("events: [{ repeat: 3, each: { a: [1] } }]", "alerts: 0"), "T1307 3:24"],
    ["an unknown reason", withCase("silent: no macth"), "T1308 3:13", "did you mean `no match`?"],
    ["no reason", withCase("silent: []"), "T1308 3:13"],
    ["alerts and silence", withCase("alerts: 1", "silent: no match"), "T1309 4:13"],
    ["an unknown test", withCase("alerts: [{ a: { mathces: x } }]"), "T1310 3:30", "did you mean `matches`?"],
    ["a test of something else", withCase("alerts: [{ a: { at_least: x } }]"), "T1310 3:31"],
    ["two cases of a name", `${withCase("alerts: 0")}  - { name: a, alerts: 0 }`, "T1314 4:13"],
    ["a time said twice", withCase('events: [{ at: 1s, "@timestamp": 2024-01-01T00:00:00Z }]', "alerts: 0"), "T1316 3:20"],
    ["an exception item's own faults", withCase("exceptions: [{ name: a, entries: [{ field: a, operator: included, type: mach, value: x }] }]", "alerts: 0"), "T1103 3:77", "did you mean `match`?"],
    ["a value list of no type", withCase("value_lists: { a: { type: words, values: [] } }", "alerts: 0"), "T1304 3:31"],
  ];
  test.each(FAULTS)("%s", (_, text, at, hint) => {
    const { problems } = read(text);
    expect(problems.map(({ code, location }) => `${code} ${location?.line}:${location?.column}`)).toContain(at);
    if (hint !== undefined) expect(problems.map((problem) => problem.hint)).toContain(hint);
  });

  test("a fault of the file is told once, and its cases do not run", () => {
    const { file, problems } = read(`clock: noon\n${withCase("alerts: 0")}  - { name: b, alerts: 0 }\n`);
    expect(problems).toHaveLength(1);
    expect(file?.cases).toEqual([]);
  });

  test("a case with a fault is left out, the others are there", () => {
    const { file } = read(`${withCase("alerts: -1")}  - { name: b, alerts: 0 }\n`);
    expect(file?.cases.map(({ name }) => name)).toEqual(["b"]);
  });
});
