import type { JsonObject } from "../../../event/json.ts";
import type { Route } from "../../http/route.ts";
import { searchSignals } from "../../kibana/signals.ts";
import { OBJECT_SHAPE } from "./rules.ts";

/** `POST /api/detection_engine/signals/search` */
export const searchAlerts: Route = {
  method: "POST",
  path: "/api/detection_engine/signals/search",
  access: "read",
  summary: "Alerts by a query of Elasticsearch's DSL",
  body: "json",
  schema: OBJECT_SHAPE,
  handle: async ({ body, signal }, service) => ({ json: await searchSignals(body as JsonObject, service, signal) }),
};
