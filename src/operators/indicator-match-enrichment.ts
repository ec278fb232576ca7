import { isJsonObject, type Json, type JsonObject, type Scalar } from "../event/json.ts";
import { compileObjects } from "../event/path.ts";

/** The most indicators that one alert is enriched with (Kibana's bound); the first ones stay. */
export const MAX_ENRICHMENTS = 200;

/** One entry of an alert's `threat.enrichments`. */
export interface Enrichment {
  /** The object at the rule's indicator path; empty where there is none. */
  readonly indicator: JsonObject;
  readonly feed: { readonly name?: string };
  readonly matched: {
    /** The event's value. */
    readonly atomic: Scalar;
    /** The event's field. */
    readonly field: string;
    /** The indicator's `_id` and `_index`, where it has them. */
    readonly id?: string;
    readonly index?: string;
    readonly type: "indicator_match_rule";
  };
}

const PATH = "threat.enrichments";
const readEnrichments = compileObjects(PATH);

/** A copy of the event with the enrichments after those that it has already. */
export function withEnrichments(document: JsonObject, enrichments: readonly Enrichment[]): JsonObject {
  const all = [...readEnrichments(document), ...enrichments] as unknown as Json;
  const { [PATH]: _, ...rest } = document;
  const { threat } = rest;
  if (threat !== undefined && !isJsonObject(threat)) return { ...rest, [PATH]: all };
  return { ...rest, threat: { ...threat, enrichments: all } };
}
