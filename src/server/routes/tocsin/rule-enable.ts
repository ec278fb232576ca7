import { z } from "zod";
import type { Route } from "../../http/route.ts";
import { findRule, setEnabled } from "../../rules/save.ts";

/** `PATCH /api/tocsin/rules/{id}` */
export const enableRule: Route = {
  method: "PATCH",
  path: "/api/tocsin/rules/:id",
  access: "admin",
  summary: "Enables or disables a rule",
  body: "json",
  schema: z.strictObject({ enabled: z.boolean() }),
  async handle({ params, body, principal }, service) {
    const entry = findRule(params["id"] ?? "", service);
    setEnabled(entry, (body as { readonly enabled: boolean }).enabled, principal.name, service);
    await service.reload();
    return { json: { id: entry.rule.id } };
  },
};
