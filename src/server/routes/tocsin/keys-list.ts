import { formatTime } from "../../../event/time.ts";
import type { Route } from "../../http/route.ts";
import type { ApiKeys } from "../../wire/data.ts";

/** `GET /api/tocsin/keys` */
export const listKeys: Route = {
  method: "GET",
  path: "/api/tocsin/keys",
  access: "admin",
  summary: "API keys, without their secrets",
  handle(_, service) {
    const keys = service.auth.people.keys().map(({ id, name, created, lastUsed }) => ({
      id,
      name,
      created: formatTime(created),
      lastUsed: lastUsed === null ? null : formatTime(lastUsed),
    }));
    return { json: { keys } satisfies ApiKeys };
  },
};
