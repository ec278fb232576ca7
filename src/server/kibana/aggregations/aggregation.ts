import type { Alert } from "../../../alerts/alert.ts";
import type { JsonObject } from "../../../event/json.ts";
import { badRequest } from "../../http/http-error.ts";

/** Computes what is inside an aggregation over some of its documents: an object of results by name. */
export type Inner = (documents: readonly Alert[]) => JsonObject;

/** A kind of aggregation of Elasticsearch's search API: one line in `table.ts`. */
export interface Aggregation {
  /** Names of parameters that it heeds; others are refused. */
  readonly parameters: readonly string[];
  /** Documents fall into buckets, which may have aggregations of their own. */
  readonly hasBuckets: boolean;
  /** @throws {HttpError} 400 for a parameter that cannot be read */
  compute(documents: readonly Alert[], parameters: JsonObject, inner: Inner): JsonObject;
}

/** Buckets of one aggregation; past it the request is refused, as Elasticsearch's `search.max_buckets` does. */
export const MOST_BUCKETS = 10_000;

/** @throws {HttpError} 400 where there is none */
export function fieldOf(parameters: JsonObject): string {
  const { field } = parameters;
  if (typeof field !== "string") throw badRequest("an aggregation names its field");
  return field;
}
