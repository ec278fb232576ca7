import { savedViewStore } from "../../../store/saved-views.ts";
import { notFound } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";

/** `DELETE /api/tocsin/views/{name}` */
export const deleteView: Route = {
  method: "DELETE",
  path: "/api/tocsin/views/:name",
  access: "read",
  summary: "Forgets a view",
  handle({ params, principal }, service) {
    if (!savedViewStore(service.database).remove(principal.name, params["name"] ?? "")) throw notFound("there is no view of this name");
    return { status: 204 };
  },
};
