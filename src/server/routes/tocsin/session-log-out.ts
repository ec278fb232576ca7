import { NOBODY } from "../../auth/principal.ts";
import { sessionCookie, sessionOf } from "../../auth/session.ts";
import type { Route } from "../../http/route.ts";

/** `DELETE /api/tocsin/session` */
export const logOut: Route = {
  method: "DELETE",
  path: "/api/tocsin/session",
  access: "public",
  isAudited: true,
  summary: "Logs out",
  handle({ headers, isSecure }, service) {
    service.auth.logOut(headers.cookie);
    return { headers: { "set-cookie": sessionCookie("", isSecure) }, json: sessionOf(NOBODY, service) };
  },
};
