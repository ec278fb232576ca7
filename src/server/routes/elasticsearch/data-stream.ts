import type { JsonObject } from "../../../event/json.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { sourceStore } from "../../../store/sources.ts";
import { shipperObjectStore } from "../../../store/shipper-objects.ts";

/** `PUT`, `GET`, `HEAD /_data_stream/{name}`: there is one for every index that events came for or that a shipper made. */
export const dataStream: Route = {
  method: ["PUT", "GET", "HEAD"],
  path: "/_data_stream/:name",
  access: "ingest",
  summary: "Whether a data stream is there; makes one",
  handle({ method, params }, service) {
    const { name = "" } = params;
    const objects = shipperObjectStore(service.database);
    if (method === "PUT") {
      objects.put("_data_stream", name, "{}");
      return { json: { acknowledged: true } };
    }
    const isThere = objects.get("_data_stream", name) !== undefined || sourceStore(service.database).has(name);
    if (!isThere) throw new HttpError(404, "index_not_found_exception", `no such index [${name}]`);
    return { json: { data_streams: [described(name)] } };
  },
};

const described = (name: string): JsonObject => ({
  name,
  timestamp_field: { name: "@timestamp" },
  indices: [],
  generation: 1,
  status: "GREEN",
  template: "tocsin",
  hidden: false,
  system: false,
  allow_custom_routing: false,
  replicated: false,
});
