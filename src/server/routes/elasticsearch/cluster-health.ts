import type { Route } from "../../http/route.ts";

/** `GET /_cluster/health` */
export const clusterHealth: Route = {
  method: "GET",
  path: ["/_cluster/health", "/_cluster/health/:index"],
  access: "any",
  summary: "Whether events can be taken",
  handle: (_, service) => ({
    json: {
      cluster_name: "tocsin",
      status: service.health().status === "degraded" ? "red" : "green",
      timed_out: false,
      number_of_nodes: 1,
      number_of_data_nodes: 1,
      active_primary_shards: 1,
      active_shards: 1,
      relocating_shards: 0,
      initializing_shards: 0,
      unassigned_shards: 0,
      delayed_unassigned_shards: 0,
      number_of_pending_tasks: 0,
      number_of_in_flight_fetch: 0,
      task_max_waiting_in_queue_millis: 0,
      active_shards_percent_as_number: 100,
    },
  }),
};
