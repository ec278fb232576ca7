import type { Route } from "../../http/route.ts";

/** `GET /_security/_authenticate`: who the credentials belong to. */
export const authenticate: Route = {
  method: "GET",
  path: "/_security/_authenticate",
  access: "any",
  summary: "Who the credentials belong to",
  handle: ({ principal: { name, role, kind } }) => ({
    json: {
      username: name,
      roles: [role],
      full_name: null,
      email: null,
      metadata: {},
      enabled: true,
      authentication_realm: { name: "tocsin", type: "native" },
      lookup_realm: { name: "tocsin", type: "native" },
      authentication_type: kind === "key" ? "api_key" : "realm",
    },
  }),
};
