import { type Alert } from "../alerts/alert.ts";
import { LONG_RULE_FIELDS } from "../alerts/rule-block.ts";
import { sha256 } from "../alerts/ids.ts";
import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { compilePath } from "../event/path.ts";
import { parseTime } from "../event/time.ts";

/** What the database keeps of an alert beside the document itself, to find it by. */
export interface AlertColumns {
  readonly id: string;
  /** Its slot, epoch milliseconds. */
  readonly time: number;
  /** Time of its event, epoch milliseconds. */
  readonly eventTime: number | null;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly ruleType: string;
  readonly severity: string;
  readonly risk: number;
  readonly buildingBlock: boolean;
  readonly group: string | null;
  readonly host: string | null;
  readonly user: string | null;
  readonly process: string | null;
  /** Matches that were counted into it. */
  readonly suppressed: number;
  readonly reason: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
}

const readHost = compilePath("host.name");
const readUser = compilePath("user.name");
const readProcess = compilePath("process.name");

export function alertColumns(alert: Alert): AlertColumns {
  const threats = threatsOf(alert["kibana.alert.rule.threat"]);
  return {
    id: text(alert["_id"]) ?? "",
    time: timeOf(alert["@timestamp"]) ?? 0,
    eventTime: timeOf(alert["kibana.alert.original_time"]) ?? null,
    ruleId: text(alert["kibana.alert.rule.uuid"]) ?? "",
    ruleName: text(alert["kibana.alert.rule.name"]) ?? "",
    ruleType: text(alert["kibana.alert.rule.type"]) ?? "",
    severity: text(alert["kibana.alert.severity"]) ?? "low",
    risk: Number(alert["kibana.alert.risk_score"] ?? 0),
    buildingBlock: alert["kibana.alert.building_block_type"] !== undefined,
    group: text(alert["kibana.alert.group.id"]) ?? null,
    host: firstText(readHost(alert)),
    user: firstText(readUser(alert)),
    process: firstText(readProcess(alert)),
    suppressed: Number(alert["kibana.alert.suppression.docs_count"] ?? 0),
    reason: text(alert["kibana.alert.reason"]) ?? "",
    ...threats,
  };
}

/** The document without the texts that all alerts of its rule share, and those texts with their hash. */
export function splitAlert(alert: Alert): { readonly document: string; readonly block: string; readonly hash: string } {
  const own: JsonObject = {};
  const shared: JsonObject = {};
  for (const [key, value] of Object.entries(alert)) {
    // The guide is made from the event: it is the alert's own.
    if (LONG_RULE_FIELDS.has(key) && key !== "tocsin.guide") shared[key] = value;
    else own[key] = value;
  }
  const block = JSON.stringify(shared);
  return { document: JSON.stringify(own), block, hash: sha256(block) };
}

/** ATT&CK ids of a rule's `threat` blocks. */
export function threatsOf(threat: Json | undefined): { readonly tactics: readonly string[]; readonly techniques: readonly string[] } {
  const tactics = new Set<string>();
  const techniques = new Set<string>();
  for (const block of objects(threat)) {
    const tactic = block["tactic"];
    if (isJsonObject(tactic)) addId(tactics, tactic);
    for (const technique of objects(block["technique"])) {
      addId(techniques, technique);
      for (const sub of objects(technique["subtechnique"])) addId(techniques, sub);
    }
  }
  return { tactics: [...tactics], techniques: [...techniques] };
}

const objects = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

function addId(ids: Set<string>, { id }: JsonObject): void {
  if (typeof id === "string") ids.add(id);
}

const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);
const firstText = ([value]: readonly unknown[]): string | null => (value === undefined ? null : String(value));
const timeOf = (value: Json | undefined): number | undefined => (typeof value === "string" ? parseTime(value) : undefined);
