import type { Aggregation } from "./aggregation.ts";
import { DATE_HISTOGRAM } from "./date-histogram.ts";
import { METRICS } from "./metrics.ts";
import { TERMS } from "./terms.ts";

/** The aggregations of alert searches, by Elasticsearch's names. */
export const AGGREGATIONS: Readonly<Record<string, Aggregation>> = { terms: TERMS, date_histogram: DATE_HISTOGRAM, ...METRICS };
