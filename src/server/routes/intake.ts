import type { Route } from "../http/route.ts";
import { ingest } from "./intake/ingest.ts";

/** Ways to send events that are not Elasticsearch's. */
export const INTAKE_ROUTES: readonly Route[] = [ingest];
