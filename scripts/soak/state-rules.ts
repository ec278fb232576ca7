import { loadRuleText } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";

/** A rule of every kind that keeps state, over the events of `state-events.ts`. */
export const stateRules = (): readonly Rule[] => Object.entries(RULES).map(([name, params], i) => load(name, params, i));

const RULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  threshold: { type: "threshold", query: "event.action: failed", threshold: { field: ["user.name"], value: 5 } },
  "threshold of distinct values": {
    type: "threshold",
    query: "event.action: *",
    threshold: { field: ["user.name"], value: 3, cardinality: [{ field: "source.ip", value: 3 }] },
  },
  "new terms": { type: "new_terms", query: "event.action: login", new_terms_fields: ["user.name"], history_window_start: "now-7d" },
  "new terms of two fields": {
    type: "new_terms",
    query: "event.action: *",
    new_terms_fields: ["user.name", "host.name"],
    history_window_start: "now-1d",
  },
  sequence: {
    type: "eql",
    query: 'sequence by user.name with maxspan=2m [any where event.action == "failed"] with runs=3 [any where event.action == "login"]',
  },
  "sequence with an absence": {
    type: "eql",
    query: 'sequence by user.name with maxspan=2m [any where event.action == "login"] ![any where event.action == "logout"]',
  },
  "suppression for an hour": {
    type: "query",
    query: "event.action: login",
    alert_suppression: { group_by: ["user.name"], duration: { value: 1, unit: "h" } },
  },
  "suppression in a slot": { type: "eql", query: 'any where event.action == "failed"', alert_suppression: { group_by: ["host.name"] } },
  "no state": { type: "query", query: "event.action: logout" },
};

function load(name: string, params: Readonly<Record<string, unknown>>, i: number): Rule {
  const common = {
    rule_id: `5041a7ed-0000-4000-8000-${String(i + 1).padStart(12, "0")}`,
    name,
    description: "A rule of the soak.",
    author: ["Tocsin"],
    risk_score: 21,
    severity: "low",
    language: params["type"] === "eql" ? "eql" : "kuery",
  };
  const { rules, problems } = loadRuleText(`${name}.json`, JSON.stringify({ ...common, ...params }));
  const [rule] = rules;
  if (!rule) throw new Error(JSON.stringify(problems));
  return rule;
}
