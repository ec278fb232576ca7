import { hasIndex } from "../../elasticsearch/index-names.ts";
import { isJsonObject } from "../../../event/json.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { dateIndex } from "../../ingest/date-index.ts";
import { indexFault } from "../../ingest/document.ts";
import { shipperObjectStore } from "../../../store/shipper-objects.ts";

/** `HEAD /{index}` and `PUT /{index}`: an index needs no making, but shippers make them, with their aliases. */
export const indexExists: Route = {
  method: ["HEAD", "PUT"],
  path: "/:index",
  access: "ingest",
  summary: "Whether an index is there; makes one",
  body: "json",
  handle({ method, params, body }, service) {
    const index = dateIndex(params["index"] ?? "", Date.now());
    const objects = shipperObjectStore(service.database);
    if (method === "HEAD") {
      if (!hasIndex(index, service)) throw new HttpError(404, "index_not_found_exception", `no such index [${index}]`);
      return {};
    }
    const fault = indexFault(index);
    if (fault) throw new HttpError(fault.status, fault.type, fault.reason);
    objects.put("index", index, "{}");
    const names = isJsonObject(body) && isJsonObject(body["aliases"]) ? Object.keys(body["aliases"]) : [];
    for (const name of names) objects.put("alias", name, "{}");
    return { json: { acknowledged: true, shards_acknowledged: true, index } };
  },
};
