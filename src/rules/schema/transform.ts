import { z } from "zod";
import { flag, freeTable, nonBlank, text } from "./values.ts";

const osquery = z.strictObject({ label: nonBlank, query: nonBlank, ecs_mapping: freeTable.optional() });

const provider = z.strictObject({
  excluded: flag,
  field: nonBlank,
  queryType: z.enum(["phrase", "range"]),
  value: text,
  valueType: z.enum(["string", "boolean"]),
});

const investigate = z.strictObject({
  label: nonBlank,
  description: text.optional(),
  /** Any of the lists, all of a list's entries. */
  providers: z.array(z.array(provider)),
  relativeFrom: text.optional(),
  relativeTo: text.optional(),
});

/** `[transform]`: what the investigation guide's placeholders `$osquery_0`, `$investigate_0` stand for. */
export const transformSchema = z.strictObject({ osquery: z.array(osquery).optional(), investigate: z.array(investigate).optional() });
