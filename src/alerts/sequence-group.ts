import { isJsonObject, type Json, type JsonObject } from "../event/json.ts";
import { type Alert, type AlertBuilder, ALERTS_INDEX, originalTime, type SourceEvent } from "./alert.ts";
import type { Ancestor } from "./ancestors.ts";
import { sha256 } from "./ids.ts";
import { reasonText } from "./reason.ts";

/** The alerts of one sequence: the shell that people see, and a building block for each event. */
export interface SequenceGroup {
  readonly shell: Alert;
  readonly blocks: readonly Alert[];
}

/**
 * Builds the alerts of a sequence (or sample) as Kibana does: blocks without overrides, the shell from the fields that
 * all blocks share, ids from all ancestors. A place where an event was missing has no block.
 */
export function buildSequenceGroup(builder: AlertBuilder, events: readonly SourceEvent[], slot: number): SequenceGroup {
  const blocks = events.map((event) => builder.plain(event, slot));
  const base = blocks
    .map(
      (block) =>
        ancestors(block)
          .map((a) => a.id + a.index)
          .join("") + builder.rule.id,
    )
    .join("");
  const parents: Ancestor[] = [];
  blocks.forEach((block, i) => {
    const id = sha256(base, String(i));
    block["_id"] = id;
    block["kibana.alert.uuid"] = id;
    parents.push(...ancestors(block), { id, type: "signal", index: "", depth: 1, rule: builder.rule.id });
  });
  const shellId = sha256(parents.map((a) => a.id + a.index).join(""), builder.rule.id);
  blocks.forEach((block, i) => markBlock(block, shellId, i));
  return { shell: buildShell(builder, blocks, parents, shellId, slot), blocks };
}

const ancestors = (alert: Alert): Ancestor[] => alert["kibana.alert.ancestors"] as unknown as Ancestor[];

function markBlock(block: Alert, shellId: string, index: number): void {
  block["kibana.alert.building_block_type"] = "default";
  block["kibana.alert.group.id"] = shellId;
  block["kibana.alert.group.index"] = index;
}

function buildShell(builder: AlertBuilder, blocks: readonly Alert[], parents: readonly Ancestor[], id: string, slot: number): Alert {
  const { rule } = builder;
  const shared = blocks.slice(1).reduce<JsonObject>((common, block) => intersect(common, block), blocks[0] ?? {});
  const { "kibana.alert.building_block_type": _, "kibana.alert.group.index": __, ...kept } = shared;
  const depth = Math.max(0, ...blocks.map((b) => Number(b["kibana.alert.depth"] ?? 0))) + 1;
  const presented = { name: rule.name, severity: rule.severity, riskScore: rule.riskScore };
  return {
    ...kept,
    _id: id,
    _index: ALERTS_INDEX,
    ...builder.common(parents, depth, slot, presented),
    "kibana.alert.uuid": id,
    "kibana.alert.group.id": id,
    "kibana.alert.reason": reasonText(kept, rule.severity, rule.name),
    ...originalTime(blocks[0] ?? {}),
    ...sources(blocks),
  };
}

/** `tocsin.source` of the shell: the places of all events, in order. */
function sources(blocks: readonly Alert[]): JsonObject {
  const places = blocks.flatMap((b) => (b["tocsin.source"] === undefined ? [] : [b["tocsin.source"]]));
  return places.length === 0 ? {} : { "tocsin.source": places };
}

/**
 * What two documents share: equal scalars, objects by recursion, lists by the elements in both (a scalar counts as a
 * list of one); objects inside lists never compare equal. Empty objects are dropped, empty lists are kept.
 */
export function intersect(a: JsonObject, b: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const key of Object.keys(a)) {
    const common = Object.hasOwn(b, key) ? intersectValue(a[key] ?? null, b[key] ?? null) : undefined;
    if (common !== undefined && key !== "__proto__") result[key] = common;
  }
  return result;
}

function intersectValue(a: Json, b: Json): Json | undefined {
  if (isJsonObject(a) && isJsonObject(b)) {
    const common = intersect(a, b);
    return Object.keys(common).length === 0 ? undefined : common;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    if (isJsonObject(a) || isJsonObject(b)) return undefined;
    const other = new Set(Array.isArray(b) ? b : [b]);
    return (Array.isArray(a) ? a : [a]).filter((item) => (typeof item !== "object" || item === null) && other.has(item));
  }
  return a === b ? a : undefined;
}
