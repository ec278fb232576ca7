import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../../event/json.ts";
import { badRequest } from "../../http/http-error.ts";
import type { Call, Route } from "../../http/route.ts";
import { apiRule, namedRule, readSentRule } from "../../kibana/api-rule.ts";
import { dropRule, keepRule, refuseTaken } from "../../kibana/rule-store.ts";
import type { Service } from "../../service.ts";

export const OBJECT_SHAPE = z.record(z.string(), z.json());

/** `GET /api/detection_engine/rules?rule_id=…` */
export const readRule: Route = {
  method: "GET",
  path: "/api/detection_engine/rules",
  access: "read",
  summary: "One rule",
  handle: ({ query }, service) => ({ json: apiRule(namedRule(query, service)) }),
};

/** `POST`, `PUT`, `PATCH`, `DELETE /api/detection_engine/rules`: in force when they answer. */
export const changeRules: Route = {
  method: ["POST", "PUT", "PATCH", "DELETE"],
  path: "/api/detection_engine/rules",
  access: "admin",
  summary: "Makes, replaces, changes or deletes a rule",
  body: "json",
  async handle(call, service) {
    if (call.method === "DELETE") {
      const entry = namedRule(call.query, service);
      dropRule(entry, call.principal.name, service);
      await service.reload();
      return { json: apiRule(entry) };
    }
    const id = keep(call, service);
    await service.reload();
    return { json: apiRule(namedRule({ rule_id: id }, service)) };
  },
};

/** Gives the rule's id. */
function keep({ method, body, principal }: Call, service: Service): string {
  if (!isJsonObject(body)) throw badRequest("the body is a rule");
  const sent = readSentRule(method === "POST" ? body : merged(method, body, service), service.catalog.surroundings);
  if (method === "POST") refuseTaken(sent.rule.id, service);
  keepRule(sent, principal.name, service);
  return sent.rule.id;
}

function merged(method: string, body: JsonObject, service: Service): JsonObject {
  const query: Record<string, string> = {};
  for (const key of ["id", "rule_id"]) if (typeof body[key] === "string") query[key] = body[key];
  const before = apiRule(namedRule(query, service));
  return method === "PATCH"
    ? { ...before, ...body, rule_id: before["rule_id"] ?? "" }
    : { enabled: before["enabled"] ?? true, ...body, rule_id: before["rule_id"] ?? "" };
}
