import { z } from "zod";
import { isError } from "../../diagnostics/index.ts";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import type { LowerEnv } from "../../languages/language.ts";
import { NOTHING } from "../../plan/combine.ts";
import type { ThresholdOp } from "../../plan/rule-plan.ts";
import { groupFields, type NamedField } from "../group-fields.ts";
import type { Rule } from "../model.ts";
import type { Finding } from "../schema/finding.ts";
import { KUERY_KEYS } from "../schema/query.ts";
import { thresholdSuppression } from "../schema/suppression.ts";
import { count, nonBlank } from "../schema/values.ts";
import { ruleWindow, UNFIXED_WINDOW } from "../window.ts";
import { compileQueryRule } from "./query-plan.ts";
import type { CompiledRule, RuleTypeEntry } from "./rule-type.ts";

/** How many fields may group; newer stacks allow five. */
const MAX_FIELDS = 5;

const field = z.union([z.string(), z.array(z.string()).max(MAX_FIELDS)], { error: `be a field or a list of at most ${MAX_FIELDS} fields` });
const cardinality = z.strictObject({ field: nonBlank, value: z.int().min(0) });
const threshold = z.strictObject({ field, value: count, cardinality: z.array(cardinality).optional() });

/** At least so many events with equal values. */
export const thresholdRule: RuleTypeEntry = {
  type: "threshold",
  languages: ["kuery", "lucene"],
  languageRequired: false,
  query: "blank",
  keys: {
    ...KUERY_KEYS,
    threshold,
    alert_suppression: thresholdSuppression.optional(),
  },
  checks: [uniqueFields],
  compile,
};

function compile(rule: Rule, env: LowerEnv): CompiledRule {
  const events = compileQueryRule(rule, env);
  const { value, cardinality: counted } = rule.params["threshold"] as unknown as z.infer<typeof threshold>;
  const grouping = groupFields(rule, namedFields(rule.params), env);
  // Kibana heeds the first entry alone.
  const distinct = counted?.[0];
  const counting = groupFields(rule, distinct ? [{ name: distinct.field, paths: ["rule.threshold.cardinality.0.field"] }] : [], env);
  const diagnostics = [...events.diagnostics, ...grouping.diagnostics, ...counting.diagnostics];
  const root = events.plan?.root;
  if (root?.kind !== "filter" || diagnostics.some(isError)) return { diagnostics };
  if (!ruleWindow(rule)) return { unsupported: UNFIXED_WINDOW, diagnostics };
  const [countedField] = counting.fields;
  const op: ThresholdOp = {
    kind: "threshold",
    where: grouping.impossible || counting.impossible ? NOTHING : root.where,
    fields: grouping.fields,
    value,
    ...(distinct && countedField && { cardinality: { field: countedField, value: distinct.value } }),
  };
  return { plan: { root: op, pipes: [] }, diagnostics };
}

/** The fields that group; blank ones, as Kibana's form leaves them, are none. */
function namedFields({ threshold: table }: JsonObject): readonly NamedField[] {
  const named = isJsonObject(table) ? table["field"] : undefined;
  const path = "rule.threshold.field";
  const fields = Array.isArray(named) ? named.map((name, i) => ({ name, path: `${path}.${i}` })) : [{ name: named, path }];
  return fields.flatMap(({ name, path: at }) => (typeof name === "string" && name.trim() !== "" ? [{ name, paths: [at] }] : []));
}

function uniqueFields(rule: JsonObject): readonly Finding[] {
  const fields = namedFields(rule);
  const names = fields.map(({ name }) => name);
  return fields
    .filter(({ name }, i) => names.indexOf(name) !== i)
    .map(({ name, paths: [path = ""] }) => ({ code: "T1021", path, message: `the field \`${name}\` is named twice` }));
}
