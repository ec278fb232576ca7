import { z } from "zod";
import { KUERY_KEYS } from "../schema/query.ts";
import { thresholdSuppression } from "../schema/suppression.ts";
import { count, nonBlank } from "../schema/values.ts";
import { checkOnly } from "./query-plan.ts";
import type { RuleTypeEntry } from "./rule-type.ts";

/** How many fields may group; newer stacks allow five. */
const MAX_FIELDS = 5;

const field = z.union([z.string(), z.array(z.string()).max(MAX_FIELDS)], { error: `be a field or a list of at most ${MAX_FIELDS} fields` });
const cardinality = z.strictObject({ field: nonBlank, value: z.int().min(0) });

/** At least so many events with equal values. */
export const thresholdRule: RuleTypeEntry = {
  type: "threshold",
  languages: ["kuery", "lucene"],
  languageRequired: false,
  query: "blank",
  keys: {
    ...KUERY_KEYS,
    threshold: z.strictObject({ field, value: count, cardinality: z.array(cardinality).optional() }),
    alert_suppression: thresholdSuppression.optional(),
  },
  checks: [],
  compile: (rule, env) => checkOnly(rule, env, "threshold rules are not run yet"),
};
