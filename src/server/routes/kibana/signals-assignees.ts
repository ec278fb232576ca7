import { z } from "zod";
import type { Route } from "../../http/route.ts";
import { updatedBy } from "./signals-status.ts";

const LIST = z.array(z.string().min(1).max(200)).max(100);
const SHAPE = z.object({ ids: z.array(z.string()).max(10_000), assignees: z.object({ add: LIST, remove: LIST }) });

/** `POST /api/detection_engine/signals/assignees` */
export const setAssignees: Route = {
  method: "POST",
  path: "/api/detection_engine/signals/assignees",
  access: "triage",
  summary: "Adds and removes assignees of alerts",
  body: "json",
  schema: SHAPE,
  async handle({ body }, service) {
    const { ids, assignees } = body as z.infer<typeof SHAPE>;
    const changed = await service.triage(ids, { addAssignees: assignees.add, removeAssignees: assignees.remove });
    return { json: updatedBy(changed.length) };
  },
};
