import { z } from "zod";
import { badRequest, notFound } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import type { Role } from "../../wire/session.ts";
import { LOGIN_SHAPE } from "./session-log-in.ts";
import { ROLE_SHAPE } from "./user-create.ts";

/** `PATCH /api/tocsin/users/{name}`: a new password ends the person's sessions. */
export const changeUser: Route = {
  method: "PATCH",
  path: "/api/tocsin/users/:name",
  access: "admin",
  summary: "Changes a person's role or password",
  body: "json",
  schema: z.strictObject({ role: ROLE_SHAPE.optional(), password: LOGIN_SHAPE.password.optional() }),
  async handle({ params, body, principal }, service) {
    const { name = "" } = params;
    if (!service.auth.people.user(name)) throw notFound(`there is no user ${name}`);
    const change = body as { readonly role?: Role; readonly password?: string };
    if (name === principal.name && change.role !== undefined && change.role !== "admin") throw badRequest("nobody takes their own rights");
    await service.auth.changeUser(name, change);
    return { json: { name } };
  },
};
