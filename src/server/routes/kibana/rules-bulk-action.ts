import { z } from "zod";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { apiRule, readSentRule } from "../../kibana/api-rule.ts";
import { exportLines } from "../../kibana/export-rules.ts";
import { filterRules } from "../../kibana/find-rules.ts";
import { dropRule, keepRule } from "../../kibana/rule-store.ts";
import type { CatalogRule } from "../../rules/catalog.ts";
import { setEnabled } from "../../rules/save.ts";
import type { Service } from "../../service.ts";

const SHAPE = z.object({
  action: z.enum(["enable", "disable", "delete", "duplicate", "export"]),
  ids: z.array(z.string()).max(10_000).optional(),
  query: z.string().optional(),
});

/** `POST /api/detection_engine/rules/_bulk_action` */
export const bulkAction: Route = {
  method: "POST",
  path: "/api/detection_engine/rules/_bulk_action",
  access: "admin",
  summary: "Enables, disables, deletes, duplicates or exports rules",
  body: "json",
  schema: SHAPE,
  async handle({ body, principal }, service) {
    const { action, ids, query } = body as z.infer<typeof SHAPE>;
    if (ids !== undefined && query !== undefined)
      throw badRequest("Both query and ids are sent. Define either ids or query in request payload.");
    const chosen = ids ? service.catalog.rules.filter(({ rule }) => ids.includes(rule.id)) : filterRules(service.catalog.rules, query);
    if (action === "export") return { headers: { "content-type": "application/ndjson" }, text: exportLines(chosen, [], service) };
    for (const entry of chosen) act(action, entry, principal.name, service);
    await service.reload();
    const missing = ids ? ids.length - chosen.length : 0;
    const after = service.catalog.rules.filter(({ rule }) => chosen.some((entry) => entry.rule.id === rule.id)).map(apiRule);
    const results = {
      updated: action === "enable" || action === "disable" ? after : [],
      created: [],
      deleted: action === "delete" ? chosen.map(apiRule) : [],
      skipped: [],
    };
    const summary = { failed: missing, skipped: 0, succeeded: chosen.length, total: chosen.length + missing };
    return { json: { success: missing === 0, rules_count: summary.total, attributes: { results, summary } } };
  },
};

function act(action: "enable" | "disable" | "delete" | "duplicate", entry: CatalogRule, by: string, service: Service): void {
  switch (action) {
    case "enable":
    case "disable":
      setEnabled(entry, action === "enable", by, service);
      break;
    case "delete":
      dropRule(entry, by, service);
      break;
    case "duplicate": {
      const { rule_id: _, ...copy } = apiRule(entry);
      keepRule(readSentRule({ ...copy, name: `${entry.rule.name} [Duplicate]`, enabled: false }), by, service);
      break;
    }
  }
}
