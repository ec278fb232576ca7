import type { Alert } from "../../../alerts/alert.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../event/json.ts";
import { badRequest } from "../../http/http-error.ts";
import { alertReader } from "../alert-fields.ts";
import { type Aggregation, fieldOf, MOST_BUCKETS } from "./aggregation.ts";

const DEFAULT_SIZE = 10;

/** A bucket for each value of a field; a document with several values is in the bucket of each. */
export const TERMS: Aggregation = {
  parameters: ["field", "size", "shard_size", "order", "missing", "min_doc_count"],
  hasBuckets: true,
  compute(documents, parameters, inner) {
    const size = Number(parameters["size"] ?? DEFAULT_SIZE);
    if (!Number.isInteger(size) || size < 1 || size > MOST_BUCKETS)
      throw badRequest(`terms.size is a whole number from 1 to ${MOST_BUCKETS}`);
    const least = Number(parameters["min_doc_count"] ?? 1);
    const groups = [...grouped(documents, parameters)].filter(([, members]) => members.length >= least);
    const buckets = groups.map(([key, members]) => ({ ...keyOf(key), doc_count: members.length, ...inner(members) }));
    const shown = buckets.toSorted(orderOf(parameters["order"])).slice(0, size);
    const rest = buckets.length > shown.length ? documentsIn(buckets) - documentsIn(shown) : 0;
    return { doc_count_error_upper_bound: 0, sum_other_doc_count: rest, buckets: shown };
  },
};

type Bucket = JsonObject & { readonly key: string | number; readonly doc_count: number };
type Key = string | number | boolean;

const documentsIn = (buckets: readonly Bucket[]): number => buckets.reduce((sum, { doc_count: count }) => sum + count, 0);

/** Booleans are 0 and 1, with their text beside. */
const keyOf = (key: Key): Pick<Bucket, "key"> & JsonObject =>
  typeof key === "boolean" ? { key: key ? 1 : 0, key_as_string: String(key) } : { key };

const isKey = (value: Json | undefined): value is Key => value !== null && value !== undefined && typeof value !== "object";

function grouped(documents: readonly Alert[], parameters: JsonObject): ReadonlyMap<Key, readonly Alert[]> {
  const read = alertReader(fieldOf(parameters));
  const { missing } = parameters;
  const groups = new Map<Key, Alert[]>();
  for (const document of documents) {
    const values = read(document).filter(isKey);
    for (const key of new Set(values.length === 0 && isKey(missing) ? [missing] : values)) {
      const members = groups.get(key);
      if (members) members.push(document);
      else groups.set(key, [document]);
    }
  }
  return groups;
}

/** `{_count: "asc"}`, `{_key: "desc"}`, `{latest: "desc"}` (a metric inside), or a list of these; ties by key. */
function orderOf(order: Json | undefined): (a: Bucket, b: Bucket) => number {
  const parts = (Array.isArray(order) ? order : [order ?? { _count: "desc" }]).flatMap((part) =>
    isJsonObject(part) ? Object.entries(part) : [],
  );
  const keys = [...parts, ["_key", "asc"] as const].map(([by, direction]) => ({ by, sign: direction === "desc" ? -1 : 1 }));
  return (a, b) => {
    for (const { by, sign } of keys) {
      const [x, y] = [sortValue(a, by), sortValue(b, by)];
      if (x !== y) return x < y ? -sign : sign;
    }
    return 0;
  };
}

function sortValue(bucket: Bucket, by: string): string | number {
  if (by === "_count") return bucket.doc_count;
  if (by === "_key") return bucket.key;
  const metric = bucket[by.replace(/\.value$/, "")];
  if (!isJsonObject(metric) || !("value" in metric)) throw badRequest(`terms.order names no metric inside: ${by}`);
  return typeof metric["value"] === "number" ? metric["value"] : Number.NEGATIVE_INFINITY;
}
