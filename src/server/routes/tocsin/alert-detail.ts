import { alertDetail } from "../../alerts/detail.ts";
import { notFound } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";

/** `GET /api/tocsin/alerts/{id}` */
export const readAlert: Route = {
  method: "GET",
  path: "/api/tocsin/alerts/:id",
  access: "read",
  summary: "One alert: its document, why it fired, its process tree, what is related",
  handle({ params }, service) {
    const detail = alertDetail(params["id"] ?? "", service);
    if (!detail) throw notFound("there is no alert of this id");
    return { json: detail };
  },
};
