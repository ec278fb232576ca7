import type { Json } from "../../event/json.ts";
import { compilePath } from "../../event/path.ts";
import { defaultFields, extendFields } from "../../event/schema.ts";
import type { FieldKind, FieldTable } from "../../event/field-type.ts";
import type { Alert } from "../../alerts/alert.ts";

/** Names that alerts' fields had before Kibana 8, which its alert indices keep as aliases and tools still use. */
// biome-ignore format: table
const ALIASES: readonly (readonly [name: string, path: string, kind: FieldKind])[] = [
  ["signal.status", "kibana.alert.workflow_status", "keyword"],
  ["signal.reason", "kibana.alert.reason", "keyword"],
  ["signal.depth", "kibana.alert.depth", "long"],
  ["signal.original_time", "kibana.alert.original_time", "date"],
  ["signal.group.id", "kibana.alert.group.id", "keyword"],
  ["signal.group.index", "kibana.alert.group.index", "integer"],
  ["signal.original_event.action", "kibana.alert.original_event.action", "keyword"],
  ["signal.original_event.category", "kibana.alert.original_event.category", "keyword"],
  ["signal.original_event.kind", "kibana.alert.original_event.kind", "keyword"],
  ["signal.rule.id", "kibana.alert.rule.uuid", "keyword"],
  ["signal.rule.rule_id", "kibana.alert.rule.rule_id", "keyword"],
  ["signal.rule.name", "kibana.alert.rule.name", "keyword"],
  ["signal.rule.type", "kibana.alert.rule.type", "keyword"],
  ["signal.rule.tags", "kibana.alert.rule.tags", "keyword"],
  ["signal.rule.severity", "kibana.alert.severity", "keyword"],
  ["signal.rule.risk_score", "kibana.alert.risk_score", "float"],
  ["signal.rule.description", "kibana.alert.rule.description", "keyword"],
  ["signal.rule.interval", "kibana.alert.rule.interval", "keyword"],
  ["signal.rule.version", "kibana.alert.rule.version", "keyword"],
  ["signal.rule.building_block_type", "kibana.alert.building_block_type", "keyword"],
];

let shared: FieldTable | undefined;

/** The fields of alert documents, by their names of today and of old. */
export function alertFields(): FieldTable {
  shared ??= extendFields(
    defaultFields(),
    ALIASES.map(([name, path, kind]) => ({ name, path, kind })),
  );
  return shared;
}

/** How a field of alerts is read, whatever it is called. */
export const alertReader = (name: string): ((alert: Alert) => readonly Json[]) => compilePath(alertFields().get(name)?.path ?? name);
