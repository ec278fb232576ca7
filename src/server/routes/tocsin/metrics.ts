import type { Route } from "../../http/route.ts";
import { metricsText } from "../../metrics.ts";

/** `GET /metrics`: what Prometheus reads. */
export const metrics: Route = {
  method: "GET",
  path: "/metrics",
  access: "any",
  summary: "Counters and gauges in Prometheus's format",
  handle: (_, service) => ({ headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" }, text: metricsText(service) }),
};
