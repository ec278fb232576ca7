import { notFound } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";

/** `DELETE /api/tocsin/keys/{id}` */
export const deleteKey: Route = {
  method: "DELETE",
  path: "/api/tocsin/keys/:id",
  access: "admin",
  summary: "Takes back an API key",
  handle({ params }, service) {
    if (!service.auth.people.removeKey(params["id"] ?? "")) throw notFound("there is no key of this id");
    return { status: 204 };
  },
};
