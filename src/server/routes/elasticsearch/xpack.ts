import type { Route } from "../../http/route.ts";

const off = { available: false, enabled: false };
const on = { available: true, enabled: true };

/** `GET /_xpack`: which of Elastic's features there are: data streams and ILM are acknowledged, the others are not here. */
export const xpack: Route = {
  method: "GET",
  path: ["/_xpack", "/_xpack/usage"],
  access: "any",
  summary: "Which of Elastic's features there are",
  handle: () => ({
    json: {
      build: { hash: "0000000000000000000000000000000000000000", date: "2026-01-01T00:00:00.000Z" },
      license: { uid: "00000000-0000-4000-8000-000000000000", type: "basic", mode: "basic", status: "active" },
      features: { data_streams: on, ilm: on, eql: off, monitoring: off, ml: off, security: on, watcher: off },
      tagline: "You know, for X",
    },
  }),
};
