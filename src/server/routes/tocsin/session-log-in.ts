import { z } from "zod";
import { sessionCookie, sessionOf } from "../../auth/session.ts";
import type { Route } from "../../http/route.ts";
import type { Login } from "../../wire/session.ts";

export const LOGIN_SHAPE = { name: z.string().min(1).max(200), password: z.string().min(1).max(1_000) };

/** `POST /api/tocsin/session` */
export const logIn: Route = {
  method: "POST",
  path: "/api/tocsin/session",
  access: "public",
  isAudited: true,
  summary: "Logs in",
  body: "json",
  schema: z.strictObject(LOGIN_SHAPE),
  async handle({ body, ip, isSecure }, service) {
    const { token, principal } = await service.auth.logIn(body as Login, ip);
    return { headers: { "set-cookie": sessionCookie(token, isSecure) }, json: sessionOf(principal, service) };
  },
};
