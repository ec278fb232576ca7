import type { Route } from "../../http/route.ts";

/** `GET /_cluster/settings`: nobody sets any. */
export const clusterSettings: Route = {
  method: "GET",
  path: "/_cluster/settings",
  access: "any",
  summary: "Settings of the cluster: there are none",
  handle: ({ query }) => ({ json: { persistent: {}, transient: {}, ...(query["include_defaults"] === "true" && { defaults: {} }) } }),
};
