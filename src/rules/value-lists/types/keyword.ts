import { termsQuery } from "../../../plan/field-query.ts";
import type { ValueListKind } from "./value-list-kind.ts";

/** Exact values, compared as the event's field compares. */
export const keywordList: ValueListKind = {
  type: "keyword",
  accepts: () => true,
  lower: (field, values) => termsQuery(field, values),
};
