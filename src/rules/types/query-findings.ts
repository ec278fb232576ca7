import type { JsonObject } from "../../event/json.ts";
import type { RuleTypeEntry } from "./rule-type.ts";
import type { Finding } from "../schema/finding.ts";

/** What a rule type asks of `query` and `language`. */
export const queryFindings = (entry: RuleTypeEntry, rule: JsonObject): readonly Finding[] =>
  entry.query === "none" ? [] : [...languageFindings(entry, rule), ...textFindings(entry, rule)];

function languageFindings({ type, languages, languageRequired }: RuleTypeEntry, rule: JsonObject): readonly Finding[] {
  const { language } = rule;
  const allowed = languages.map((name) => `\`${name}\``).join(" or ");
  if (language === undefined) {
    return languageRequired
      ? [{ code: "T1011", path: "rule.language", message: "`language` is missing", hint: `${type} rules need ${allowed}` }]
      : [];
  }
  if (typeof language !== "string" || languages.includes(language)) return [];
  const hint = language.toLowerCase() === "kql" ? "rule files call KQL `kuery`" : `write ${allowed}, or change \`type\``;
  return [{ code: "T1017", path: "rule.language", message: `${type} rules take ${allowed}, not \`${language}\``, hint }];
}

function textFindings({ query: need, type }: RuleTypeEntry, rule: JsonObject): readonly Finding[] {
  const { query, filters } = rule;
  const path = "rule.query";
  if (need === "optional" || (typeof query === "string" && query.trim() !== "")) return [];
  if (need === "required") {
    const [code, fault] = query === undefined ? (["T1011", "missing"] as const) : (["T1019", "blank"] as const);
    return query === undefined || typeof query === "string"
      ? [{ code, path, message: `\`query\` is ${fault}`, hint: `${type} rules need one` }]
      : [];
  }
  if (Array.isArray(filters) && filters.length > 0) return [];
  const message = `\`query\` is ${query === undefined ? "missing" : "blank"}: the rule selects every event of its indices`;
  return query === undefined || typeof query === "string"
    ? [{ code: "T1019", path, message, hint: "write `*:*` if that is meant", severity: "warning" }]
    : [];
}
