import { alertStore } from "../store/alerts.ts";
import { ledgerStore } from "../store/ledger.ts";
import type { Service } from "./service.ts";
import { version } from "./version.ts";

type Labels = Readonly<Record<string, string>>;

/** Everything there is to measure, in Prometheus's text format. */
export function metricsText(service: Service): string {
  const lines: string[] = [];
  const metric = (
    name: string,
    kind: "counter" | "gauge",
    help: string,
    ...samples: readonly (readonly [value: number, labels?: Labels])[]
  ): void => {
    lines.push(`# HELP tocsin_${name} ${help}`, `# TYPE tocsin_${name} ${kind}`);
    for (const [value, labels] of samples) lines.push(`tocsin_${name}${labelText(labels)} ${value}`);
  };
  const { stats, counters } = service;
  const engine = stats?.engine;
  metric("build_info", "gauge", "The version.", [1, { version }]);
  metric("up_seconds", "gauge", "Seconds since the start.", [(Date.now() - service.startedAt) / 1000]);
  metric("healthy", "gauge", "1 while everything works.", [service.health().status === "ok" ? 1 : 0]);
  metric("http_requests_total", "counter", "Requests.", [counters.requests]);
  metric("events_accepted_total", "counter", "Events written to the journal.", [counters.accepted]);
  metric("events_repeated_total", "counter", "Documents whose id is there already, and that were not taken again.", [counters.repeated]);
  metric("events_rejected_total", "counter", "Documents refused for a fault of their own.", [counters.rejected]);
  metric("requests_refused_total", "counter", "Requests told to come again (429).", [counters.refused]);
  metric("journal_bytes_total", "counter", "Bytes written to the journal.", [service.journal.bytesWritten]);
  metric("backlog_events", "gauge", "Events that wait to be judged.", [service.backlog]);
  metric("events_judged_total", "counter", "Events judged.", [engine?.events ?? 0]);
  metric("events_unrouted_total", "counter", "Events of indices that no rule reads.", [engine?.unrouted ?? 0]);
  metric("events_timeless_total", "counter", "Events without a readable time.", [engine?.no_time ?? 0]);
  metric("events_future_total", "counter", "Events more than five minutes ahead of the clock.", [engine?.future ?? 0]);
  metric("event_faults_total", "counter", "Events on which the engine failed.", [stats?.faults ?? 0]);
  metric("journal_damaged_bytes", "gauge", "Bytes of the journal that could not be read.", [stats?.damagedBytes ?? 0]);
  metric("clock_skew_seconds", "gauge", "How far the machine's clock has jumped.", [(stats?.clockSkewMs ?? 0) / 1000]);
  metric("rules_running", "gauge", "Rules that run.", [service.rulesSummary?.running ?? 0]);
  metric("rules_errors", "gauge", "Errors of rules, exceptions and value lists.", [service.rulesSummary?.errors.length ?? 0]);
  metric("rules_unsupported", "gauge", "Rules that this version does not run.", [service.rulesSummary?.unsupported.length ?? 0]);
  metric("alerts_stored", "gauge", "Alerts that are kept.", [alertStore(service.database).count()]);
  metric("matches_total", "counter", "Matches by what became of them.", ...fates(service));
  metric(
    "limits_reached_total",
    "counter",
    "State limits that were reached.",
    ...Object.entries(engine?.limits ?? {}).map(([limit, count]) => [count, { limit }] as const),
  );
  metric(
    "heap_bytes",
    "gauge",
    "Heap in use.",
    [process.memoryUsage().heapUsed, { thread: "main" }],
    [stats?.heapBytes ?? 0, { thread: "engine" }],
  );
  metric("resident_bytes", "gauge", "Resident memory of the process.", [process.memoryUsage.rss()]);
  return `${lines.join("\n")}\n`;
}

function fates(service: Service): readonly (readonly [number, Labels])[] {
  const sums = new Map<string, number>();
  for (const { fate, count } of ledgerStore(service.database).counts()) sums.set(fate, (sums.get(fate) ?? 0) + count);
  return Array.from(sums, ([fate, count]) => [count, { fate }] as const);
}

const labelText = (labels: Labels = {}): string => {
  const parts = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return parts.length > 0 ? `{${parts.join(",")}}` : "";
};
