import type { Alert } from "../../alerts/alert.ts";
import { alertGuide } from "../../alerts/guide.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { formatTime } from "../../event/time.ts";
import { compilePath } from "../../event/path.ts";
import type { Rule } from "../../rules/model.ts";
import { alertStore, type StoredAlert } from "../../store/alerts.ts";
import { noteStore } from "../../store/notes.ts";
import type { Service } from "../service.ts";
import type { AlertDetail, AlertRow, Note, ThreatPath } from "../wire/alerts.ts";
import { explanationOf } from "./explanation.ts";
import { processTree } from "./process-tree.ts";
import { alertRow, alertRows } from "./row.ts";
import { sourceEvents } from "./source-events.ts";
import { hostEvents } from "./timeline.ts";

/** Around an alert, for what else happened on its host. */
const TREE_MINUTES = 15;
const RELATED_MS = 24 * 60 * 60_000;
const MOST_RELATED = 20;

/** Fields that say most about an event, beside those that the rule says. */
const HIGHLIGHTS = [
  "host.name",
  "user.name",
  "process.name",
  "process.command_line",
  "process.parent.name",
  "file.path",
  "destination.ip",
  "dns.question.name",
  "source.ip",
];

/** All that a page shows of one alert; undefined where there is none. */
export function alertDetail(id: string, service: Service): AlertDetail | undefined {
  const alerts = alertStore(service.database);
  const stored = alerts.get(id);
  const document = alerts.document(id);
  if (!stored || !document) return undefined;
  const rule = service.catalog.rules.find((each) => each.rule.id === stored.ruleId)?.rule;
  const notes = noteStore(service.database).of(id);
  return {
    row: alertRow(stored, notes.length),
    document,
    explanation: explanationOf(rule, sourceEvents(document, service), service.catalog),
    highlights: highlightsOf(document, rule),
    processTree: processTree(document, hostEvents(document, service, TREE_MINUTES).events),
    guide: guideOf(document, rule),
    threat: threatPaths(document["kibana.alert.rule.threat"]),
    related: relatedTo(stored, service),
    notes: notes.map(({ id: number, author, written, text }): Note => ({ id: number, author, time: formatTime(written), text })),
  };
}

function highlightsOf(alert: Alert, rule: Rule | undefined): AlertDetail["highlights"] {
  const asked = rule?.params["investigation_fields"];
  const names = isJsonObject(asked) && Array.isArray(asked["field_names"]) ? asked["field_names"].map(String) : [];
  return [...new Set([...names, ...HIGHLIGHTS])].flatMap((field) => {
    const values = compilePath(field)(alert);
    return values.length === 0 ? [] : [{ field, value: values.length === 1 ? (values[0] ?? null) : [...values] }];
  });
}

function guideOf(alert: Alert, rule: Rule | undefined): AlertDetail["guide"] {
  const markdown = alert["kibana.alert.rule.note"];
  const guide = rule && alertGuide(rule, alert);
  return {
    markdown: typeof markdown === "string" ? markdown : "",
    osquery: guide?.osquery.map(({ label, query }) => ({ label, query })) ?? [],
    links: guide?.links.map(({ label, url }) => ({ label, url })) ?? [],
  };
}

function threatPaths(threat: Json | undefined): readonly ThreatPath[] {
  return objects(threat).flatMap((block) => {
    const tactic = named(block["tactic"]);
    if (!tactic) return [];
    const techniques = objects(block["technique"]);
    if (techniques.length === 0) return [{ tactic, technique: null, subtechnique: null }];
    return techniques.flatMap((technique): readonly ThreatPath[] => {
      const subs = objects(technique["subtechnique"]).map(named);
      return (subs.length > 0 ? subs : [null]).map((subtechnique) => ({ tactic, technique: named(technique), subtechnique }));
    });
  });
}

const objects = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const named = (value: Json | undefined): { readonly id: string; readonly name: string } | null =>
  isJsonObject(value) ? { id: String(value["id"]), name: String(value["name"]) } : null;

/** Alerts of the same host or user within a day, and the members of its group. */
function relatedTo({ id, host, user, time, group }: StoredAlert, service: Service): readonly AlertRow[] {
  const search = service.alerts;
  const around = { from: time - RELATED_MS, to: time + RELATED_MS };
  const query = { sort: "time", ascending: false, size: MOST_RELATED } as const;
  const found = [
    ...(group === null ? [] : search.page({ group, buildingBlocks: true }, query).alerts),
    ...(host === null ? [] : search.page({ ...around, host: [host] }, query).alerts),
    ...(user === null ? [] : search.page({ ...around, user: [user] }, query).alerts),
  ];
  const others = new Map(found.filter((alert) => alert.id !== id).map((alert) => [alert.id, alert]));
  return alertRows([...others.values()].slice(0, MOST_RELATED), service);
}
