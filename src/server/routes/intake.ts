import type { Route } from "../http/route.ts";
import { ingest } from "./intake/ingest.ts";
import { otlpLogs } from "./intake/otlp-logs.ts";

/** Ways to send events that are not Elasticsearch's. */
export const INTAKE_ROUTES: readonly Route[] = [ingest, otlpLogs];
