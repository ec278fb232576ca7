import { z } from "zod";
import { type AuthRole, ROLES } from "../../auth/principal.ts";
import type { Route } from "../../http/route.ts";
import type { NewApiKey } from "../../wire/data.ts";

/** `POST /api/tocsin/keys`: for a shipper unless another role is asked for. */
export const createKey: Route = {
  method: "POST",
  path: "/api/tocsin/keys",
  access: "admin",
  summary: "Makes an API key; its secret is told this once",
  body: "json",
  schema: z.strictObject({ name: z.string().min(1).max(100), role: z.enum(ROLES).optional() }),
  handle({ body, principal }, service) {
    const { name, role = "ingest" } = body as { readonly name: string; readonly role?: AuthRole };
    const { id, key } = service.auth.addKey(name, role, principal.name);
    return { status: 201, json: { id, name, key } satisfies NewApiKey };
  },
};
