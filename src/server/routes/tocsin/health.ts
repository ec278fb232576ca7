import type { Route } from "../../http/route.ts";

/** `GET /health`: 200 while events can be taken and judged, 503 otherwise. Why is told to those who may read. */
export const health: Route = {
  method: ["GET", "HEAD"],
  path: ["/health", "/api/tocsin/health"],
  access: "public",
  summary: "Whether the service works",
  handle({ principal }, service) {
    const { status, reasons } = service.health();
    const isKnown = principal.role !== "none";
    return { status: status === "degraded" ? 503 : 200, json: { status, ...(isKnown && { reasons, backlog: service.backlog }) } };
  },
};
