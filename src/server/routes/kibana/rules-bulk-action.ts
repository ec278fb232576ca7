import { z } from "zod";
import type { Json } from "../../../event/json.ts";
import { badRequest, HttpError } from "../../http/http-error.ts";
import type { Answer, Route } from "../../http/route.ts";
import { apiRule, readSentRule } from "../../kibana/api-rule.ts";
import { BULK_EDITS } from "../../kibana/bulk-edits.ts";
import { type BulkOutcome, bulkAnswer } from "../../kibana/bulk-answer.ts";
import { exportLines } from "../../kibana/export-rules.ts";
import { filterRules } from "../../kibana/find-rules.ts";
import { dropRule, keepRule } from "../../kibana/rule-store.ts";
import type { CatalogRule } from "../../rules/catalog.ts";
import { setEnabled } from "../../rules/save.ts";
import type { Service } from "../../service.ts";

const ACTIONS = ["enable", "disable", "delete", "duplicate", "export", "edit"] as const;
type Action = (typeof ACTIONS)[number];

/** Clients send what they do not mean as null. */
const SHAPE = z.object({
  action: z.enum(ACTIONS),
  ids: z.array(z.string()).max(10_000).nullish(),
  query: z.string().nullish(),
  edit: z
    .array(z.object({ type: z.string(), value: z.json() }))
    .min(1)
    .max(50)
    .nullish(),
  duplicate: z.object({ include_exceptions: z.boolean().optional(), include_expired_exceptions: z.boolean().optional() }).nullish(),
});
type Sent = z.infer<typeof SHAPE>;

/** `POST /api/detection_engine/rules/_bulk_action`: `?dry_run=true` tells what would become of the rules, and changes none. */
export const bulkAction: Route = {
  method: "POST",
  path: "/api/detection_engine/rules/_bulk_action",
  access: "admin",
  limit: "imports",
  summary: "Enables, disables, edits, deletes, duplicates or exports rules",
  body: "json",
  schema: SHAPE,
  async handle({ body, query, principal }, service): Promise<Answer> {
    const sent = body as Sent;
    const { action } = sent;
    const chosen = chosenRules(sent, service);
    if (action === "export")
      return {
        headers: { "content-type": "application/ndjson" },
        text: exportLines(chosen.map(({ entry }) => entry).filter(isThere), service),
      };
    const isDry = query["dry_run"] === "true";
    const outcomes = chosen.map(({ id, entry }) =>
      attempt(id, () => act(action, sent, { id, entry }, isDry ? undefined : principal.name, service)),
    );
    if (!isDry) await service.reload();
    return bulkAnswer(action, outcomes, isDry, service);
  },
};

const isThere = (entry: CatalogRule | undefined): entry is CatalogRule => entry !== undefined;

interface Chosen {
  readonly id: string;
  readonly entry: CatalogRule | undefined;
}

function chosenRules({ ids, query }: Sent, service: Service): readonly Chosen[] {
  const { rules } = service.catalog;
  if (ids && typeof query === "string") throw badRequest("Both query and ids are sent. Define either ids or query in request payload.");
  if (!ids) return filterRules(rules, query ?? undefined).map((entry) => ({ id: entry.rule.id, entry }));
  const byId = new Map(rules.map((entry) => [entry.rule.id, entry]));
  return [...new Set(ids)].map((id) => ({ id, entry: byId.get(id) }));
}

/** A rule that cannot be acted on stops none of the others. */
function attempt(id: string, work: () => BulkOutcome): BulkOutcome {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { id, fault: { status: error.status, message: error.message } };
  }
}

/** @param by who changes rules; undefined: nothing is changed */
function act(action: Exclude<Action, "export">, sent: Sent, { id, entry }: Chosen, by: string | undefined, service: Service): BulkOutcome {
  if (!entry) throw new HttpError(404, "not_found", "Rule not found");
  switch (action) {
    case "enable":
    case "disable":
      if (by !== undefined) setEnabled(entry, action === "enable", by, service);
      return { id, updated: id };
    case "delete":
      if (by !== undefined) dropRule(entry, by, service);
      return { id, deleted: apiRule(entry) };
    case "duplicate": {
      const { rule_id: _, exceptions_list: lists, ...copy } = apiRule(entry);
      const kept = sent.duplicate?.include_exceptions === false ? [] : (lists ?? []);
      const made = readSentRule(
        { ...copy, exceptions_list: kept, name: `${entry.rule.name} [Duplicate]`, enabled: false },
        service.catalog.surroundings,
      );
      if (by !== undefined) keepRule(made, by, service);
      return { id, created: made.rule.id };
    }
    case "edit": {
      const edited = readSentRule(withEdits(entry, sent.edit ?? []), service.catalog.surroundings);
      if (by !== undefined) keepRule(edited, by, service);
      return { id, updated: id };
    }
  }
}

function withEdits(entry: CatalogRule, edits: readonly { readonly type: string; readonly value: Json }[]): ReturnType<typeof apiRule> {
  if (edits.length === 0) throw badRequest("edit: at least one edit is to be sent");
  return edits.reduce((rule, { type, value }) => {
    const edit = Object.hasOwn(BULK_EDITS, type) ? BULK_EDITS[type] : undefined;
    if (!edit) throw badRequest(`edit: ${type} is not supported; these are: ${Object.keys(BULK_EDITS).join(", ")}`);
    return { ...rule, ...edit(rule, value) };
  }, apiRule(entry));
}
