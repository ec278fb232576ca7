import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { shipperObjectStore } from "../../../store/shipper-objects.ts";
import { OBJECT_PATHS, objectKind } from "./object-kinds.ts";

const MOST_OBJECTS = 2_000;
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * `PUT /_index_template/{name}`, `/_ilm/policy/{name}`, `/_ingest/pipeline/{name}` and their like: kept, so that the shipper
 * finds it again, and acknowledged. Nothing heeds them: events are kept as they come, and retention is the service's.
 */
export const putObject: Route = {
  method: ["PUT", "POST", "DELETE"],
  path: OBJECT_PATHS,
  access: "ingest",
  summary: "Keeps a template, policy or pipeline of a shipper",
  body: "bytes",
  handle({ method, path, params, bytes }, service) {
    const objects = shipperObjectStore(service.database);
    const kind = objectKind(path);
    const { name = "" } = params;
    if (method === "DELETE") {
      if (!objects.remove(kind, name)) throw new HttpError(404, "resource_not_found_exception", `${kind} [${name}] missing`);
      return { json: { acknowledged: true } };
    }
    if (bytes.length > MOST_BYTES || objects.count() >= MOST_OBJECTS)
      throw new HttpError(400, "illegal_argument_exception", `no more than ${MOST_OBJECTS} objects of ${MOST_BYTES} bytes are kept`);
    objects.put(kind, name, objectText(bytes));
    return { json: { acknowledged: true } };
  },
};

function objectText(bytes: Buffer): string {
  const text = bytes.length === 0 ? "{}" : bytes.toString("utf8");
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    throw new HttpError(400, "parse_exception", "the body is not valid JSON");
  }
}
