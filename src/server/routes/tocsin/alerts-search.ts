import { z } from "zod";
import { FILTER_SHAPE, storeFilter } from "../../alerts/filter.ts";
import { alertRows } from "../../alerts/row.ts";
import type { Route } from "../../http/route.ts";
import { ALERT_SORTS } from "../../../store/alert-search.ts";
import type { AlertPage, AlertSearch } from "../../wire/alerts.ts";

const DEFAULT_SIZE = 100;

/** `POST /api/tocsin/alerts/search` */
export const searchAlerts: Route = {
  method: "POST",
  path: "/api/tocsin/alerts/search",
  access: "read",
  summary: "A page of alerts",
  body: "json",
  schema: z.strictObject({
    ...FILTER_SHAPE,
    sort: z.enum(ALERT_SORTS).optional(),
    ascending: z.boolean().optional(),
    size: z.int().min(1).max(1_000).optional(),
    after: z.string().max(200).optional(),
  }),
  async handle({ body, signal }, service) {
    const { sort = "time", ascending = false, size = DEFAULT_SIZE, after, ...rest } = body as AlertSearch;
    const filter = await storeFilter(rest, service, signal);
    const { alerts, next } = service.alerts.page(filter, { sort, ascending, size, after });
    const page: AlertPage = {
      total: service.alerts.count(filter),
      alerts: alertRows(alerts, service),
      ...(next !== undefined && { next }),
    };
    return { json: page };
  },
};
