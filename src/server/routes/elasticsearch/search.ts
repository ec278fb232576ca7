import type { Json, JsonObject } from "../../../event/json.ts";
import { indicesOf } from "../../elasticsearch/index-names.ts";
import { runSearch, searchAnswer } from "../../elasticsearch/search-request.ts";
import type { Call, Route } from "../../http/route.ts";
import { searchSignals } from "../../kibana/signals.ts";
import { objectOf } from "../../queries/search.ts";

const ALERTS = [".alerts-", ".internal.alerts-", ".siem-signals-"];

/** `POST /{index}/_search`: stored events, or alerts where the names are those of their indices. */
export const searchEvents: Route = {
  method: ["POST", "GET"],
  path: ["/_search", "/:index/_search"],
  access: "read",
  limit: "queries",
  summary: "Searches stored events: Elasticsearch's query DSL, or `?q=` in Lucene's syntax",
  body: "json",
  async handle(call, service) {
    const started = performance.now();
    const names = indicesOf(call.params["index"]);
    const body = objectOf(call.body as Json) ?? {};
    if (names.length > 0 && names.every((name) => ALERTS.some((prefix) => name.startsWith(prefix))))
      return { json: await searchSignals(body, service, call.signal) };
    const found = await runSearch(call, service);
    const isSorted = (call.query["sort"] ?? body["sort"]) !== undefined;
    return { json: searchAnswer(found, { took: performance.now() - started, isSorted, isCounted: isCounted(call, body) }) };
  },
};

const isCounted = ({ query }: Call, body: JsonObject): boolean =>
  String(query["track_total_hits"] ?? body["track_total_hits"] ?? "") !== "false";
