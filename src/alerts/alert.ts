import type { JsonObject } from "../event/json.ts";
import type { Origin } from "../event/origin.ts";
import { compilePath } from "../event/path.ts";
import { ecsFields } from "../event/schema.ts";
import { formatTime, parseTime } from "../event/time.ts";
import type { Rule } from "../rules/model.ts";
import { type Ancestor, ancestorsOf, depthOf } from "./ancestors.ts";
import { cleanSource } from "./clean.ts";
import { hasGuide } from "./guide.ts";
import { layGuide } from "./lay-guide.ts";
import { type EventIdentity, eventAlertId, executionId } from "./ids.ts";
import { compileOverrides, type Presented } from "./overrides.ts";
import { reasonText } from "./reason.ts";
import { ruleBlock } from "./rule-block.ts";

/**
 * An alert document as Kibana's detection engine writes it: the source event's fields, flat `kibana.alert.*` keys,
 * and `_id` and `_index` beside them. No field reads a clock, a random source or the host.
 */
export type Alert = JsonObject;

export const ALERTS_INDEX = ".alerts-security.alerts-default";

/** One source document of an alert. */
export interface SourceEvent {
  readonly document: JsonObject;
  readonly identity: EventIdentity;
  readonly origin?: Origin | undefined;
}

/** Makes the alerts of one rule. Everything that does not depend on the event is computed once, for the first alert. */
export interface AlertBuilder {
  readonly rule: Rule;
  /** The alert for one event at a slot (epoch milliseconds). `salt` tells apart the alerts that one event can give (new terms). */
  event(source: SourceEvent, slot: number, salt?: string): Alert;
  /** The same without overrides and with a given severity and name: the building blocks of sequences. */
  plain(source: SourceEvent, slot: number): Alert;
  /** Name, severity and risk of an alert with this source, after the rule's overrides. */
  presented(source: JsonObject): Presented;
  /** The fields every alert of the rule has at a slot; `parents` are all ancestors. */
  common(parents: readonly Ancestor[], depth: number, slot: number, presented: Presented): JsonObject;
}

export function createAlertBuilder(rule: Rule): AlertBuilder {
  let block: JsonObject | undefined;
  let overrides: ((source: JsonObject) => Presented) | undefined;
  const presentedOf = (source: JsonObject): Presented => (overrides ??= compileOverrides(rule))(source);
  const fixed: Presented = { name: rule.name, severity: rule.severity, riskScore: rule.riskScore };
  let times = { slot: Number.NaN, fields: {} };
  /** Alerts come by slot. */
  const timesAt = (slot: number): JsonObject => {
    if (times.slot !== slot) times = { slot, fields: timeFields(rule, slot) };
    return times.fields;
  };

  const common = (parents: readonly Ancestor[], depth: number, slot: number, presented: Presented): JsonObject => ({
    ...timesAt(slot),
    "event.kind": "signal",
    "kibana.space_ids": ["default"],
    "kibana.alert.status": "active",
    "kibana.alert.workflow_status": "open",
    "kibana.alert.workflow_tags": [],
    "kibana.alert.workflow_assignee_ids": [],
    "kibana.alert.severity": presented.severity,
    "kibana.alert.risk_score": presented.riskScore,
    "kibana.alert.depth": depth,
    "kibana.alert.ancestors": parents as unknown as JsonObject[],
    ...(rule.buildingBlock && { "kibana.alert.building_block_type": "default" }),
    ...(block ??= ruleBlock(rule)),
    "kibana.alert.rule.name": presented.name,
  });

  const build = (source: SourceEvent, slot: number, presented: Presented, id: string): Alert => {
    const { source: kept, mirrored } = cleanSource(source.document, ecsFields());
    const parents = ancestorsOf(source.document, source.identity);
    const alert: Alert = {
      _id: id,
      _index: ALERTS_INDEX,
      ...kept,
      ...common(parents, depthOf(parents), slot, presented),
      "kibana.alert.uuid": id,
      "kibana.alert.reason": reasonText(source.document, presented.severity, presented.name),
      ...originalTime(source.document),
      ...mirrored,
    };
    if (hasGuide(rule, source.document)) layGuide(alert, rule, source.document);
    return Object.assign(alert, provenance(source.origin));
  };

  return {
    rule,
    common,
    presented: presentedOf,
    event: (source, slot, salt) => build(source, slot, presentedOf(source.document), eventAlertId(source.identity, rule.id, salt)),
    plain: (source, slot) => build(source, slot, fixed, eventAlertId(source.identity, rule.id)),
  };
}

/** All times of an alert are its slot. */
function timeFields(rule: Rule, slot: number): JsonObject {
  const time = formatTime(slot);
  return {
    "@timestamp": time,
    "kibana.alert.start": time,
    "kibana.alert.last_detected": time,
    "kibana.alert.intended_timestamp": time,
    "kibana.alert.rule.execution.timestamp": time,
    "kibana.alert.rule.execution.type": "scheduled",
    "kibana.alert.rule.execution.uuid": executionId(rule.id, slot),
  };
}

const readTimestamp = compilePath("@timestamp");

/** `kibana.alert.original_time` is the event's own `@timestamp`, never the override field; absent if unreadable. */
export function originalTime(document: JsonObject): JsonObject {
  const [value] = readTimestamp(document);
  const time = value === undefined ? undefined : parseTime(value);
  return time === undefined ? {} : { "kibana.alert.original_time": formatTime(time) };
}

/** `tocsin.source`: the file, member and line (or record) an event was read from. */
export function provenance(origin: Origin | undefined): JsonObject {
  if (!origin) return {};
  const { stream, line, record } = origin;
  return {
    "tocsin.source": {
      file: stream.file,
      ...(stream.memberName !== undefined && { member: stream.memberName }),
      ...(line !== undefined && { line }),
      ...(record !== undefined && { record }),
    },
  };
}
