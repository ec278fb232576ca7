import type { Route } from "../../http/route.ts";
import { removeRule } from "../../rules/save.ts";

/** `DELETE /api/tocsin/rules/{id}` */
export const deleteRule: Route = {
  method: "DELETE",
  path: "/api/tocsin/rules/:id",
  access: "admin",
  summary: "Takes back what was saved of a rule: a file's counts again as it is there, another is gone",
  async handle({ params }, service) {
    await removeRule(params["id"] ?? "", service);
    return { status: 204 };
  },
};
