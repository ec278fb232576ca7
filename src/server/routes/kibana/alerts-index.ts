import { ALERTS_INDEX } from "../../../alerts/alert.ts";
import type { Route } from "../../http/route.ts";

/** `GET`, `POST /api/detection_engine/index`: it is always there. */
export const alertsIndex: Route = {
  method: ["GET", "POST"],
  path: "/api/detection_engine/index",
  access: "read",
  summary: "The index of alerts",
  handle: ({ method }) => ({ json: method === "GET" ? { name: ALERTS_INDEX, index_mapping_outdated: false } : { acknowledged: true } }),
};
