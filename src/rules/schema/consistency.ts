import { evaluateDateMath } from "../../event/date-math.ts";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import type { RuleDocument } from "../read/document.ts";
import type { Finding } from "./finding.ts";

/** A law that needs more than one key. Gets the `[rule]` table, whose values may be of any type; finds nothing where one is wrong. */
export type Check = (rule: JsonObject) => readonly Finding[];

/** Laws of every rule type. */
export const COMMON_CHECKS: readonly Check[] = [oneSource, timelinePair, windowOrder];

/** One of the two says where the events are. */
function oneSource(rule: JsonObject): readonly Finding[] {
  if (rule["index"] === undefined || rule["data_view_id"] === undefined) return [];
  return [{ code: "T1016", path: "rule.data_view_id", at: "key", message: "only one of `index` and `data_view_id` may be set" }];
}

function timelinePair(rule: JsonObject): readonly Finding[] {
  for (const [key, other] of [
    ["timeline_id", "timeline_title"],
    ["timeline_title", "timeline_id"],
  ] as const) {
    if (rule[key] !== undefined && rule[other] === undefined) {
      return [{ code: "T1016", path: `rule.${key}`, at: "key", message: `\`${key}\` needs \`${other}\` beside it` }];
    }
  }
  return [];
}

function windowOrder(rule: JsonObject): readonly Finding[] {
  const from = instant(rule["from"] ?? "now-6m", false);
  const to = instant(rule["to"] ?? "now", true);
  if (from === undefined || to === undefined || from < to) return [];
  const path = rule["from"] === undefined ? "rule.to" : "rule.from";
  return [{ code: "T1021", path, message: "the window ends before it begins: `from` must be earlier than `to`" }];
}

/** A moment for comparing windows of one rule with each other: any fixed clock does. */
export const instant = (value: unknown, roundUp: boolean): number | undefined =>
  typeof value === "string" ? evaluateDateMath(value, NOW, roundUp) : undefined;

const NOW = Date.UTC(2026, 0, 1);

/** What a rule file of a repository must have and an exported rule need not. Rules run without: warnings. */
export function fileFindings(document: RuleDocument): readonly Finding[] {
  if (document.format !== "toml") return [];
  const { metadata, rule } = document;
  const findings: Finding[] = [];
  const missing = (path: string, message: string): void => void findings.push({ code: "T1011", path, message, severity: "warning" });
  if (isJsonObject(metadata)) {
    const absent = ["creation_date", "updated_date"].filter((key) => metadata[key] === undefined);
    if (Object.keys(metadata).length === 0) missing("metadata", "the [metadata] table is missing");
    else for (const key of absent) missing(`metadata.${key}`, `\`${key}\` is missing in [metadata]`);
  }
  if (rule["author"] === undefined) missing("rule.author", "`author` is missing");
  return findings;
}
