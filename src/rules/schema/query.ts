import { z } from "zod";
import { freeTables, nonBlank, text } from "./values.ts";

/** Where the rules that search indices find their events. */
export const SOURCE_KEYS = {
  index: z.array(nonBlank).optional(),
  data_view_id: nonBlank.optional(),
} as const;

/** Keys of the rules whose query is KQL or Lucene. */
export const KUERY_KEYS = {
  ...SOURCE_KEYS,
  query: text.optional(),
  language: text.optional(),
  filters: freeTables.optional(),
  /** A saved query whose text stands in the rule too. */
  saved_id: text.optional(),
} as const;
