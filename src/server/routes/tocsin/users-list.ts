import { formatTime } from "../../../event/time.ts";
import type { Route } from "../../http/route.ts";
import type { Users } from "../../wire/data.ts";

/** `GET /api/tocsin/users` */
export const listUsers: Route = {
  method: "GET",
  path: "/api/tocsin/users",
  access: "admin",
  summary: "People who may log in",
  handle(_, service) {
    const users = service.auth.people.users().map(({ name, role, lastLogin }) => ({
      name,
      role: role as Users["users"][number]["role"],
      lastLogin: lastLogin === null ? null : formatTime(lastLogin),
    }));
    return { json: { users } satisfies Users };
  },
};
