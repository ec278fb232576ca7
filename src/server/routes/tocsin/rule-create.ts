import { z } from "zod";
import type { Route } from "../../http/route.ts";
import { RULE_TEXT_SHAPE } from "../../rules/rule-text.ts";
import { saveRule } from "../../rules/save.ts";
import type { RuleText } from "../../wire/rules.ts";

/** `POST /api/tocsin/rules` */
export const createRule: Route = {
  method: "POST",
  path: "/api/tocsin/rules",
  access: "admin",
  summary: "Saves a new rule; it is in force when this answers",
  body: "json",
  schema: z.strictObject(RULE_TEXT_SHAPE),
  async handle({ body, principal }, service) {
    const { id } = await saveRule(body as RuleText, principal.name, service, "new");
    return { status: 201, json: { id } };
  },
};
