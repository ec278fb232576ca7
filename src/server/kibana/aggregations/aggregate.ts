import type { Alert } from "../../../alerts/alert.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";
import { badRequest } from "../../http/http-error.ts";
import { AGGREGATIONS } from "./table.ts";

/** Aggregations one inside another; deeper requests are refused. */
const MOST_DEPTH = 8;

/**
 * `aggs` of a search request over the documents found: results by name, as Elasticsearch gives them.
 * @throws {HttpError} 400 for what is no aggregation, or is none that is computed here
 */
export function aggregate(requested: Json, documents: readonly Alert[], depth = 1): JsonObject {
  if (!isJsonObject(requested)) throw badRequest("aggs is an object of aggregations by name");
  if (depth > MOST_DEPTH) throw badRequest(`aggregations are nested ${MOST_DEPTH} deep at the most`);
  return Object.fromEntries(Object.entries(requested).map(([name, spec]) => [name, aggregateOne(name, spec, documents, depth)]));
}

function aggregateOne(name: string, spec: Json, documents: readonly Alert[], depth: number): JsonObject {
  const { aggs, aggregations, meta: _, ...own } = isJsonObject(spec) ? spec : {};
  const [[type, parameters] = [], ...more] = Object.entries(own);
  if (type === undefined || more.length > 0) throw badRequest(`aggs.${name} names one type of aggregation`);
  const aggregation = Object.hasOwn(AGGREGATIONS, type) ? AGGREGATIONS[type] : undefined;
  const known = Object.keys(AGGREGATIONS).join(", ");
  if (!aggregation) throw badRequest(`aggs.${name}: ${type} is not computed here`, `these are: ${known}`);
  if (!isJsonObject(parameters)) throw badRequest(`aggs.${name}.${type} is an object`);
  const stray = Object.keys(parameters).find((key) => !aggregation.parameters.includes(key));
  if (stray !== undefined) throw badRequest(`aggs.${name}.${type}.${stray} is not supported`);
  const inside = aggs ?? aggregations;
  if (inside !== undefined && !aggregation.hasBuckets) throw badRequest(`aggs.${name}: ${type} has no buckets for aggregations inside`);
  return aggregation.compute(documents, parameters, (members) => (inside === undefined ? {} : aggregate(inside, members, depth + 1)));
}
