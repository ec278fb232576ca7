import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeRuleFolder, type RuleFolder, ruleText } from "../../../tests/support/rule-folder.ts";
import type { CaseResult } from "./results.ts";
import { testRules } from "./test-rules.ts";

let folder: RuleFolder;
beforeAll(() => {
  folder = makeRuleFolder();
});
afterAll(() => folder.remove());

const EVENT = 'any where user.name == "root" and process.name == "x" and not host.name == "safe"';
const SEQUENCE =
  'sequence by host.id with maxspan=1m [any where a == "1"] [any where a == "2"] [any where a == "3"] until [any where a == "end"]';
const ABSENCE = 'sequence by host.id with maxspan=1m [any where a == "1"] ![any where a == "2"]';
const SAMPLE = 'sample by host.id [any where a == "1"] [any where a == "2"]';
const THRESHOLD = '[rule.threshold]\nfield = ["host.id"]\nvalue = 3\n';
const NEW_TERMS =
  '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n';
const THREAT =
  'threat_index = ["ti-*"]\nthreat_query = "*:*"\n[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "source.ip"\ntype = "mapping"\nvalue = "threat.indicator.ip"\n';
const SUPPRESSION = '[rule.alert_suppression]\ngroup_by = ["host.id"]\n';

interface Tested {
  readonly rule: string;
  /** Lines of the file before its one case. */
  readonly file?: string;
  /** Lines of the case. */
  readonly lines: readonly string[];
}

let count = 0;
const ruleOf: Readonly<Record<string, (number: number) => string>> = {
  event: (n) => ruleText(n, "eql", EVENT),
  indexed: (n) => ruleText(n, "eql", EVENT, 'index = ["logs-a-*"]\n'),
  sequence: (n) => ruleText(n, "eql", SEQUENCE),
  absence: (n) => ruleText(n, "eql", ABSENCE),
  sample: (n) => ruleText(n, "eql", SAMPLE),
  threshold: (n) => ruleText(n, "threshold", "a:1", THRESHOLD),
  new_terms: (n) => ruleText(n, "new_terms", "a:1", NEW_TERMS),
  threat_match: (n) => ruleText(n, "threat_match", "source.ip:*", THREAT),
  suppressed: (n) => ruleText(n, "query", "a:1", SUPPRESSION),
};

async function run({ rule, file = "", lines }: Tested): Promise<CaseResult> {
  const number = ++count;
  folder.write(`r${number}.toml`, ruleOf[rule]?.(number) ?? "");
  const cases = folder.write(`r${number}.test.yaml`, `${file}\ncases:\n  - name: a\n${lines.map((line) => `    ${line}\n`).join("")}`);
  const { results, problems } = await testRules(cases);
  expect([...problems, ...results.flatMap((result) => result.problems)]).toEqual([]);
  return results[0]?.cases[0] as CaseResult;
}

const MATCHING = "base: { user.name: root, process.name: x, host.name: web1, event.kind: event }";

describe("what passes", () => {
  // biome-ignore format: table
  const PASSING: readonly (readonly [name: string, tested: Tested])[] = [
    ["an alert", { rule: "event", file: MATCHING, lines: ["alerts: 1"] }],
    ["its fields", { rule: "event", file: MATCHING, lines: ["alerts: [{ host.name: web1, kibana.alert.rule.name: { matches: 'Rule *' } }]"] }],
    ["no match", { rule: "event", file: MATCHING, lines: ["events: [{ user.name: ada, process.name: y }]", "silent: no match"] }],
    ["a condition by its field", { rule: "event", file: MATCHING, lines: ["events: [{ user.name: ada }]", "silent: user.name"] }],
    ["a condition by its text", { rule: "event", file: MATCHING, lines: ["events: [{ user.name: ada }]", `silent: 'user.name == "root"'`] }],
    ["a negation by its field", { rule: "event", file: MATCHING, lines: ["events: [{ host.name: safe }]", "silent: host.name"] }],
    ["of several events the nearest", { rule: "event", file: MATCHING, lines: ["events: [{ user.name: ada, process.name: y }, { process.name: y }]", "silent: process.name"] }],
    ["index", { rule: "indexed", file: MATCHING, lines: ["events: [{ _index: logs-b-1 }]", "silent: index"] }],
    ["an index that the file gives", { rule: "indexed", file: `index: logs-b-1\n${MATCHING}`, lines: ["silent: index"] }],
    ["excepted", { rule: "event", file: MATCHING, lines: ["exceptions: [{ name: Web, host.name: 'web*' }]", "silent: 1 excepted by Web"] }],
    ["excepted by a value list", { rule: "event", file: `value_lists: { webs: [web1, web2] }\n${MATCHING}`, lines: ["exceptions: [{ name: q, entries: [{ field: host.name, operator: included, type: list, list: { id: webs, type: keyword } }] }]", "silent: excepted"] }],
    ["capped", { rule: "event", file: MATCHING, lines: ["max_signals: 2", "events: [{ repeat: 5 every 1s }]", "alerts: 2", "silent: 3 capped"] }],
    ["duplicate", { rule: "event", file: MATCHING, lines: ["events: [{ repeat: 2, _id: one }]", "alerts: 1", "silent: duplicate"] }],
    ["suppressed", { rule: "suppressed", file: "base: { a: 1, host.id: h }", lines: ["events: [{ repeat: 4 every 1s }]", "alerts: [{ kibana.alert.suppression.docs_count: 3 }]", "silent: 3 suppressed"] }],
    ["a sequence", { rule: "sequence", file: "base: { host.id: h }", lines: ["events: [{ each: { a: ['1', '2', '3'] }, every: 1s }]", "alerts: 1"] }],
    ["the stage reached", { rule: "sequence", file: "base: { host.id: h }", lines: ["events: [{ each: { a: ['1', '2'] }, every: 1s }]", "silent: [stage 2, no next event]"] }],
    ["too slow", { rule: "sequence", file: "base: { host.id: h }", lines: ["events: [{ each: { a: ['1', '2', '3'] }, every: 45s }]", "silent: [stage 2, maxspan]"] }],
    ["until", { rule: "sequence", file: "base: { host.id: h }", lines: ["events: [{ each: { a: ['1', end, '2', '3'] }, every: 1s }]", "silent: [stage 1, until]"] }],
    ["a condition of the next stage", { rule: "sequence", file: "base: { host.id: h }", lines: ["events: [{ each: { a: ['1', '2', '4'] }, every: 1s }]", "silent: a"] }],
    ["no key", { rule: "sequence", file: "base: { a: '1' }", lines: ["silent: no key"] }],
    ["no time", { rule: "sequence", file: "base: { a: '1', host.id: h }", lines: ['events: [{ "@timestamp": null }]', "silent: no time"] }],
    ["what must be missing came", { rule: "absence", file: "base: { host.id: h }", lines: ["events: [{ each: { a: ['1', '2'] }, every: 1s }]", "silent: missing event occurred"] }],
    ["nobody can know yet", { rule: "absence", file: "base: { host.id: h }", lines: ["events: [{ a: '1' }]", "silent: still open"] }],
    ["a sample", { rule: "sample", file: "base: { host.id: h }", lines: ["events: [{ each: { a: ['2', '1'] }, every: 1s }]", "alerts: 1"] }],
    ["a sample without a stage", { rule: "sample", file: "base: { host.id: h }", lines: ["events: [{ a: '1' }]", "silent: missing stage 2"] }],
    ["a sample whose events are far apart", { rule: "sample", file: "base: { host.id: h }", lines: ["events: [{ a: '1' }, { a: '2', at: 2h }]", "silent: apart"] }],
    ["a threshold", { rule: "threshold", file: "base: { a: 1, host.id: h }", lines: ["events: [{ repeat: 3 every 1s }]", "alerts: [{ kibana.alert.threshold_result.count: 3 }]"] }],
    ["too few", { rule: "threshold", file: "base: { a: 1, host.id: h }", lines: ["events: [{ repeat: 2 every 1s }]", "silent: below threshold"] }],
    ["nothing to group by", { rule: "threshold", file: "base: { a: 1 }", lines: ["events: [{ repeat: 5 every 1s }]", "silent: no key"] }],
    ["a new term", { rule: "new_terms", file: "base: { a: 1, user.name: ada }", lines: ["history: [{ user.name: eve }]", "alerts: [{ kibana.alert.new_terms: ada }]"] }],
    ["one that was seen", { rule: "new_terms", file: "base: { a: 1, user.name: ada }", lines: ["history: [{}]", "silent: seen before"] }],
    ["an indicator", { rule: "threat_match", file: "base: { source.ip: 10.0.0.1 }", lines: ["indicators: [{ threat.indicator.ip: 10.0.0.1 }]", "alerts: 1"] }],
    ["no indicator", { rule: "threat_match", file: "base: { source.ip: 10.0.0.1 }", lines: ["indicators: [{ threat.indicator.ip: 10.0.0.2 }]", "silent: no indicator"] }],
  ];
  test.each(PASSING)("%s", async (_, tested) => {
    expect(await run(tested)).toMatchObject({ passed: true, faults: [] });
  });
});

describe("what fails, and how", () => {
  // biome-ignore format: table
  const FAILING: readonly (readonly [message: string, kind: string, tested: Tested])[] = [
    ["expected 1 alert, got none: no event matches; event 1 fails `user.name == \"root\"`", "alerts", { rule: "event", file: MATCHING, lines: ["events: [{ user.name: ada }]", "alerts: 1"] }],
    ["expected silence, got 1 alert", "alerts", { rule: "event", file: MATCHING, lines: ["alerts: 0"] }],
    ["expected silence, got 2 alerts", "alerts", { rule: "event", file: MATCHING, lines: ["events: [{ repeat: 2 every 1s }]", "silent: no match"] }],
    ["alert 1: `host.name` is not as expected", "field", { rule: "event", file: MATCHING, lines: ["alerts: [{ host.name: web2 }]"] }],
    ["it is not silent because of `process.name`: no event matches; event 1 fails `user.name == \"root\"`", "silence", { rule: "event", file: MATCHING, lines: ["events: [{ user.name: ada }]", "silent: process.name"] }],
    ["it is not silent because of `user.name`: no event matches; event 1 fails `user.name == \"root\"` and `process.name == \"x\"`", "silence", { rule: "event", file: MATCHING, lines: ["events: [{ user.name: ada, process.name: y }]", "silent: user.name"] }],
    ["no condition of the rule is or reads `user.nam`", "silence", { rule: "event", file: MATCHING, lines: ["events: [{ user.name: ada }]", "silent: user.nam"] }],
    ["it is not silent because of `no match`: 1 match was excepted by Web (cases/item 1)", "silence", { rule: "event", file: MATCHING, lines: ["exceptions: [{ name: Web, host.name: web1 }]", "silent: no match"] }],
    ["it is not silent because of `excepted by Other`: 1 match was excepted by Web (cases/item 1)", "silence", { rule: "event", file: MATCHING, lines: ["exceptions: [{ name: Web, host.name: web1 }]", "silent: excepted by Other"] }],
    ["it is not silent because of `2 capped`: 2 alerts came, and 3 matches were capped", "silence", { rule: "event", file: MATCHING, lines: ["max_signals: 2", "events: [{ repeat: 5 every 1s }]", "alerts: 2", "silent: 2 capped"] }],
    ["it is not silent because of `no match`: no index pattern of the rule takes the events", "silence", { rule: "indexed", file: MATCHING, lines: ["events: [{ _index: logs-b-1 }]", "silent: no match"] }],
    ["it is not silent because of `stage 1`: stage 2 of 3 was reached (maxspan)", "silence", { rule: "sequence", file: "base: { host.id: h }", lines: ["events: [{ each: { a: ['1', '2', '3'] }, every: 45s }]", "silent: stage 1"] }],
    ["it is not silent because of `no key`: the nearest bucket for h has 2 of 3 events", "silence", { rule: "threshold", file: "base: { a: 1, host.id: h }", lines: ["events: [{ repeat: 2 every 1s }]", "silent: no key"] }],
    ["it is not silent because of `no match`: user.name were seen before: ada", "silence", { rule: "new_terms", file: "base: { a: 1, user.name: ada }", lines: ["history: [{}]", "silent: no match"] }],
    ["expected 1 alert, got none: no indicator matches (1 of 1 count for the rule)", "alerts", { rule: "threat_match", file: "base: { source.ip: 10.0.0.1 }", lines: ["indicators: [{ threat.indicator.ip: 10.0.0.2 }]", "alerts: 1"] }],
    ["expected 1 alert, got none: of the sample for h stage 2 is missing", "alerts", { rule: "sample", file: "base: { host.id: h }", lines: ["events: [{ a: '1' }]", "alerts: 1"] }],
  ];
  test.each(FAILING)("%s", async (message, kind, tested) => {
    const { passed, faults } = await run(tested);
    expect(passed).toBe(false);
    expect(faults.map((fault) => [fault.kind, fault.message])).toEqual([[kind, message]]);
    expect(faults[0]?.location?.line).toBeGreaterThan(2);
  });

  test("with the event that came nearest, and what it lacks", async () => {
    const { nearest, explanation } = await run({
      rule: "event",
      file: MATCHING,
      lines: ["events: [{ user.name: ada, process.name: y }, { process.name: y }]", "alerts: 1"],
    });
    expect(explanation?.documents).toHaveLength(2);
    expect(nearest).toMatchObject({ document: 1, failing: [{ text: 'process.name == "x"' }] });
  });

  test("of a sequence, at the stage that would have been next", async () => {
    const { nearest } = await run({
      rule: "sequence",
      file: "base: { host.id: h }",
      lines: ["events: [{ each: { a: ['1', '2', '4'] }, every: 1s }]", "alerts: 1"],
    });
    expect(nearest).toMatchObject({ document: 2, stage: 2, failing: [{ text: 'a == "3"' }] });
  });
});

describe("which cases run", () => {
  let many: RuleFolder;
  beforeAll(() => {
    many = makeRuleFolder();
    const cases = `${MATCHING}\ncases: [{ name: a, alerts: 1 }, { name: b, events: [{ user: null }], alerts: 0 }]\n`;
    many.write("one/a.toml", ruleText(1, "eql", EVENT));
    many.write("one/a.test.yaml", cases);
    many.write("two/b.toml", ruleText(2, "eql", EVENT));
    many.write("two/b.test.yaml", cases.replace("alerts: 1", "alerts: 2"));
    many.write("two/c.toml", ruleText(3, "eql", EVENT));
    many.write("two/d.test.yaml", "cases: []\n");
    many.write("other.test.yaml", `rule: two/c.toml\n${cases}`);
  });
  afterAll(() => many.remove());

  const summary = async (path: string, options = {}): Promise<object> => {
    const { results, problems, ...report } = await testRules(`${many.path}${path}`, options);
    return {
      rules: results.map(({ rule, cases, passed }) => `${rule?.name} ${cases.length} ${passed}`),
      problems: problems.map(({ code }) => code),
      counts: [report.passed, report.failed, report.faulty, report.untested],
    };
  };

  test("a folder: all case files, rules without one, a case file without a rule", async () => {
    expect(await summary("")).toEqual({
      rules: ["Rule 1 2 true", "Rule 3 2 true", "Rule 2 2 false", "undefined 0 false"],
      problems: [],
      counts: [5, 1, 1, 0],
    });
    expect(await summary("/two")).toEqual({
      rules: ["Rule 2 2 false", "undefined 0 false", "Rule 3 0 true"],
      problems: [],
      counts: [1, 1, 1, 1],
    });
  });

  test("a rule file, a case file, a glob", async () => {
    expect(await summary("/one/a.toml")).toMatchObject({ rules: ["Rule 1 2 true"] });
    expect(await summary("/other.test.yaml")).toMatchObject({ rules: ["Rule 3 2 true"] });
    expect(await summary("/*/[ab].toml")).toMatchObject({ rules: ["Rule 1 2 true", "Rule 2 2 false"] });
  });

  test("only some rules", async () => {
    expect(await summary("", { rule: ["rule 1"] })).toMatchObject({ rules: ["Rule 1 2 true", "undefined 0 false"] });
  });

  test("nothing there", async () => {
    expect(await summary("/nowhere")).toMatchObject({ rules: [], problems: ["T1313"] });
  });
});

describe("what cannot be tested", () => {
  const problemsOf = async (name: string, text: string): Promise<readonly string[]> => {
    const { results, faulty } = await testRules(folder.write(name, text));
    expect(faulty).toBe(1);
    return results.flatMap(({ problems }) => problems.map(({ code, location }) => `${code} ${location?.line}`));
  };

  beforeAll(() => {
    folder.write("good.toml", ruleText(900, "eql", EVENT));
    folder.write("faulty.toml", ruleText(901, "eql", "process where"));
    folder.write("events.json", '{"user":{"name":"root"},"process":{"name":"x"},"@timestamp":"2024-05-01T10:00:00Z"}\n');
    folder.write(
      "exceptions.toml",
      '[[exceptions]]\n[exceptions.container]\nlist_id = "l"\nname = "l"\ntype = "detection"\n[[exceptions.items]]\nname = "i"\nitem_id = "i"\n[[exceptions.items.entries]]\nfield = "a"\noperator = "included"\ntype = "exists"\n',
    );
  });

  // biome-ignore format: table
  const FAULTS: readonly (readonly [name: string, text: string, problem: string])[] = [
    ["no rule beside it", "cases: []\n", "T1311 1"],
    ["a rule that is not there", "rule: nowhere.toml\ncases: []\n", "T1006 1"],
    ["a rule that does not compile", "rule: faulty.toml\ncases: [{ name: a, alerts: 0 }]\n", "T2001 13"],
    ["a rule id that is not there", "rule: good.toml\nrule_id: x\ncases: []\n", "T1311 2"],
    ["events that are not there", "rule: good.toml\ncases: [{ name: a, events: nowhere.json, alerts: 0 }]\n", "T1312 2"],
    ["exceptions that bind to another rule", "rule: good.toml\nexceptions: exceptions.toml\ncases: [{ name: a, alerts: 0 }]\n", "T1312 2"],
    ["a schema that is not there", "rule: good.toml\nschema: nowhere.json\ncases: [{ name: a, alerts: 0 }]\n", "T1312 2"],
  ];
  test.each(FAULTS)("%s", async (name, text, problem) => {
    expect(await problemsOf(`${name.replaceAll(" ", "-")}.test.yaml`, text)).toEqual([problem]);
  });

  test("a field that is nearly one the rule reads is a warning", async () => {
    const { results } = await testRules(
      folder.write("misspelt.test.yaml", "rule: good.toml\ncases:\n  - name: a\n    events: [{ proces.name: x }]\n    alerts: 0\n"),
    );
    expect(
      results.map(({ passed, problems }) => [
        passed,
        problems.map(({ code, severity, location }) => `${code} ${severity} ${location?.line}:${location?.column}`),
      ]),
    ).toEqual([[true, ["T1315 warning 4:16"]]]);
  });

  test("events of a file, and every file that a result depends on", async () => {
    const { results } = await testRules(
      folder.write("files.test.yaml", "rule: good.toml\ncases: [{ name: a, events: events.json, alerts: 1 }]\n"),
    );
    expect(results[0]).toMatchObject({
      passed: true,
      reads: ["files.test.yaml", "good.toml", "events.json"].map((name) => expect.stringContaining(name) as string),
    });
  });
});
