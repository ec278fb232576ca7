import type { Route } from "../../http/route.ts";

/** `POST /_refresh`: there is nothing to wait for. */
export const refresh: Route = {
  method: ["POST", "GET"],
  path: ["/_refresh", "/:index/_refresh", "/_flush", "/:index/_flush"],
  access: "any",
  summary: "Acknowledges",
  handle: () => ({ json: { _shards: { total: 1, successful: 1, failed: 0 } } }),
};
