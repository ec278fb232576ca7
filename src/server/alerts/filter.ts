import { z } from "zod";
import type { Alert } from "../../alerts/alert.ts";
import { evaluateDateMath } from "../../event/date-math.ts";
import type { AlertFilter as StoreFilter } from "../../store/alert-search.ts";
import { ALERT_STATUSES } from "../../store/alerts.ts";
import { compileQuery } from "../../toolkit/query.ts";
import { isQueryError } from "../../toolkit/query-error.ts";
import { badRequest, HttpError } from "../http/http-error.ts";
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

/** @throws {HttpError} 400 for a time or a query that cannot be read */
export function storeFilter({ from, to, query, ...rest }: AlertFilter): StoreFilter {
  return {
    ...rest,
    from: from === undefined ? undefined : timeOf("from", from),
    to: to === undefined ? undefined : timeOf("to", to),
    test: testOf(query),
  };
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
function testOf(query: string | undefined): ((alert: Alert) => boolean) | undefined {
  if (query === undefined || query.trim() === "") return undefined;
  try {
    const compiled = compileQuery("kuery", query, { size: 1 });
    return (alert) => {
      const result = compiled.search([alert]);
      return "events" in result && result.events.length > 0;
    };
  } catch (error) {
    if (!isQueryError(error)) throw error;
    throw new HttpError(400, "bad_query", "the query has a fault", { diagnostics: error.diagnostics });
  }
}
