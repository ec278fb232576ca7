import { unauthorized } from "../../auth/authenticator.ts";
import type { Call, Route } from "../../http/route.ts";

/** The version of Elasticsearch whose API is spoken: shippers refuse older ones than they are. */
export const SPOKEN_VERSION = "9.4.0";

/** `GET /`: an Elasticsearch to shippers, the way to the pages for browsers. */
export const info: Route = {
  method: ["GET", "HEAD"],
  path: "/",
  access: "public",
  summary: "What this is: Elasticsearch's information, or for browsers the way to the pages",
  handle(call, service) {
    if (prefersPage(call)) return { status: 302, headers: { location: "/app/" } };
    // The name is no secret, but a shipper with wrong credentials wants to hear it here, as from Elasticsearch.
    if (call.principal.kind === "nobody") throw unauthorized("missing authentication credentials");
    return {
      json: {
        name: "tocsin",
        cluster_name: "tocsin",
        cluster_uuid: service.storeId,
        version: {
          number: SPOKEN_VERSION,
          build_flavor: "default",
          build_type: "tar",
          build_hash: "0000000000000000000000000000000000000000",
          build_date: "2026-01-01T00:00:00.000Z",
          build_snapshot: false,
          lucene_version: "10.3.0",
          minimum_wire_compatibility_version: "8.19.0",
          minimum_index_compatibility_version: "8.0.0",
        },
        tagline: "You Know, for Search",
      },
    };
  },
};

/** The first of the types it knows that the client accepts is a page. */
function prefersPage({ headers }: Call): boolean {
  const { accept = "" } = headers;
  const weight = (type: string): number => {
    const found = accept.split(",").find((each) => each.trim().toLowerCase().split(";")[0] === type);
    if (found === undefined) return 0;
    const [, q = "1"] = /;\s*q=([\d.]+)/.exec(found) ?? [];
    return Number(q);
  };
  return weight("text/html") > weight("application/json");
}
