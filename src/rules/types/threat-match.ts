import { z } from "zod";
import { isError } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import type { LowerEnv } from "../../languages/language.ts";
import type { Rule } from "../model.ts";
import type { Finding } from "../schema/finding.ts";
import { KUERY_KEYS } from "../schema/query.ts";
import { suppression } from "../schema/suppression.ts";
import { count, flag, freeTables, nonBlank, text } from "../schema/values.ts";
import { checkOnly, compileFilters, compileText } from "./query-plan.ts";
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
  const events = checkOnly(rule, env, "threat_match rules are not run yet");
  const { threat_query, threat_language = "kuery" } = rule.params;
  const blank = typeof threat_query !== "string" || threat_query.trim() === "";
  const indicators = blank
    ? undefined
    : compileText({ language: String(threat_language), source: rule.textAt("rule.threat_query", threat_query) }, env);
  const filters = compileFilters(rule, "threat_filters", env);
  const diagnostics = [...events.diagnostics, ...(indicators?.diagnostics ?? []), ...filters.diagnostics];
  return diagnostics.some(isError) ? { diagnostics } : { ...events, diagnostics };
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
