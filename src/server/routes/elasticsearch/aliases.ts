import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { shipperObjectStore } from "../../../store/shipper-objects.ts";

/** `HEAD`, `GET /_alias/{name}`, and what makes one: `PUT /{index}` of a shipper that manages its own rollover. */
export const aliases: Route = {
  method: ["GET", "HEAD"],
  path: "/_alias/:name",
  access: "any",
  summary: "Whether an alias is there",
  handle({ params }, service) {
    const { name = "" } = params;
    if (shipperObjectStore(service.database).get("alias", name) === undefined)
      throw new HttpError(404, "aliases_not_found_exception", `alias [${name}] missing`);
    return { json: { [name]: { aliases: { [name]: {} } } } };
  },
};
