import { z } from "zod";
import type { JsonObject } from "../../../event/json.ts";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import { selectIds } from "../../kibana/signals.ts";
import { OBJECT_SHAPE } from "./rules.ts";

const SHAPE = z.object({
  status: z.enum(["open", "acknowledged", "closed", "in-progress"]),
  signal_ids: z.array(z.string()).max(10_000).optional(),
  query: OBJECT_SHAPE.optional(),
  reason: z.string().max(200).optional(),
});

/** `POST /api/detection_engine/signals/status` */
export const setStatus: Route = {
  method: "POST",
  path: "/api/detection_engine/signals/status",
  access: "triage",
  summary: "Sets the status of alerts",
  body: "json",
  schema: SHAPE,
  async handle({ body, principal, signal }, service) {
    const { status, signal_ids: ids, query, reason } = body as z.infer<typeof SHAPE>;
    if ((ids === undefined) === (query === undefined)) throw badRequest("either signal_ids or query must be set");
    const to = status === "in-progress" ? "acknowledged" : status;
    const changed = await service.triage(ids ?? (await selectIds(query, service, signal)), {
      status: { to, by: principal.name, at: Date.now(), reason },
    });
    return { json: updatedBy(changed.length) };
  },
};

/** What Elasticsearch answers to an update by query. */
export const updatedBy = (updated: number): JsonObject => ({
  took: 0,
  timed_out: false,
  total: updated,
  updated,
  deleted: 0,
  batches: 1,
  version_conflicts: 0,
  noops: 0,
  failures: [],
});
