import { z } from "zod";
import { formatTime } from "../../../event/time.ts";
import { auditStore } from "../../../store/audit.ts";
import type { Route } from "../../http/route.ts";
import type { AuditLog } from "../../wire/data.ts";

const DEFAULT_LIMIT = 100;
const whole = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** `GET /api/tocsin/audit?limit=…&before=…&text=…&refused=…` */
export const readAudit: Route = {
  method: "GET",
  path: "/api/tocsin/audit",
  access: "admin",
  summary: "Who changed what, newest first",
  query: z.object({
    limit: whole.pipe(z.number().min(1).max(1_000)).optional(),
    before: whole.optional(),
    text: z.string().max(200).optional(),
    refused: z.enum(["true", "false"]).optional(),
  }),
  handle({ query }, { database }) {
    const { limit = DEFAULT_LIMIT, before, text, refused } = query;
    const entries = auditStore(database).latest({
      limit: Number(limit),
      before: before === undefined ? undefined : Number(before),
      text,
      isRefused: refused === undefined ? undefined : refused === "true",
    });
    return { json: { entries: entries.map(({ time, ...entry }) => ({ ...entry, time: formatTime(time) })) } satisfies AuditLog };
  },
};
