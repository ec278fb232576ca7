import type { JsonObject } from "../../../event/json.ts";
import { checkIndices, indexFacts, indicesOf } from "../../elasticsearch/index-names.ts";
import type { Route } from "../../http/route.ts";

/** `GET /_stats`, `/{index}/_stats`: how many events came for which index. */
export const indexStats: Route = {
  method: "GET",
  path: ["/_stats", "/:index/_stats", "/_stats/:metric", "/:index/_stats/:metric"],
  access: "read",
  summary: "Events and bytes by index",
  handle({ params }, service) {
    const names = indicesOf(params["index"]);
    checkIndices(names, service);
    const facts = indexFacts(names, service);
    const sum = (key: "events" | "bytes"): number => facts.reduce((total, each) => total + each[key], 0);
    const health = service.health().status === "degraded" ? "red" : "green";
    return {
      json: {
        _shards: { total: facts.length, successful: facts.length, failed: 0 },
        _all: twice(sum("events"), sum("bytes")),
        indices: Object.fromEntries(
          facts.map(({ name, events, bytes }) => [name, { uuid: service.storeId, health, status: "open", ...twice(events, bytes) }]),
        ),
      },
    };
  },
};

/** Primaries are all there are. */
function twice(events: number, bytes: number): { readonly primaries: JsonObject; readonly total: JsonObject } {
  const stats = {
    docs: { count: events, deleted: 0 },
    store: { size_in_bytes: bytes },
    indexing: { index_total: events, index_failed: 0, delete_total: 0 },
  };
  return { primaries: stats, total: stats };
}
