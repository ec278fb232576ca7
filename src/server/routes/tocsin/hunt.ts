import { z } from "zod";
import type { BlockPlace } from "../../../store/blocks.ts";
import { timeOf } from "../../alerts/filter.ts";
import { badRequest } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import type { HuntQuery } from "../../wire/hunt.ts";

const DEFAULT_SIZE = 500;
const DEFAULT_SECONDS = 30;
export const timeShape = z.string().min(1).max(40);

/** `POST /api/tocsin/hunt` */
export const huntEvents: Route = {
  method: "POST",
  path: "/api/tocsin/hunt",
  access: "read",
  limit: "queries",
  summary: "A query over stored events",
  body: "json",
  schema: z.strictObject({
    language: z.enum(["eql", "kuery", "lucene", "esql"]),
    query: z.string().max(50_000),
    from: timeShape,
    to: timeShape,
    size: z.int().min(1).max(10_000).optional(),
    after: z
      .string()
      .regex(/^-?\d{1,16}\.\d{1,16}$/)
      .optional(),
    seconds: z.int().min(1).max(300).optional(),
  }),
  async handle({ body, signal }, service) {
    const { language, query, size = DEFAULT_SIZE, seconds = DEFAULT_SECONDS, after, ...times } = body as HuntQuery;
    const { from, to } = readSpan(times);
    const bounds = { size, longestMs: seconds * 1_000, ...(after !== undefined && { after: placeOf(after) }) };
    return { json: await service.queries.run({ kind: "hunt", language, query, from, to, ...bounds }, signal) };
  },
};

function placeOf(after: string): BlockPlace {
  const [latest = 0, firstSequence = 0] = after.split(".").map(Number);
  return { latest, firstSequence };
}

/** @throws {HttpError} 400 for what is no span of time */
export function readSpan(span: { readonly from: string; readonly to: string }): { readonly from: number; readonly to: number } {
  const from = timeOf("from", span.from);
  const to = timeOf("to", span.to);
  if (to < from) throw badRequest("`to` is before `from`");
  return { from, to };
}
