import { savedViewStore } from "../../../store/saved-views.ts";
import type { Route } from "../../http/route.ts";
import type { SavedViews } from "../../wire/alerts.ts";

/** `GET /api/tocsin/views` */
export const listViews: Route = {
  method: "GET",
  path: "/api/tocsin/views",
  access: "read",
  summary: "Saved views of the person",
  handle({ principal }, service) {
    const views = savedViewStore(service.database).of(principal.name) as SavedViews["views"];
    return { json: { views } satisfies SavedViews };
  },
};
