import type { Engine } from "../../src/engine/contract.ts";
import { type EventDocument, ORIGIN } from "../../src/event/origin.ts";
import { loadRuleText } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";

/** Rules of every kind that keeps state, events for them out of order, and the two ways to drive an engine. */
export const START = Date.UTC(2024, 0, 1, 12);
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

let made = 0;
export function rule(type: string, query: string, extra = ""): Rule {
  const id = `00000000-0000-4000-8000-${String(++made).padStart(12, "0")}`;
  const language = type === "eql" ? "eql" : "kuery";
  const { rules, problems } = loadRuleText(
    "t.toml",
    `[rule]\nauthor = ["t"]\ndescription = "d"\nname = "${type} ${made}"\nrisk_score = 21\nrule_id = "${id}"\nseverity = "low"\nlanguage = "${language}"\ntype = "${type}"\nquery = '''${query}'''\n${extra}`,
  );
  if (!rules[0]) throw new Error(JSON.stringify(problems));
  return rules[0];
}

export const RULES: readonly Rule[] = [
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
export const EVENTS: readonly EventDocument[] = Array.from({ length: 40 }, (_, i) => ({
  ...(i % 3 === 0 && { _id: `e${i}`, _index: "logs-x-y" }),
  "@timestamp": at(((i * 37) % 23) * 41),
  event: { action: "abc"[(i * 7) % 3] ?? "a" },
  user: { name: ["ann", "bob", "eve"][(i >> 2) % 3] ?? "ann" },
  host: { name: `h${(i * 11) % 4}` },
  [ORIGIN]: { stream, offset: i, line: i + 1 },
}));

export const lines = (alerts: Iterable<object>): string[] => [...alerts].map((alert) => JSON.stringify(alert)).sort();

export type Drive = (engine: Engine, event: EventDocument, i: number) => readonly object[];
export const batch: Drive = (engine, event) => engine.push(event);
export const live: Drive = (engine, event, i) => [...engine.push(event), ...engine.advance(START + i * 30_000)];
