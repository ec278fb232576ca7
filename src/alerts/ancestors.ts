import type { JsonObject } from "../event/json.ts";
import type { EventIdentity } from "./ids.ts";

/** A document an alert was made from: an event (depth 0) or an earlier alert. */
export interface Ancestor {
  readonly id: string;
  readonly index: string;
  readonly type: "event" | "signal";
  readonly depth: number;
  /** The rule of an ancestor that is an alert. */
  readonly rule?: string;
}

/** The parent entry of one source document; a document with `kibana.alert.uuid` is an alert. */
export function parentOf(document: JsonObject, identity: EventIdentity): Ancestor {
  const uuid = document["kibana.alert.uuid"];
  if (typeof uuid !== "string") return { id: identity.id, type: "event", index: identity.index, depth: 0 };
  const depth = document["kibana.alert.depth"];
  const rule = document["kibana.alert.rule.uuid"];
  return {
    id: identity.id,
    type: "signal",
    index: identity.index,
    depth: typeof depth === "number" ? depth : 1,
    ...(typeof rule === "string" && { rule }),
  };
}

/** A document's own ancestors followed by the document itself, as Kibana lists them. */
export function ancestorsOf(document: JsonObject, identity: EventIdentity): readonly Ancestor[] {
  const own = document["kibana.alert.ancestors"];
  const earlier = Array.isArray(own) ? (own as unknown as Ancestor[]) : [];
  return [...earlier, parentOf(document, identity)];
}

export const depthOf = (parents: readonly Ancestor[]): number => Math.max(0, ...parents.map((p) => p.depth)) + 1;
