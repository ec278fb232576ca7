import { z } from "zod";
import type { Route } from "../../http/route.ts";
import { RULE_TEXT_SHAPE } from "../../rules/rule-text.ts";
import { findRule, saveRule } from "../../rules/save.ts";
import type { RuleText } from "../../wire/rules.ts";

/** `PUT /api/tocsin/rules/{id}` */
export const updateRule: Route = {
  method: "PUT",
  path: "/api/tocsin/rules/:id",
  access: "admin",
  summary: "Saves a changed rule; it is in force when this answers",
  body: "json",
  schema: z.strictObject(RULE_TEXT_SHAPE),
  async handle({ params, body, principal }, service) {
    const { rule } = findRule(params["id"] ?? "", service);
    await saveRule(body as RuleText, principal.name, service, { id: rule.id });
    return { json: { id: rule.id } };
  },
};
