import type { Route } from "../../http/route.ts";
import { SPOKEN_VERSION } from "./info.ts";

/** `GET /_nodes/http`: shippers that look for other nodes find none, and stay with the address they were given. */
export const nodes: Route = {
  method: "GET",
  path: ["/_nodes", "/_nodes/http", "/_nodes/_all/http", "/_nodes/:which"],
  access: "any",
  summary: "The nodes to send to: this one alone",
  handle: (_, service) => ({
    json: {
      _nodes: { total: 1, successful: 1, failed: 0 },
      cluster_name: "tocsin",
      nodes: { [service.storeId]: { name: "tocsin", version: SPOKEN_VERSION, roles: ["data", "ingest"] } },
    },
  }),
};
