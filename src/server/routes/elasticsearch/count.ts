import { runSearch } from "../../elasticsearch/search-request.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";

/** `POST /{index}/_count`: how many stored events a query finds. */
export const countEvents: Route = {
  method: ["POST", "GET"],
  path: ["/_count", "/:index/_count"],
  access: "read",
  limit: "queries",
  summary: "Counts stored events",
  body: "json",
  async handle(call, service) {
    const { total, isTimedOut } = await runSearch(call, service, {
      size: 0,
      from: 0,
      counted: Infinity,
      sort: [],
      aggregations: undefined,
    });
    if (isTimedOut) throw new HttpError(503, "search_phase_execution_exception", "counting took too long: ask about less time");
    return { json: { count: total, _shards: { total: 1, successful: 1, skipped: 0, failed: 0 } } };
  },
};
