import { z } from "zod";
import type { Route } from "../../http/route.ts";
import type { Login, Role } from "../../wire/session.ts";
import { LOGIN_SHAPE } from "./session-log-in.ts";

export const ROLE_SHAPE = z.enum(["read", "triage", "admin"]);

/** `POST /api/tocsin/users` */
export const createUser: Route = {
  method: "POST",
  path: "/api/tocsin/users",
  access: "admin",
  summary: "Lets a person log in",
  body: "json",
  schema: z.strictObject({ ...LOGIN_SHAPE, role: ROLE_SHAPE }),
  async handle({ body }, service) {
    const { role, ...credentials } = body as Login & { readonly role: Role };
    await service.auth.addUser(credentials, role);
    return { status: 201, json: { name: credentials.name } };
  },
};
