import { z } from "zod";
import { sessionCookie, sessionOf } from "../../auth/session.ts";
import type { Route } from "../../http/route.ts";
import type { Setup } from "../../wire/session.ts";
import { LOGIN_SHAPE } from "./session-log-in.ts";

/** `POST /api/tocsin/setup` */
export const setUp: Route = {
  method: "POST",
  path: "/api/tocsin/setup",
  access: "public",
  isAudited: true,
  summary: "Makes the first person, with the token of the terminal",
  body: "json",
  schema: z.strictObject({ ...LOGIN_SHAPE, token: z.string().min(1).max(200) }),
  async handle({ body, ip, isSecure }, service) {
    const { token, ...credentials } = body as Setup;
    await service.auth.setUp(token, credentials);
    const session = await service.auth.logIn(credentials, ip);
    return { headers: { "set-cookie": sessionCookie(session.token, isSecure) }, json: sessionOf(session.principal, service) };
  },
};
