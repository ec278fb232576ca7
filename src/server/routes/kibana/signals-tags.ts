import { z } from "zod";
import type { Route } from "../../http/route.ts";
import { updatedBy } from "./signals-status.ts";

const LIST = z.array(z.string().min(1).max(200)).max(100);
const SHAPE = z.object({ ids: z.array(z.string()).max(10_000), tags: z.object({ tags_to_add: LIST, tags_to_remove: LIST }) });

/** `POST /api/detection_engine/signals/tags` */
export const setTags: Route = {
  method: "POST",
  path: "/api/detection_engine/signals/tags",
  access: "triage",
  summary: "Adds and removes tags of alerts",
  body: "json",
  schema: SHAPE,
  async handle({ body }, service) {
    const { ids, tags } = body as z.infer<typeof SHAPE>;
    const changed = await service.triage(ids, { addTags: tags.tags_to_add, removeTags: tags.tags_to_remove });
    return { json: updatedBy(changed.length) };
  },
};
