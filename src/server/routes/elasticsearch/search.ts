import type { Json, JsonObject } from "../../../event/json.ts";
import { indicesOf } from "../../elasticsearch/index-names.ts";
import { runSearch, searchAnswer } from "../../elasticsearch/search-request.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Call, Route } from "../../http/route.ts";
import { searchSignals } from "../../kibana/signals.ts";
import { objectOf } from "../../queries/search.ts";

const IN_BODY = ["q", "sort", "from", "size", "_source", "_source_includes", "_source_excludes", "track_total_hits"];
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
    if (names.length > 0 && names.every((name) => ALERTS.some((prefix) => name.startsWith(prefix)))) {
      checkUrl(call);
      return { json: await searchSignals(body, service, call.signal) };
    }
    const found = await runSearch(call, service);
    const isSorted = (call.query["sort"] ?? body["sort"]) !== undefined;
    return { json: searchAnswer(found, { took: performance.now() - started, isSorted, isCounted: isCounted(call, body) }) };
  },
};

/** Of alerts only the body is heeded. */
function checkUrl({ query }: Call): void {
  const stray = IN_BODY.find((name) => query[name] !== undefined);
  if (stray === undefined) return;
  const reason = `[${stray}] in the URL is not supported for the indices of alerts: write it into the body`;
  throw new HttpError(400, "illegal_argument_exception", reason);
}

const isCounted = ({ query }: Call, body: JsonObject): boolean =>
  String(query["track_total_hits"] ?? body["track_total_hits"] ?? "") !== "false";
