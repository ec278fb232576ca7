import { basename } from "node:path";
import { escapeText } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { compilePath } from "../../event/path.ts";
import { parseTime } from "../../event/time.ts";
import { sourceName } from "../source-name.ts";
import { type AlertSeverity, toSeverity } from "./severity.ts";
import { whatHappened } from "./what-happened.ts";

/** What the table shows of an alert. All texts are escaped, and short: rows are kept, alerts are not. */
export interface AlertRow {
  /** The event's own time (epoch milliseconds); undefined where it has none. */
  readonly time: number | undefined;
  readonly severity: AlertSeverity;
  /** What alerts of one rule have in common, whatever name an override gave them. */
  readonly ruleKey: string;
  readonly rule: string;
  readonly host: string;
  readonly user: string;
  readonly what: string;
  /** `events.json:812`. */
  readonly source: string;
  /** Of sequences: what ties the alert and its building blocks together. */
  readonly group: string | undefined;
}

const readHost = compilePath("host.name");
const readHostId = compilePath("host.hostname");
const readUser = compilePath("user.name");
const readIdentity = compilePath("aws.cloudtrail.user_identity.arn");

const MAX_NAME = 200;
const MAX_WHAT = 600;

export const isBuildingBlock = (alert: JsonObject): boolean => alert["kibana.alert.building_block_type"] !== undefined;

export function alertRow(alert: JsonObject): AlertRow {
  const rule = text(alert["kibana.alert.rule.name"]) || "(rule without a name)";
  const group = alert["kibana.alert.group.id"];
  return {
    time: timeOf(alert["kibana.alert.original_time"]) ?? timeOf(alert["@timestamp"]),
    severity: toSeverity(alert["kibana.alert.severity"]),
    ruleKey: text(alert["kibana.alert.rule.rule_id"]) || rule,
    rule: inert(rule, MAX_NAME),
    host: inert(first(readHost(alert)) || first(readHostId(alert)), MAX_NAME),
    user: inert(first(readUser(alert)) || lastPart(first(readIdentity(alert))), MAX_NAME),
    what: inert(whatHappened(alert), MAX_WHAT),
    source: inert(sourceText(alert["tocsin.source"]), MAX_NAME),
    group: typeof group === "string" ? group : undefined,
  };
}

const inert = (value: string, limit: number): string => escapeText(value.slice(0, limit));

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

const first = (values: readonly unknown[]): string => (values.length === 0 ? "" : String(values[0]));

/** The name at the end of an Amazon resource name. */
const lastPart = (arn: string): string => arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1);

function timeOf(value: Json | undefined): number | undefined {
  return typeof value === "string" || typeof value === "number" ? parseTime(value) : undefined;
}

/** A member without its folders, and the archives inside the archive that hold it. */
const memberText = (member: string): string =>
  member
    .split("!")
    .map((part) => basename(part))
    .join("!");

/** The place of an event; of several, the first and how many more. */
function sourceText(source: Json | undefined): string {
  if (Array.isArray(source)) {
    const more = source.length > 1 ? ` +${source.length - 1}` : "";
    return sourceText(source[0]) + more;
  }
  if (!isJsonObject(source)) return "";
  const { file, member, line, record } = source;
  const name = typeof member === "string" ? sourceName(basename(text(file)), memberText(member)) : basename(text(file));
  if (typeof line === "number") return `${name}:${line}`;
  return typeof record === "number" ? `${name}#${record}` : name;
}
