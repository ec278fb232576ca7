import { alertStore } from "../../../store/alerts.ts";
import { timelineOf } from "../../alerts/timeline.ts";
import { notFound } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";

const DEFAULT_MINUTES = 10;
const MOST_MINUTES = 24 * 60;

/** `GET /api/tocsin/alerts/{id}/timeline?minutes=N` */
export const readTimeline: Route = {
  method: "GET",
  path: "/api/tocsin/alerts/:id/timeline",
  access: "read",
  summary: "Stored events of the alert's host around it",
  handle({ params, query }, service) {
    const alert = alertStore(service.database).document(params["id"] ?? "");
    if (!alert) throw notFound("there is no alert of this id");
    const minutes = Number(query["minutes"] ?? DEFAULT_MINUTES);
    return { json: timelineOf(alert, service, Number.isFinite(minutes) ? Math.min(MOST_MINUTES, Math.max(0, minutes)) : DEFAULT_MINUTES) };
  },
};
