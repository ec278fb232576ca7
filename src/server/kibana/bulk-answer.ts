import type { JsonObject } from "../../event/json.ts";
import type { Answer } from "../http/route.ts";
import type { Service } from "../service.ts";
import { apiRule } from "./api-rule.ts";

/** What became of one rule. */
export interface BulkOutcome {
  readonly id: string;
  /** Ids of rules as they are now. */
  readonly updated?: string;
  readonly created?: string;
  readonly deleted?: JsonObject;
  readonly fault?: { readonly status: number; readonly message: string };
}

/** What Kibana answers to `_bulk_action`: 500 with the faults as soon as one rule has one. */
export function bulkAnswer(action: string, outcomes: readonly BulkOutcome[], isDry: boolean, service: Service): Answer {
  const byId = new Map(service.catalog.rules.map((entry) => [entry.rule.id, entry]));
  const rulesOf = (ids: readonly (string | undefined)[]): readonly JsonObject[] =>
    ids.flatMap((id) => {
      const entry = id === undefined ? undefined : byId.get(id);
      return entry ? [apiRule(entry)] : [];
    });
  const failed = outcomes.filter(({ fault }) => fault);
  // A dry run tells counts, not rules.
  const results = {
    updated: isDry ? [] : rulesOf(outcomes.map(({ updated }) => updated)),
    created: isDry ? [] : rulesOf(outcomes.map(({ created }) => created)),
    deleted: isDry ? [] : outcomes.flatMap(({ deleted }) => deleted ?? []),
    skipped: [],
  };
  const summary = { failed: failed.length, skipped: 0, succeeded: outcomes.length - failed.length, total: outcomes.length };
  if (failed.length === 0) return { json: { success: true, rules_count: summary.total, attributes: { results, summary } } };
  const message = summary.succeeded === 0 ? `Bulk ${action} failed` : `Bulk ${action} partially failed`;
  return { status: 500, json: { message, status_code: 500, attributes: { errors: faultsOf(failed, byId), results, summary } } };
}

/** Rules with the same fault together. */
function faultsOf(
  failed: readonly BulkOutcome[],
  byId: ReadonlyMap<string, { readonly rule: { readonly name: string } }>,
): readonly JsonObject[] {
  const groups = Map.groupBy(failed, ({ fault }) => JSON.stringify(fault));
  return [...groups.values()].map((members): JsonObject => {
    const fault = members[0]?.fault;
    const rules = members.map(({ id }) => ({ id, ...(byId.has(id) && { name: byId.get(id)?.rule.name ?? "" }) }));
    return { message: fault?.message ?? "", status_code: fault?.status ?? 500, rules };
  });
}
