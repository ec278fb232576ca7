import { describe, expect, test } from "vitest";
import { createEngine, type Engine, type EngineOptions } from "../../src/engine/engine.ts";
import type { StateEntry } from "../../src/engine/state/journal.ts";
import { type EventDocument, ORIGIN } from "../../src/event/origin.ts";
import { loadRuleText } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";

/** An engine that is stopped after every event and goes on in a new one from its saved state gives the same alerts. */
const START = Date.UTC(2024, 0, 1, 12);
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

let made = 0;
function rule(type: string, query: string, extra = ""): Rule {
  const id = `00000000-0000-4000-8000-${String(++made).padStart(12, "0")}`;
  const language = type === "eql" ? "eql" : "kuery";
  const { rules, problems } = loadRuleText(
    "t.toml",
    `[rule]\nauthor = ["t"]\ndescription = "d"\nname = "${type} ${made}"\nrisk_score = 21\nrule_id = "${id}"\nseverity = "low"\nlanguage = "${language}"\ntype = "${type}"\nquery = '''${query}'''\n${extra}`,
  );
  if (!rules[0]) throw new Error(JSON.stringify(problems));
  return rules[0];
}

const RULES: readonly Rule[] = [
  rule("query", "user.name:*", "max_signals = 3"),
  rule(
    "query",
    "user.name:*",
    '[rule.alert_suppression]\ngroup_by = ["user.name"]\nmissing_fields_strategy = "suppress"\n[rule.alert_suppression.duration]\nvalue = 10\nunit = "m"',
  ),
  rule("eql", 'sequence by user.name with maxspan=5m [any where event.action == "a"] [any where event.action == "b"]'),
  rule(
    "eql",
    'sequence by user.name with maxspan=2m [any where event.action == "a"] ![any where event.action == "c"] [any where event.action == "b"]',
  ),
  rule("eql", 'sample by user.name [any where event.action == "a"] [any where event.action == "c"]'),
  rule(
    "threshold",
    "event.action:a",
    '[rule.threshold]\nfield = ["user.name"]\nvalue = 2\n[[rule.threshold.cardinality]]\nfield = "host.name"\nvalue = 2',
  ),
  rule(
    "new_terms",
    "event.action:*",
    '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name", "event.action"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-1d"',
  ),
  rule("query", "*:*", 'index = [".alerts-security.*"]'),
];

const stream = { input: 0, member: 0, file: "e.ndjson" };
const EVENTS: readonly EventDocument[] = Array.from({ length: 40 }, (_, i) => ({
  ...(i % 3 === 0 && { _id: `e${i}`, _index: "logs-x-y" }),
  "@timestamp": at(((i * 37) % 23) * 41),
  event: { action: "abc"[(i * 7) % 3] ?? "a" },
  user: { name: ["ann", "bob", "eve"][(i >> 2) % 3] ?? "ann" },
  host: { name: `h${(i * 11) % 4}` },
  [ORIGIN]: { stream, offset: i, line: i + 1 },
}));

const lines = (alerts: Iterable<object>): string[] => [...alerts].map((alert) => JSON.stringify(alert)).sort();

function whole(options: EngineOptions, drive: Drive): string[] {
  const engine = createEngine(options);
  return lines([...EVENTS.flatMap((event, i) => drive(engine, event, i)), ...engine.finish()]);
}

function interrupted(options: EngineOptions, drive: Drive, every: number): string[] {
  const saved: StateEntry[] = [];
  const alerts: object[] = [];
  let engine = createEngine(options);
  EVENTS.forEach((event, i) => {
    alerts.push(...drive(engine, event, i));
    if (i % every !== 0) return;
    // As a store would keep it: text, never the objects themselves.
    saved.push(...(JSON.parse(JSON.stringify(engine.changes())) as StateEntry[]));
    engine = createEngine(options);
    expect(engine.restore(saved)).toEqual([]);
  });
  return lines([...alerts, ...engine.finish()]);
}

type Drive = (engine: Engine, event: EventDocument, i: number) => readonly object[];
const batch: Drive = (engine, event) => engine.push(event);
const live: Drive = (engine, event, i) => [...engine.push(event), ...engine.advance(START + i * 30_000)];

describe("state survives a stop", () => {
  test.each([1, 2, 7])("in a batch, stopped every %i events", (every) => {
    const expected = whole({ rules: RULES }, batch);
    expect([...new Set(expected.map((line) => (JSON.parse(line) as Record<string, string>)["kibana.alert.rule.name"]))].sort()).toEqual(
      RULES.map((r) => r.name).sort(),
    );
    expect(interrupted({ rules: RULES }, batch, every)).toEqual(expected);
  });

  test.each([1, 2, 7])("live, stopped every %i events", (every) => {
    const options = { rules: RULES, lateness: "2m" };
    expect(interrupted(options, live, every)).toEqual(whole(options, live));
  });

  test("changes are only what changed", () => {
    const engine = createEngine({ rules: RULES });
    for (const event of EVENTS.slice(0, 20)) engine.push(event);
    expect(engine.changes().length).toBeGreaterThan(40);
    expect(engine.changes().filter((entry) => entry.operator !== "clock")).toEqual([]);
    engine.push(EVENTS[20] as EventDocument);
    const changed = engine.changes();
    expect(changed.length).toBeGreaterThan(1);
    expect(changed.length).toBeLessThan(20);
  });

  test("a rule whose plan changed starts empty and says so", () => {
    const [first, second] = [
      rule("eql", "sequence [any where true] [any where true]"),
      rule("eql", 'sequence [any where true] [any where event.action == "b"]'),
    ];
    const other: Rule = { ...second, id: first.id };
    const engine = createEngine({ rules: [first] });
    engine.push(EVENTS[0] as EventDocument);
    const next = createEngine({ rules: [other] });
    expect(next.restore(engine.changes())).toEqual([first.id]);
    expect([...next.finish()]).toEqual([]);
  });
});
