import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Rules with every kind of state that a kill could spoil, over the events of `kill-events.ts`. Each alerts within seconds. */
const RULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  event: { type: "query", query: "event.action:first" },
  capped: { type: "query", query: "event.action:second", max_signals: 5 },
  sequence: {
    type: "eql",
    query: 'sequence by user.name with maxspan=1h [any where event.action == "first"] [any where event.action == "second"]',
  },
  absence: {
    type: "eql",
    query: 'sequence by user.name with maxspan=3s [any where event.action == "first"] ![any where event.action == "second"]',
  },
  threshold: { type: "threshold", query: "event.action:first", threshold: { field: ["host.name"], value: 5 } },
  distinct: {
    type: "threshold",
    query: "event.action:*",
    threshold: { field: ["host.name"], value: 3, cardinality: [{ field: "user.name", value: 4 }] },
  },
  "new terms": {
    type: "new_terms",
    query: "event.action:second",
    new_terms_fields: ["user.name", "host.name"],
    history_window_start: "now-1h",
  },
  "suppression for an hour": {
    type: "query",
    query: "event.action:second",
    alert_suppression: { group_by: ["host.name"], duration: { value: 1, unit: "h" } },
  },
  "suppression in a slot": { type: "query", query: "event.action:first", alert_suppression: { group_by: ["host.name"] } },
  statistics: {
    type: "esql",
    language: "esql",
    query: "FROM logs-kill-* | STATS n = COUNT(*), users = COUNT_DISTINCT(user.name) BY host.name | WHERE n > 8",
  },
  indicators: {
    type: "threat_match",
    query: "event.action:second",
    threat_query: "*:*",
    threat_index: ["threats"],
    threat_mapping: [{ entries: [{ field: "source.ip", type: "mapping", value: "threat.indicator.ip" }] }],
  },
  "rare user": { type: "machine_learning", machine_learning_job_id: "auth_rare_user_ea", anomaly_threshold: 1 },
  "many logons": { type: "machine_learning", machine_learning_job_id: "auth_high_count_logon_events_ea", anomaly_threshold: 1 },
};

export const RULE_NAMES: readonly string[] = Object.keys(RULES);
/** Seconds between two runs of a rule. */
export const INTERVAL_S = 5;
/** The address that the indicators name. */
export const BAD_ADDRESS = "203.0.113.7";

function idOf(name: string): string {
  return `10000000-0000-4000-8000-${String(Object.keys(RULES).indexOf(name)).padStart(12, "0")}`;
}

/** Writes rules, an exception and indicators into a folder; gives the flags that name them. */
export function writeKillRules(folder: string): readonly string[] {
  const rules = Object.entries(RULES).map(([name, params]) => ({
    rule_id: idOf(name),
    name,
    description: "A rule of the soak.",
    author: ["Tocsin"],
    risk_score: 21,
    severity: "low",
    interval: `${INTERVAL_S}s`,
    from: `now-${2 * INTERVAL_S}s`,
    max_signals: 100_000,
    exceptions_list: name === "event" ? [{ id: "calm", list_id: "calm", type: "detection", namespace_type: "single" }] : [],
    ...(params["type"] !== "machine_learning" && { language: params["type"] === "eql" ? "eql" : "kuery", index: ["logs-kill-*"] }),
    ...params,
    ...(params["type"] === "esql" && { index: undefined }),
  }));
  const list = { list_id: "calm", type: "detection", name: "calm", description: "d", namespace_type: "single" };
  const entry = { field: "user.name", operator: "included", type: "wildcard", value: "calm*" };
  const item = { ...list, item_id: "calm", type: "simple", entries: [entry] };
  const indicator = { "@timestamp": new Date().toISOString(), threat: { indicator: { ip: BAD_ADDRESS } } };
  const write = (name: string, objects: readonly object[]): string => {
    const file = join(folder, name);
    writeFileSync(file, objects.map((each) => `${JSON.stringify(each)}\n`).join(""));
    return file;
  };
  const files = { rules: write("rules.ndjson", rules), exceptions: write("exceptions.ndjson", [list, item]) };
  const flags = { ...files, indicators: write("indicators.ndjson", [indicator]) };
  return Object.entries(flags).flatMap(([flag, file]) => [`--${flag}`, file]);
}
