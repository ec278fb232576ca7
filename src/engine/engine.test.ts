import { describe, expect, test } from "vitest";
import type { LedgerEntry } from "../alerts/ledger.ts";
import type { JsonObject } from "../event/json.ts";
import { type EventDocument, ORIGIN } from "../event/origin.ts";
import { loadRuleText } from "../rules/load.ts";
import type { Rule } from "../rules/model.ts";
import type { EngineOptions } from "./contract.ts";
import { createEngine } from "./engine.ts";

const START = Date.UTC(2024, 0, 1, 12, 0, 0);
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

/** A rule with a query and whatever else its table needs. */
function rule(query: string, extra = "", { id = "00000000-0000-4000-8000-000000000001", language = "eql" } = {}): Rule {
  const text = `
[rule]
author = ["t"]
description = "d"
name = "Rule ${id.slice(-1)}"
risk_score = 21
rule_id = "${id}"
severity = "low"
language = "${language}"
type = "${language === "eql" ? "eql" : "query"}"
query = '''${query}'''
${extra}`;
  const { rules, problems } = loadRuleText("test.toml", text);
  const [first] = rules;
  if (!first) throw new Error(JSON.stringify(problems));
  return first;
}

const stream = { input: 0, member: 0, file: "events.ndjson" };
const place = (event: JsonObject, offset: number): EventDocument => ({ ...event, [ORIGIN]: { stream, offset, line: offset + 1 } });

function run(options: EngineOptions, events: readonly EventDocument[]) {
  const ledger: LedgerEntry[] = [];
  const engine = createEngine({ ...options, ledger: (entry) => ledger.push(entry) });
  expect(engine.problems.filter((p) => p.severity === "error")).toEqual([]);
  const alerts = [...events.flatMap((event) => engine.push(event)), ...engine.finish()];
  for (const r of engine.stats().rules) expect(Object.values(r.fates).reduce((a, b) => a + b, 0)).toBe(r.matches);
  return { alerts, ledger, stats: engine.stats(), engine };
}

const shuffle = <T>(items: readonly T[]): T[] =>
  items
    .map((item, i) => [Math.sin(i * 97.3) % 1, item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);

describe("a batch", () => {
  const hits = (count: number): EventDocument[] =>
    Array.from({ length: count }, (_, i) => place({ _id: `e${i}`, _index: "logs-x-y", "@timestamp": at(i), process: { name: "a" } }, i));

  test("keeps the oldest max_signals of a slot, whatever the order of pushes", () => {
    const rules = [rule('any where process.name == "a"', "max_signals = 10")];
    const inOrder = run({ rules }, hits(25));
    const shuffled = run({ rules }, shuffle(hits(25)));
    const originals = inOrder.alerts.map((a) => a["kibana.alert.original_time"]);
    expect(originals).toContain(at(1));
    expect(originals).not.toContain(at(20));
    expect(shuffled.alerts).toEqual(inOrder.alerts);
    expect(inOrder.stats.rules[0]?.fates).toMatchObject({ alerted: 11, capped: 14 });
  });

  test("one document twice is one alert", () => {
    const [first] = hits(1) as [EventDocument];
    const { alerts, ledger } = run({ rules: [rule("any where true")] }, [first, place(first, 7)]);
    expect(alerts).toHaveLength(1);
    expect(ledger.map((entry) => entry.fate).sort()).toEqual(["alerted", "duplicate"]);
  });

  test("equal documents without ids are numbered by position", () => {
    const twins = [place({ "@timestamp": at(1), a: 1 }, 5), place({ "@timestamp": at(1), a: 1 }, 2)];
    const forward = run({ rules: [rule("any where true")] }, twins);
    const backward = run({ rules: [rule("any where true")] }, twins.toReversed());
    expect(new Set(forward.alerts.map((a) => a["_id"])).size).toBe(2);
    expect(backward.alerts).toEqual(forward.alerts);
  });

  test("an alert's times are its slot", () => {
    const { alerts } = run({ rules: [rule("any where true", 'interval = "10m"')] }, [{ "@timestamp": at(61), _id: "1" }]);
    expect(alerts[0]).toMatchObject({
      "@timestamp": "2024-01-01T12:10:00.000Z",
      "kibana.alert.start": "2024-01-01T12:10:00.000Z",
      "kibana.alert.original_time": at(61),
    });
  });

  test("the override decides the slot, its absence falls back", () => {
    const rules = [rule("any where true", 'timestamp_override = "event.ingested"')];
    const { alerts } = run({ rules }, [
      { _id: "1", "@timestamp": at(0), event: { ingested: at(3600) } },
      { _id: "2", "@timestamp": at(0) },
    ]);
    expect(alerts.map((a) => a["@timestamp"])).toEqual([at(0), at(3600)]);
  });

  test("events without a time: event rules judge them, sequences never see them", () => {
    const rules = [
      rule("any where true"),
      rule("sequence [any where true] [any where true]", "", { id: "00000000-0000-4000-8000-000000000002" }),
    ];
    const { alerts, stats } = run({ rules }, [{ _id: "1" }, { _id: "2", "@timestamp": "never" }]);
    expect(alerts).toHaveLength(2);
    expect(alerts[0]).toMatchObject({ "@timestamp": "1970-01-01T00:00:00.000Z" });
    expect(alerts[0]).not.toHaveProperty(["kibana.alert.original_time"]);
    expect(stats.no_time).toBe(2);
  });

  test("a sequence gives a shell and its blocks", () => {
    const sequence = rule("sequence by host.id with maxspan=1m [any where a == 1] [any where a == 2]");
    const events = [
      { _id: "1", a: 1, host: { id: "h" }, "@timestamp": at(0) },
      { _id: "2", a: 2, host: { id: "h" }, "@timestamp": at(30) },
    ];
    const { alerts, stats } = run({ rules: [sequence] }, events.toReversed());
    const [shell, ...blocks] = alerts;
    expect(blocks.map((b) => b["kibana.alert.group.index"])).toEqual([0, 1]);
    expect(shell).toMatchObject({ host: { id: "h" }, "kibana.alert.depth": 2, "kibana.alert.group.id": shell?.["_id"] });
    expect(shell).not.toHaveProperty("a");
    expect(shell?.["kibana.alert.ancestors"]).toHaveLength(4);
    expect(stats.rules[0]).toMatchObject({ matches: 1, contributed: 2 });
  });

  test("an absence is certain once the input has gone past it, open before", () => {
    const absent = rule("sequence with maxspan=1m [any where a == 1] ![any where a == 2]");
    const first = { _id: "1", a: 1, "@timestamp": at(0) };
    const early = run({ rules: [absent] }, [first, { _id: "2", a: 3, "@timestamp": at(30) }]);
    expect([early.alerts.length, early.stats.open]).toEqual([0, 1]);
    const later = run({ rules: [absent] }, [first, { _id: "2", a: 3, "@timestamp": at(90) }]);
    expect([later.alerts.length, later.stats.open]).toEqual([2, 0]);
  });

  test("an index that no rule names is counted", () => {
    const { alerts, stats } = run({ rules: [rule("any where true", 'index = ["logs-a-*"]')] }, [
      { _index: "logs-b-default", "@timestamp": at(0) },
    ]);
    expect([alerts.length, stats.unrouted]).toEqual([0, 1]);
  });
});

describe("rules over alerts", () => {
  const base = rule('any where process.name == "a"');
  const over = rule("any where true", 'index = [".alerts-security.*"]', { id: "00000000-0000-4000-8000-000000000003" });
  const event = { _id: "1", _index: "logs-x-y", "@timestamp": at(10), process: { name: "a" } };

  test("see an alert as an event, in a later slot, and never their own", () => {
    const { alerts } = run({ rules: [over, base] }, [event]);
    expect(alerts.map((a) => [a["kibana.alert.rule.name"], a["@timestamp"], a["kibana.alert.depth"]])).toEqual([
      ["Rule 1", "2024-01-01T12:05:00.000Z", 1],
      ["Rule 3", "2024-01-01T12:10:00.000Z", 2],
    ]);
  });

  test("two of them see each other's once, not for ever", () => {
    const other = rule("any where true", 'index = [".alerts-security.*"]\ninterval = "1m"', { id: "00000000-0000-4000-8000-000000000004" });
    const { alerts } = run({ rules: [over, base, other] }, [event]);
    expect(alerts.length).toBe(5);
  });
});

describe("live", () => {
  test("event rules alert at once, sequences after the lateness, late hits are in the ledger", () => {
    const sequence = rule("sequence with maxspan=1m [any where a == 1] [any where a == 2]", "", {
      id: "00000000-0000-4000-8000-000000000002",
    });
    const ledger: LedgerEntry[] = [];
    const engine = createEngine({ rules: [rule("any where a == 1"), sequence], lateness: "10s", ledger: (entry) => ledger.push(entry) });
    engine.advance(START);
    expect(engine.push({ _id: "2", a: 2, "@timestamp": at(5) })).toEqual([]);
    expect(engine.push({ _id: "1", a: 1, "@timestamp": at(3) })).toHaveLength(1);
    expect(engine.advance(START + 12_000)).toEqual([]);
    expect(engine.advance(START + 20_000).map((a) => a["kibana.alert.rule.name"])).toEqual(["Rule 2", "Rule 2", "Rule 2"]);
    engine.push({ _id: "3", a: 2, "@timestamp": at(4) });
    expect(ledger.at(-1)).toMatchObject({ fate: "late", rule_id: sequence.id });
  });

  test("events far ahead of the clock are not believed by state", () => {
    const sequence = rule("sequence [any where a == 1] [any where a == 2]");
    const engine = createEngine({ rules: [sequence], lateness: 0 });
    engine.advance(START);
    engine.push({ a: 1, "@timestamp": at(3600) });
    expect(engine.stats().future).toBe(1);
    expect([...engine.finish()]).toEqual([]);
  });
});
