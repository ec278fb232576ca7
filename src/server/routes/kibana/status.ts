import { SPOKEN_VERSION } from "../elasticsearch/info.ts";
import type { Route } from "../../http/route.ts";

/** `GET /api/status`: tools read the version. */
export const status: Route = {
  method: "GET",
  path: "/api/status",
  access: "any",
  summary: "The version of Kibana whose API is spoken",
  handle: (_, service) => ({
    json: {
      name: "tocsin",
      uuid: service.storeId,
      version: { number: SPOKEN_VERSION, build_hash: "", build_number: 0, build_snapshot: false },
      status: { overall: { level: service.health().status === "degraded" ? "degraded" : "available" } },
    },
  }),
};
