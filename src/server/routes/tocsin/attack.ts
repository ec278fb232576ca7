import type { Route } from "../../http/route.ts";
import { attackMatrix } from "../../rules/attack.ts";

/** `GET /api/tocsin/attack` */
export const readAttack: Route = {
  method: "GET",
  path: "/api/tocsin/attack",
  access: "read",
  summary: "MITRE ATT&CK: rules, those of them that get data, and alerts by technique",
  handle: (_, service) => ({ json: attackMatrix(service) }),
};
