import { describe, expect, test } from "vitest";
import { defaultFields } from "../event/schema.ts";
import type { Plan, SampleOp, SequenceOp } from "../plan/plan.ts";
import { compileRule } from "./compile.ts";
import { loadRuleText } from "./load.ts";
import type { Rule } from "./model.ts";
import type { CompiledRule } from "./types/rule-type.ts";

const BASE = { rule_id: "00000000-0000-4000-8000-000000000000", name: "Example", description: "d", risk_score: 21, severity: "low" };
const FILTER = { meta: { negate: true }, query: { term: { "process.name": "calm.exe" } } };

const ruleOf = (keys: object): Rule => loadRuleText("a.json", JSON.stringify({ ...BASE, ...keys }, null, 1)).rules[0] as Rule;
const compile = (keys: object): CompiledRule => compileRule(ruleOf(keys), { fields: defaultFields() });
const eql = (query: string, keys: object = {}): CompiledRule => compile({ type: "eql", language: "eql", query, ...keys });

/** The predicate that the filter alone gives. */
const excluded = { kind: "not", item: { kind: "term", value: "calm.exe" } };

describe("rules that run", () => {
  test.each([
    ["eql", { type: "eql", language: "eql", query: 'process where process.name == "a"' }, "filter"],
    ["eql sequence", { type: "eql", language: "eql", query: "sequence by host.id [process where true] [file where true]" }, "sequence"],
    ["eql sample", { type: "eql", language: "eql", query: "sample by host.id [process where true] [file where true]" }, "sample"],
    ["kuery", { type: "query", query: "process.name: a" }, "filter"],
    ["lucene", { type: "query", language: "lucene", query: "process.name:a" }, "filter"],
    ["saved query with a query", { type: "saved_query", saved_id: "x", query: "process.name: a" }, "filter"],
  ] as const)("%s", (_, keys, root) => {
    const { plan, diagnostics, unsupported } = compile(keys);
    expect(diagnostics).toEqual([]);
    expect(plan?.root.kind).toBe(root);
    expect(unsupported).toBeUndefined();
  });

  test("a blank query selects every event", () => {
    expect(compile({ type: "query", query: "" }).plan).toEqual({ root: { kind: "filter", where: { kind: "all" } }, pipes: [] });
  });

  test("the category field of the rule is used", () => {
    const { plan } = eql("start where true", { event_category_override: "event.type" });
    expect(JSON.stringify(plan)).toContain('"event.type"');
    expect(JSON.stringify(plan)).not.toContain('"event.category"');
  });
});

describe("filters", () => {
  test("of an event query", () => {
    const { plan, diagnostics } = compile({ type: "query", query: "host.name: a", filters: [FILTER] });
    expect(diagnostics).toEqual([]);
    expect(plan?.root).toMatchObject({ kind: "filter", where: { kind: "and", items: [{ kind: "term", value: "a" }, excluded] } });
  });

  test("alone", () => {
    expect(compile({ type: "query", filters: [FILTER] }).plan?.root).toMatchObject({ kind: "filter", where: excluded });
  });

  test("of every stage of a sequence and of until", () => {
    const { plan } = eql("sequence by host.id with maxspan=1m [process where true] ![file where true] until [network where true]", {
      filters: [FILTER],
    });
    const { stages, until } = (plan as Plan).root as SequenceOp;
    expect([...stages, until]).toMatchObject(Array.from({ length: 3 }, () => ({ where: { items: [{}, excluded] } })));
  });

  test("of every stage of a sample", () => {
    const { plan } = eql("sample by host.id [process where true] [file where true]", { filters: [FILTER] });
    expect(((plan as Plan).root as SampleOp).stages).toMatchObject([
      { where: { items: [{}, excluded] } },
      { where: { items: [{}, excluded] } },
    ]);
  });

  test("a fault in one points into the rule file", () => {
    const filters = [{ query: { no_such_clause: {} } }];
    const { plan, diagnostics } = compile({ type: "query", query: "host.name: a", filters });
    expect(plan).toBeUndefined();
    expect(diagnostics[0]?.location).toMatchObject({ file: "a.json" });
    expect(diagnostics[0]?.location?.line).toBeGreaterThan(9);
  });
});

describe("faults in queries point at the rule file", () => {
  test.each([
    ["eql", "[rule]\nLANG\nquery = '''\nprocess where\n  process.name = \"a\"\n'''\n", 8, "T2"],
    ["query", "[rule]\nLANG\nquery = '''\nhost.name:\n   (a or\n'''\n", 8, "T3"],
  ])("%s", (type, text, line, family) => {
    const head = `type = "${type}"\nlanguage = "${type === "eql" ? "eql" : "kuery"}"\nname = "a"\nrule_id = "x"\nrisk_score = 1\nseverity = "low"\ndescription = "d"`;
    const rule = loadRuleText("a.toml", text.replace("LANG", head)).rules[0] as Rule;
    const { plan, diagnostics } = compileRule(rule, { fields: defaultFields() });
    expect(plan).toBeUndefined();
    expect(diagnostics[0]?.code.slice(0, 2)).toBe(family);
    expect(diagnostics[0]?.location?.file).toBe("a.toml");
    expect(diagnostics[0]?.location?.line).toBeGreaterThanOrEqual(line + 2);
  });
});

test("a machine learning rule is a test of its jobs' records", () => {
  const { plan, diagnostics } = compile({ type: "machine_learning", anomaly_threshold: 3, machine_learning_job_id: ["a", "b", "a"] });
  expect(diagnostics).toEqual([]);
  expect(plan?.root).toMatchObject({ kind: "anomaly", jobs: ["a", "b"], threshold: 3 });
});

describe("ES|QL rules", () => {
  // biome-ignore format: table
  const cases: readonly [query: string, each: string | undefined, unsupported?: string][] = [
    ["from a | where process.pid == 1",                                        "event"],
    ["from a metadata _id | where process.pid == 1 | keep _id, process.pid",   "event"],
    ["from a metadata _id | where process.pid == 1 | keep process.pid",        "row"],
    ["from a | stats c = count(*) by host.name | where c > 1",                 "row"],
    ["from a metadata _id | inline stats c = count(*) by host.name | where c > 1", "event"],
    ['from a | completion x = "y" with {"inference_id": "z"}',                 undefined, "COMPLETION"],
    ["from a | change_point process.pid on @timestamp",                        undefined, "CHANGE_POINT"],
    ["row a = 1",                                                              undefined, "ROW"],
  ];
  test.each(cases)("%s", (query, each, unsupported) => {
    const { plan, ...rest } = compile({ type: "esql", language: "esql", query });
    expect([plan?.root.kind === "esql" ? plan.root.each : undefined, rest.unsupported ?? ""]).toEqual([
      each,
      unsupported ? expect.stringContaining(unsupported) : "",
    ]);
    expect(rest.diagnostics).toEqual([]);
  });

  test("conditions on the source's fields are judged before a row is made, what reads the clock at the slot", () => {
    const query = 'from a | eval x = 1 | where process.name == "a" and x == 1 and @timestamp > now() - 1 hour | stats c = count(*)';
    const { plan } = compile({ type: "esql", language: "esql", query });
    expect(plan?.root).toMatchObject({ kind: "esql", query: { commands: [{ kind: "eval" }, { kind: "where" }, { kind: "stats" }] } });
    expect(JSON.stringify(plan?.root.kind === "esql" && plan.root.where)).toContain("process.name");
    expect(JSON.stringify(plan?.root.kind === "esql" && plan.root.where)).not.toContain("now");
  });
});

describe("rules that do not run yet", () => {
  const TYPES: readonly (readonly [string, object])[] = [["saved_query", { saved_id: "a" }]];

  test.each(TYPES)("%s says so", (type, keys) => {
    expect(compile({ type, ...keys })).toEqual({ unsupported: expect.stringContaining(`${type} rules`), diagnostics: [] });
  });
});
