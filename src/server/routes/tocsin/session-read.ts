import type { Route } from "../../http/route.ts";
import { sessionOf } from "../../auth/session.ts";

/** `GET /api/tocsin/session` */
export const readSession: Route = {
  method: "GET",
  path: "/api/tocsin/session",
  access: "public",
  summary: "Who is logged in",
  handle: ({ principal }, service) => ({ json: sessionOf(principal, service) }),
};
