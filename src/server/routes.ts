import type { RouteFamily } from "./http/route.ts";
import { openApiRoute } from "./openapi.ts";
import { ELASTICSEARCH_ROUTES } from "./routes/elasticsearch.ts";
import { INTAKE_ROUTES } from "./routes/intake.ts";
import { KIBANA_ROUTES } from "./routes/kibana.ts";
import { TOCSIN_ROUTES } from "./routes/tocsin.ts";

/** Every route, by whose manners it has. */
export const ROUTES: readonly RouteFamily[] = [
  { family: "elasticsearch", routes: ELASTICSEARCH_ROUTES },
  { family: "tocsin", routes: INTAKE_ROUTES },
  { family: "tocsin", routes: TOCSIN_ROUTES },
  { family: "kibana", routes: KIBANA_ROUTES },
  { family: "tocsin", routes: [openApiRoute(() => ROUTES)] },
];
