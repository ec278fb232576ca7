import { badRequest, notFound } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";

/** `DELETE /api/tocsin/users/{name}` */
export const deleteUser: Route = {
  method: "DELETE",
  path: "/api/tocsin/users/:name",
  access: "admin",
  summary: "Lets a person log in no more",
  handle({ params, principal }, service) {
    const { name = "" } = params;
    if (name === principal.name) throw badRequest("nobody removes themselves");
    if (!service.auth.removeUser(name)) throw notFound(`there is no user ${name}`);
    return { status: 204 };
  },
};
