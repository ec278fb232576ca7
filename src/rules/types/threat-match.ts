import { z } from "zod";
import { type Diagnostic, isError } from "../../diagnostics/index.ts";
import { type FieldType, familyOf } from "../../event/field-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { reportBadTest, reportUnreachable } from "../../languages/field-fault.ts";
import type { LowerEnv } from "../../languages/language.ts";
import type { Place } from "../../languages/place.ts";
import { reportUnknownField, unknownField } from "../../languages/unknown-field.ts";
import { allOf } from "../../plan/combine.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { IndicatorMatchOp } from "../../plan/rule-plan.ts";
import type { Rule } from "../model.ts";
import { placeIn } from "../rule-place.ts";
import type { Finding } from "../schema/finding.ts";
import { KUERY_KEYS } from "../schema/query.ts";
import { suppression } from "../schema/suppression.ts";
import { count, flag, freeTables, nonBlank, text } from "../schema/values.ts";
import { compileFilters, compileQueryRule, compileText } from "./query-plan.ts";
import type { CompiledRule, RuleTypeEntry } from "./rule-type.ts";

/** `field` of the event against `value`, a field of the indicator. */
const entry = z.strictObject({ field: nonBlank, type: z.literal("mapping"), value: nonBlank, negate: flag.optional() });

/** More indicators at once than Elasticsearch gives in a page. */
const MAX_PAGE = 10_000;

/** Events whose fields hold values that an indicator lists. */
export const threatMatchRule: RuleTypeEntry = {
  type: "threat_match",
  languages: ["kuery", "lucene"],
  languageRequired: false,
  query: "blank",
  keys: {
    ...KUERY_KEYS,
    threat_index: z.array(nonBlank).min(1),
    /** Any of the groups, all entries of a group. */
    threat_mapping: z.array(z.strictObject({ entries: z.array(entry).min(1) })).min(1),
    threat_query: text.optional(),
    threat_language: z.enum(["kuery", "lucene"]).optional(),
    threat_filters: freeTables.optional(),
    threat_indicator_path: nonBlank.optional(),
    concurrent_searches: count.optional(),
    items_per_search: count.optional(),
    alert_suppression: suppression.optional(),
  },
  checks: [pageSize, mappingGroups],
  compile,
};

function compile(rule: Rule, env: LowerEnv): CompiledRule {
  const events = compileQueryRule(rule, env);
  const indicators = compileIndicators(rule, env);
  const mapping = compileMapping(rule, env);
  const diagnostics = [...events.diagnostics, ...indicators.diagnostics, ...mapping.diagnostics];
  const root = events.plan?.root;
  if (root?.kind !== "filter" || diagnostics.some(isError)) return { diagnostics };
  const { threat_index: indices, threat_indicator_path: path = "threat.indicator" } = rule.params;
  const op: IndicatorMatchOp = {
    kind: "indicatorMatch",
    where: root.where,
    indicators: indicators.where,
    indices: indices as string[],
    groups: mapping.groups,
    path: path as string,
  };
  return { plan: { root: op, pipes: [] }, diagnostics };
}

/** Which indicators count: `threat_query` (blank: all of them) and `threat_filters`. */
function compileIndicators(rule: Rule, env: LowerEnv): { readonly where: Predicate; readonly diagnostics: readonly Diagnostic[] } {
  const { threat_query: written, threat_language: language = "kuery" } = rule.params;
  const blank = typeof written !== "string" || written.trim() === "";
  const query = blank ? undefined : compileText({ language: language as string, source: rule.textAt("rule.threat_query", written) }, env);
  const filters = compileFilters(rule, "threat_filters", env);
  const root = query?.plan?.root;
  const parts = [root?.kind === "filter" ? root.where : undefined, filters.predicate].filter((part) => part !== undefined);
  return { where: allOf(parts), diagnostics: [...(query?.diagnostics ?? []), ...filters.diagnostics] };
}

function compileMapping(
  rule: Rule,
  env: LowerEnv,
): { readonly groups: IndicatorMatchOp["groups"]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const resolve = (name: string, path: string): FieldType => {
    const place = (): Place => placeIn(rule, path);
    const field = env.fields.get(name);
    if (!field) diagnostics.push(reportUnknownField(place(), name, env));
    else if (familyOf(field.kind) === "object") diagnostics.push(reportBadTest(place(), field, "an indicator match"));
    else if (field.nested !== undefined) diagnostics.push(reportUnreachable(place(), field));
    return field ?? unknownField(name);
  };
  const mapping = rule.params["threat_mapping"] as unknown as readonly { readonly entries: readonly z.infer<typeof entry>[] }[];
  const groups = mapping.map(({ entries }, i) => ({
    entries: entries.map(({ field, value, negate = false }, j) => {
      const path = `rule.threat_mapping.${i}.entries.${j}`;
      return { field: resolve(field, `${path}.field`), value: resolve(value, `${path}.value`), negate };
    }),
  }));
  return { groups, diagnostics };
}

function pageSize(rule: JsonObject): readonly Finding[] {
  const { concurrent_searches: searches, items_per_search: items } = rule;
  if (typeof searches !== "number" || typeof items !== "number" || searches * items <= MAX_PAGE) return [];
  return [
    {
      code: "T1021",
      path: "rule.items_per_search",
      message: `\`concurrent_searches\` times \`items_per_search\` must be at most ${MAX_PAGE}`,
    },
  ];
}

function mappingGroups(rule: JsonObject): readonly Finding[] {
  const groups = rule["threat_mapping"];
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group, index) => {
    const entries = isJsonObject(group) && Array.isArray(group["entries"]) ? group["entries"].filter(isJsonObject) : [];
    return groupFindings(entries, `rule.threat_mapping.${index}.entries`);
  });
}

/** A group needs an entry that must match, and no pair of fields may be asked for both ways. */
function groupFindings(entries: readonly JsonObject[], path: string): readonly Finding[] {
  const pair = (e: JsonObject): Json => JSON.stringify([e["field"], e["value"]]);
  const positive = new Set(entries.filter((e) => e["negate"] !== true).map(pair));
  const findings: Finding[] = entries.flatMap((e, index) =>
    e["negate"] === true && positive.has(pair(e))
      ? [{ code: "T1021" as const, path: `${path}.${index}`, message: "this pair of fields must both match and not match" }]
      : [],
  );
  if (entries.length > 0 && positive.size === 0) {
    findings.push({ code: "T1021", path, message: "a group of negated entries needs an entry that must match" });
  }
  return findings;
}
