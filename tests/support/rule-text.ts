import { loadRuleText } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";

/** A loaded rule with these keys of `[rule]` beside those that every rule must have; tables as inline TOML. */
export function ruleWith(keys: Readonly<Record<string, unknown>>): Rule {
  const all = {
    author: ["Tocsin"],
    description: "A rule of a test.",
    name: "Test rule",
    risk_score: 21,
    rule_id: "00000000-0000-4000-8000-000000000001",
    severity: "low",
    ...keys,
  };
  const lines = Object.entries(all).map(([key, value]) => `${key} = ${toml(value)}`);
  const { rules, problems } = loadRuleText("test.toml", ["[rule]", ...lines, ""].join("\n"));
  const [rule] = rules;
  if (!rule) throw new Error(problems.map(({ message }) => message).join("; "));
  return rule;
}

function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toml).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key} = ${toml(item)}`)
    .join(", ")} }`;
}
