import { z } from "zod";
import type { Route } from "../../http/route.ts";
import { exportLines } from "../../kibana/export-rules.ts";

const SHAPE = z.object({ objects: z.array(z.object({ rule_id: z.string() })).max(10_000) }).nullish();

/** `POST /api/detection_engine/rules/_export`: the rules named, or all. */
export const exportRules: Route = {
  method: "POST",
  path: "/api/detection_engine/rules/_export",
  access: "read",
  summary: "Rules and their exceptions as NDJSON",
  body: "json",
  schema: SHAPE,
  handle({ body, query }, service) {
    const wanted = (body as z.infer<typeof SHAPE>)?.objects.map(({ rule_id: id }) => id);
    const { rules } = service.catalog;
    const chosen = wanted ? rules.filter(({ rule }) => wanted.includes(rule.id)) : rules;
    const missing = wanted?.filter((id) => !chosen.some(({ rule }) => rule.id === id)) ?? [];
    const headers = { "content-type": "application/ndjson", "content-disposition": 'attachment; filename="export.ndjson"' };
    return { headers, text: exportLines(chosen, service, { missing, excludeDetails: query["exclude_export_details"] === "true" }) };
  },
};
