import { z } from "zod";
import { formatTime } from "../../../event/time.ts";
import { type AlertFilter as StoreFilter, type AlertSearch } from "../../../store/alert-search.ts";
import { FILTER_SHAPE, storeFilter } from "../../alerts/filter.ts";
import type { Route } from "../../http/route.ts";
import type { AlertFilter, AlertSummary, Histogram } from "../../wire/alerts.ts";

const MOST_VALUES = 50;
const BINS = 60;
/** Where no time is asked for: a few alerts of one moment are no broad bar. */
const LEAST_BINS = 24;
const SEVERITIES = ["low", "medium", "high", "critical"];
/** Bins are of lengths that people read: a second to a week. */
const BIN_LENGTHS = [1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800].map((seconds) => seconds * 1_000);

/** `POST /api/tocsin/alerts/summary` */
export const summariseAlerts: Route = {
  method: "POST",
  path: "/api/tocsin/alerts/summary",
  access: "read",
  summary: "How many alerts a filter selects, by field and over time",
  body: "json",
  schema: z.strictObject(FILTER_SHAPE),
  async handle({ body, signal }, service) {
    const search = service.alerts;
    const filter = await storeFilter(body as AlertFilter, service, signal);
    const summary: AlertSummary = {
      total: search.count(filter),
      facets: search.facets(filter, MOST_VALUES),
      histogram: histogramOf(search, filter),
    };
    return { json: summary };
  },
};

function histogramOf(search: AlertSearch, filter: StoreFilter): Histogram {
  const span = search.span(filter);
  const first = filter.from ?? span?.first;
  const last = filter.to ?? span?.last;
  if (first === undefined || last === undefined) return { times: [], binMs: 60_000, series: [] };
  const binMs = BIN_LENGTHS.find((length) => (last - first) / length <= BINS) ?? Math.ceil((last - first) / BINS);
  const start = Math.floor(Math.min(first, filter.from ?? last - (LEAST_BINS - 1) * binMs) / binMs) * binMs;
  const length = Math.max(1, Math.ceil((last - start + 1) / binMs));
  const counts = new Map(SEVERITIES.map((name) => [name, Array.from({ length }, () => 0)]));
  for (const { bin, severity, count } of search.histogram(filter, binMs)) {
    const at = (bin - start) / binMs;
    const series = counts.get(severity);
    if (series && at >= 0 && at < length) series[at] = count;
  }
  return {
    times: Array.from({ length }, (_, i) => formatTime(start + i * binMs)),
    binMs,
    series: Array.from(counts, ([name, each]) => ({ name, counts: each })),
  };
}
