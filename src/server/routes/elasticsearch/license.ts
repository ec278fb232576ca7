import type { Route } from "../../http/route.ts";

const LICENSE = {
  status: "active",
  uid: "00000000-0000-4000-8000-000000000000",
  type: "basic",
  issue_date: "2026-01-01T00:00:00.000Z",
  issue_date_in_millis: 1_767_225_600_000,
  max_nodes: 1000,
  max_resource_units: null,
  issued_to: "tocsin",
  issuer: "elasticsearch",
  start_date_in_millis: -1,
};

/** `GET /_license`: shippers only look whether there is one that is active. */
export const license: Route = {
  method: "GET",
  path: ["/_license", "/_xpack/license"],
  access: "any",
  summary: "The license that shippers look for",
  handle: () => ({ json: { license: LICENSE } }),
};
