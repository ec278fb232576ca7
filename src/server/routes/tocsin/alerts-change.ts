import { z } from "zod";
import { alertSearch } from "../../../store/alert-search.ts";
import { ALERT_STATUSES } from "../../../store/alerts.ts";
import { FILTER_SHAPE, storeFilter } from "../../alerts/filter.ts";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import type { AlertChange, AlertsChanged } from "../../wire/alerts.ts";

/** Alerts that one request changes. */
const MOST_CHANGED = 10_000;

const names = z.array(z.string().min(1).max(200)).max(100).optional();

/** `PATCH /api/tocsin/alerts` */
export const changeAlerts: Route = {
  method: "PATCH",
  path: "/api/tocsin/alerts",
  access: "triage",
  summary: "Changes status, tags and assignees of alerts",
  body: "json",
  schema: z.strictObject({
    ids: z.array(z.string().max(200)).min(1).max(MOST_CHANGED).optional(),
    filter: z.strictObject(FILTER_SHAPE).optional(),
    status: z.enum(ALERT_STATUSES).optional(),
    addTags: names,
    removeTags: names,
    addAssignees: names,
    removeAssignees: names,
  }),
  async handle({ body, principal }, service) {
    const { ids, filter, status, ...lists } = body as AlertChange;
    if ((ids === undefined) === (filter === undefined)) throw badRequest("name the alerts by either ids or filter");
    const selected = ids ?? alertSearch(service.database).ids(storeFilter(filter ?? {}), MOST_CHANGED);
    const change = { ...lists, ...(status && { status: { to: status, by: principal.name, at: Date.now() } }) };
    const changed = await service.triage(selected, change);
    return { json: { changed: changed.length } satisfies AlertsChanged };
  },
};
