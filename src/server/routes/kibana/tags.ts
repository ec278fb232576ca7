import type { Route } from "../../http/route.ts";

/** `GET /api/detection_engine/tags` */
export const tags: Route = {
  method: "GET",
  path: "/api/detection_engine/tags",
  access: "read",
  summary: "All tags of rules",
  handle: (_, service) => ({ json: [...new Set(service.catalog.rules.flatMap(({ rule }) => rule.tags))].sort() }),
};
