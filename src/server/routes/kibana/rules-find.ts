import type { Route } from "../../http/route.ts";
import { apiRule } from "../../kibana/api-rule.ts";
import { filterRules } from "../../kibana/find-rules.ts";
import { pageOf } from "../../kibana/paging.ts";

/** `GET /api/detection_engine/rules/_find` */
export const findRules: Route = {
  method: "GET",
  path: "/api/detection_engine/rules/_find",
  access: "read",
  summary: "A page of rules",
  handle({ query }, service) {
    const rules = filterRules(service.catalog.rules, query["filter"]).map(apiRule);
    return { json: pageOf(rules, query, { size: 20, sizeName: "perPage" }) };
  },
};
