import { ruleRows } from "../../rules/rows.ts";
import type { Route } from "../../http/route.ts";
import type { RuleList } from "../../wire/rules.ts";

/** `GET /api/tocsin/rules` */
export const listRules: Route = {
  method: "GET",
  path: "/api/tocsin/rules",
  access: "read",
  summary: "All rules: how they are, what they cost, how noisy they are",
  handle: (_, service) => ({ json: { rules: ruleRows(service.catalog.rules, service) } satisfies RuleList }),
};
