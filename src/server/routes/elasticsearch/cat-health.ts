import type { Route } from "../../http/route.ts";

/** `GET /_cat/health`: what rsyslog asks before it sends again. */
export const catHealth: Route = {
  method: ["GET", "HEAD"],
  path: "/_cat/health",
  access: "any",
  summary: "Whether events can be taken, as one line of text",
  handle(_, service) {
    const now = new Date();
    const status = service.health().status === "degraded" ? "red" : "green";
    const text = `${Math.floor(now.getTime() / 1000)} ${now.toISOString().slice(11, 19)} tocsin ${status} 1 1 1 1 0 0 0 0 0 - 100.0%\n`;
    return { headers: { "content-type": "text/plain; charset=UTF-8" }, text };
  },
};
