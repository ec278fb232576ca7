import { catTable } from "../../elasticsearch/cat-table.ts";
import type { Route } from "../../http/route.ts";

/** `GET /_cat/health`: what rsyslog asks before it sends again. */
export const catHealth: Route = {
  method: ["GET", "HEAD"],
  path: "/_cat/health",
  access: "any",
  summary: "Whether events can be taken, as one line of text",
  handle({ query }, service) {
    const now = new Date();
    const row = {
      epoch: Math.floor(now.getTime() / 1000),
      timestamp: now.toISOString().slice(11, 19),
      cluster: "tocsin",
      status: service.health().status === "degraded" ? "red" : "green",
      "node.total": 1,
      "node.data": 1,
      shards: 1,
      pri: 1,
      relo: 0,
      init: 0,
      unassign: 0,
      "unassign.pri": 0,
      pending_tasks: 0,
      max_task_wait_time: "-",
      active_shards_percent: "100.0%",
    };
    return catTable(Object.keys(row), [row], query);
  },
};
