import { catTable } from "../../elasticsearch/cat-table.ts";
import { checkIndices, indexFacts, indicesOf } from "../../elasticsearch/index-names.ts";
import type { Route } from "../../http/route.ts";

const COLUMNS = ["health", "status", "index", "uuid", "pri", "rep", "docs.count", "docs.deleted", "store.size", "pri.store.size"];

/** `GET /_cat/indices`: for which indices events came, and how many of what size. */
export const catIndices: Route = {
  method: ["GET", "HEAD"],
  path: ["/_cat/indices", "/_cat/indices/:index"],
  access: "read",
  summary: "Indices that events came for, as lines of text",
  handle({ params, query }, service) {
    const names = indicesOf(params["index"]);
    checkIndices(names, service);
    const health = service.health().status === "degraded" ? "red" : "green";
    const rows = indexFacts(names, service).map(({ name, events, bytes }) => ({
      health,
      status: "open",
      index: name,
      uuid: service.storeId,
      pri: 1,
      rep: 0,
      "docs.count": events,
      "docs.deleted": 0,
      "store.size": `${bytes}b`,
      "pri.store.size": `${bytes}b`,
    }));
    return catTable(COLUMNS, rows, query);
  },
};
