import type { Route } from "../../http/route.ts";
import { completionOf } from "../../rules/completion.ts";

/** `GET /api/tocsin/completion` */
export const readCompletion: Route = {
  method: "GET",
  path: "/api/tocsin/completion",
  access: "read",
  summary: "Fields and functions that an editor offers",
  handle: (_, { catalog }) => ({ json: completionOf(catalog.surroundings.fields) }),
};
