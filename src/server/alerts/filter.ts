import { z } from "zod";
import { evaluateDateMath } from "../../event/date-math.ts";
import type { AlertFilter as StoreFilter } from "../../store/alert-search.ts";
import type { AlertTest } from "../../store/alert-verdicts.ts";
import { ALERT_STATUSES } from "../../store/alerts.ts";
import { compileQuery } from "../../toolkit/query.ts";
import { isQueryError } from "../../toolkit/query-error.ts";
import { badRequest, HttpError } from "../http/http-error.ts";
import type { Service } from "../service.ts";
import type { AlertFilter } from "../wire/alerts.ts";

const texts = z.array(z.string().max(1_000)).min(1).max(200).optional();
const time = z.string().max(40).optional();

/** An alert filter as it comes from outside. */
export const FILTER_SHAPE = {
  from: time,
  to: time,
  status: z.array(z.enum(ALERT_STATUSES)).min(1).optional(),
  severity: z
    .array(z.enum(["low", "medium", "high", "critical"]))
    .min(1)
    .optional(),
  rule: texts,
  host: texts,
  user: texts,
  technique: texts,
  tag: texts,
  assignee: texts,
  query: z.string().max(10_000).optional(),
  buildingBlocks: z.boolean().optional(),
};

/**
 * A filter as the store takes it. A query is judged on the documents of all that the rest selects, which takes a while.
 * @throws {HttpError} 400 for a time or a query that cannot be read
 */
export async function storeFilter({ from, to, query, ...rest }: AlertFilter, service: Service, signal: AbortSignal): Promise<StoreFilter> {
  const filter = {
    ...rest,
    from: from === undefined ? undefined : timeOf("from", from),
    to: to === undefined ? undefined : timeOf("to", to),
  };
  const test = testOf(query);
  return test ? await service.alerts.tested(filter, test, signal) : filter;
}

/**
 * One end of a span, both of which belong to it, in epoch milliseconds: Elasticsearch's date math. A `to` that leaves parts
 * out, or rounds, is the last millisecond of what it names.
 * @throws {HttpError} 400 for what is no time
 */
export function timeOf(end: "from" | "to", text: string): number {
  const found = evaluateDateMath(text, Date.now(), end === "to");
  if (found === undefined || !(Math.abs(found) <= LATEST_MS))
    throw badRequest(`${end} is no time`, "write it as 2024-05-01T10:00:00Z, 2024-05-01||+1d, now-1h or now/d");
  return found;
}

/** What a Date holds: 100 million days. */
const LATEST_MS = 8.64e15;

/** KQL over whole alert documents. */
function testOf(query: string | undefined): AlertTest | undefined {
  if (query === undefined || query.trim() === "") return undefined;
  try {
    const compiled = compileQuery("kuery", query, { size: 1 });
    return {
      // Date math means another time with each request.
      name: /\bnow\b/i.test(query) ? undefined : query,
      passes(alert) {
        const result = compiled.search([alert]);
        return "events" in result && result.events.length > 0;
      },
    };
  } catch (error) {
    if (!isQueryError(error)) throw error;
    throw new HttpError(400, "bad_query", "the query has a fault", { diagnostics: error.diagnostics });
  }
}
