import { z } from "zod";
import { formatTime } from "../../../event/time.ts";
import { FACET_FIELDS, type FacetField } from "../../../store/alert-search.ts";
import { FILTER_SHAPE, storeFilter } from "../../alerts/filter.ts";
import type { Route } from "../../http/route.ts";
import type { AlertFilter, AlertGroups } from "../../wire/alerts.ts";

const MOST_GROUPS = 500;

/** `POST /api/tocsin/alerts/groups` */
export const groupAlerts: Route = {
  method: "POST",
  path: "/api/tocsin/alerts/groups",
  access: "read",
  summary: "Alerts grouped by a field",
  body: "json",
  schema: z.strictObject({ ...FILTER_SHAPE, by: z.enum(FACET_FIELDS) }),
  async handle({ body, signal }, service) {
    const { by, ...filter } = body as AlertFilter & { readonly by: FacetField };
    const groups = service.alerts.groups(await storeFilter(filter, service, signal), by, MOST_GROUPS);
    const answer: AlertGroups = { groups: groups.map(({ last, ...group }) => ({ ...group, last: formatTime(last) })) };
    return { json: answer };
  },
};
