import { z } from "zod";
import { ALERT_STATUSES } from "../../../store/alerts.ts";
import { FILTER_SHAPE, storeFilter } from "../../alerts/filter.ts";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import type { AlertChange, AlertsChanged } from "../../wire/alerts.ts";

/** Alerts that one request names; a filter selects as many as there are. */
const MOST_NAMED = 10_000;
/** Changed together: the engine goes on in between. */
const TOGETHER = 2_000;

const names = z.array(z.string().min(1).max(200)).max(100).optional();

/** `PATCH /api/tocsin/alerts` */
export const changeAlerts: Route = {
  method: "PATCH",
  path: "/api/tocsin/alerts",
  access: "triage",
  summary: "Changes status, tags and assignees of alerts",
  body: "json",
  schema: z.strictObject({
    ids: z.array(z.string().max(200)).min(1).max(MOST_NAMED).optional(),
    filter: z.strictObject(FILTER_SHAPE).optional(),
    status: z.enum(ALERT_STATUSES).optional(),
    addTags: names,
    removeTags: names,
    addAssignees: names,
    removeAssignees: names,
  }),
  async handle({ body, principal, signal }, service) {
    const { ids, filter, status, ...lists } = body as AlertChange;
    if ((ids === undefined) === (filter === undefined)) throw badRequest("name the alerts by either ids or filter");
    const selected = ids ?? service.alerts.ids(await storeFilter(filter ?? {}, service, signal), Infinity);
    const change = { ...lists, ...(status && { status: { to: status, by: principal.name, at: Date.now() } }) };
    let changed = 0;
    for (let start = 0; start < selected.length; start += TOGETHER)
      changed += (await service.triage(selected.slice(start, start + TOGETHER), change)).length;
    return { json: { changed } satisfies AlertsChanged };
  },
};
