import { z } from "zod";
import type { Route } from "../../http/route.ts";
import { RULE_TEXT_SHAPE, ruleCheck } from "../../rules/rule-text.ts";
import type { RuleText } from "../../wire/rules.ts";

/** `POST /api/tocsin/rules/check` */
export const checkRuleText: Route = {
  method: "POST",
  path: "/api/tocsin/rules/check",
  access: "read",
  summary: "Faults of a rule's text while it is written",
  body: "json",
  schema: z.strictObject(RULE_TEXT_SHAPE),
  handle: ({ body }, { catalog }) => ({ json: ruleCheck(body as RuleText, catalog.surroundings) }),
};
