import type { Alert } from "../../alerts/alert.ts";
import { isError } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { lowerDsl } from "../../languages/dsl/index.ts";
import { languageOf } from "../../languages/table.ts";
import { compileMatcher } from "../../matcher/compile.ts";
import type { AlertTest } from "../../store/alert-verdicts.ts";
import { alertStore } from "../../store/alerts.ts";
import { badRequest } from "../http/http-error.ts";
import type { Service } from "../service.ts";
import { aggregate } from "./aggregations/aggregate.ts";
import { alertFields, alertReader } from "./alert-fields.ts";

/** Alerts that one request may give or change. */
const MOST = 10_000;
const DEFAULT_SIZE = 10;

/** Ids of the alerts that a query of Elasticsearch's DSL selects, the newest first. */
export async function selectIds(query: Json | undefined, service: Service, signal: AbortSignal): Promise<readonly string[]> {
  const all = { buildingBlocks: true };
  const filter = query === undefined || query === null ? all : await service.alerts.tested(all, compileTest(query), signal);
  return service.alerts.ids(filter, MOST);
}

function compileTest(query: Json): AlertTest {
  if (!isJsonObject(query)) throw badRequest("query is an object");
  const { predicate, diagnostics } = lowerDsl(query, { fields: alertFields() }, undefined, languageOf("lucene"));
  const [fault] = diagnostics.filter(isError);
  if (fault || !predicate) throw badRequest(fault?.message ?? "the query cannot be read");
  const matcher = compileMatcher([predicate]);
  const now = Date.now();
  const text = JSON.stringify(query);
  return {
    // Date math means another time with each request.
    name: /\bnow\b/i.test(text) ? undefined : `dsl ${text}`,
    passes(alert) {
      matcher.run(alert, now);
      return matcher.matched(0);
    },
  };
}

/** `POST /api/detection_engine/signals/search`: what Elasticsearch would answer. */
export async function searchSignals(body: JsonObject, service: Service, signal: AbortSignal): Promise<JsonObject> {
  const started = performance.now();
  const ids = await selectIds(body["query"], service, signal);
  const documents = sorted(alertStore(service.database).documents(ids), body["sort"]);
  const from = Number(body["from"] ?? 0);
  const size = Number(body["size"] ?? DEFAULT_SIZE);
  if (!Number.isInteger(from) || !Number.isInteger(size) || from < 0 || size < 0 || from + size > MOST)
    throw badRequest(`from and size are whole numbers, ${MOST} together at the most`);
  const hits = documents.slice(from, from + size).map((alert): JsonObject => {
    const { _id, _index, ...source } = alert;
    return { _index: _index ?? "", _id: _id ?? "", _score: null, _source: source };
  });
  const aggregations = body["aggs"] ?? body["aggregations"];
  const total = { value: ids.length, relation: ids.length < MOST ? "eq" : "gte" };
  return {
    took: Math.round(performance.now() - started),
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: { total, max_score: null, hits },
    ...(aggregations !== undefined && { aggregations: aggregate(aggregations, documents) }),
  };
}

/** By one field or several: `"field"`, `{field: "desc"}`, `{field: {order: "desc"}}`; the newest first where nothing is said. */
function sorted(documents: readonly Alert[], sort: Json | undefined): readonly Alert[] {
  const keys = (Array.isArray(sort) ? sort : sort === undefined ? [] : [sort]).flatMap(sortKeys);
  if (keys.length === 0) return documents;
  return documents.toSorted((a, b) => {
    for (const { read, sign } of keys) {
      const [[x], [y]] = [read(a), read(b)];
      if (x === y) continue;
      if (isMissing(x) || isMissing(y)) return isMissing(x) ? 1 : -1;
      return x < y ? -sign : sign;
    }
    return 0;
  });
}

const isMissing = (value: Json | undefined): value is null | undefined => value === undefined || value === null;

function sortKeys(key: Json): readonly { readonly read: ReturnType<typeof alertReader>; readonly sign: number }[] {
  const pairs: readonly (readonly [string, Json])[] =
    typeof key === "string" ? [[key, "asc"]] : isJsonObject(key) ? Object.entries(key) : [];
  return pairs.map(([field, how]) => {
    const order = isJsonObject(how) ? how["order"] : how;
    return { read: alertReader(field), sign: order === "desc" ? -1 : 1 };
  });
}
