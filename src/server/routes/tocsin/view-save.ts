import { z } from "zod";
import type { Json } from "../../../event/json.ts";
import { savedViewStore } from "../../../store/saved-views.ts";
import { FILTER_SHAPE } from "../../alerts/filter.ts";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";

const MOST_VIEWS = 100;

/** `PUT /api/tocsin/views/{name}` */
export const saveView: Route = {
  method: "PUT",
  path: "/api/tocsin/views/:name",
  access: "read",
  summary: "Saves a view",
  body: "json",
  schema: z.strictObject(FILTER_SHAPE),
  handle({ params, body, principal }, service) {
    const views = savedViewStore(service.database);
    if (views.of(principal.name).length >= MOST_VIEWS) throw badRequest(`no more than ${MOST_VIEWS} views are kept`);
    views.put(principal.name, (params["name"] ?? "").slice(0, 200), body as Json);
    return { json: {} };
  },
};
