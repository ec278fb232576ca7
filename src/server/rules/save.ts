import type { Rule } from "../../rules/model.ts";
import { savedRuleStore } from "../../store/saved-rules.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import type { Service } from "../service.ts";
import type { RuleText } from "../wire/rules.ts";
import type { CatalogRule } from "./catalog.ts";
import { soundRule } from "./rule-text.ts";

export function findRule(id: string, service: Service): CatalogRule {
  const found = service.catalog.rules.find(({ rule }) => rule.id === id);
  if (!found) throw notFound(`there is no rule ${id}`);
  return found;
}

/** Saves a rule's text in the database, where it stands before a file's of the same id, and has it in force when it resolves. */
export async function saveRule(text: RuleText, by: string, service: Service, expected: { readonly id: string } | "new"): Promise<Rule> {
  const rule = soundRule(text, service.catalog.surroundings);
  const known = service.catalog.rules.find((each) => each.rule.id === rule.id);
  if (expected === "new" && known) throw new HttpError(409, "exists", `the rule id ${rule.id} is taken by ${known.rule.name}`);
  if (expected !== "new" && rule.id !== expected.id)
    throw new HttpError(400, "other_rule", `the text is of the rule ${rule.id}, not of ${expected.id}`);
  if (text.format === "yaml") throw new HttpError(400, "format", "rules are saved as TOML or JSON");
  const saved = known?.saved;
  savedRuleStore(service.database).save({
    ruleId: rule.id,
    text: text.source,
    format: text.format,
    enabled: saved?.enabled ?? null,
    by,
    at: Date.now(),
  });
  await service.reload();
  return rule;
}

export function setEnabled(entry: CatalogRule, enabled: boolean, by: string, service: Service): void {
  const { rule, saved } = entry;
  const kept = { text: saved?.text ?? null, format: saved?.format ?? "toml" } as const;
  savedRuleStore(service.database).save({ ruleId: rule.id, ...kept, enabled, by, at: Date.now() });
}

/** Takes back what was saved: a file's rule counts again as its file has it, another is gone. */
export async function removeRule(id: string, service: Service): Promise<void> {
  const entry = findRule(id, service);
  if (!savedRuleStore(service.database).remove(id)) {
    throw new HttpError(409, "in_file", `the rule is in ${entry.rule.source.name}`, { hint: "delete it there, or disable it here" });
  }
  await service.reload();
}
