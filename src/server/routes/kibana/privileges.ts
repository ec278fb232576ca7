import { may } from "../../auth/principal.ts";
import type { Route } from "../../http/route.ts";

/** `GET /api/detection_engine/privileges` */
export const privileges: Route = {
  method: "GET",
  path: "/api/detection_engine/privileges",
  access: "any",
  summary: "What the credentials may do",
  handle: ({ principal }) => ({
    json: { username: principal.name, is_authenticated: true, has_encryption_key: true, has_all_requested: may(principal, "admin") },
  }),
};
