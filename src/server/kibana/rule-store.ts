import { savedRuleStore } from "../../store/saved-rules.ts";
import { HttpError } from "../http/http-error.ts";
import { setEnabled } from "../rules/save.ts";
import type { CatalogRule } from "../rules/catalog.ts";
import type { Service } from "../service.ts";
import type { SentRule } from "./api-rule.ts";

/** Saves a rule that tools sent; in force after the service's next `reload`. */
export function keepRule({ rule, text, enabled }: SentRule, by: string, service: Service): void {
  savedRuleStore(service.database).save({ ruleId: rule.id, text, format: "json", enabled, by, at: Date.now() });
}

/** A rule of a file cannot be deleted here: it is switched off. */
export function dropRule(entry: CatalogRule, by: string, service: Service): void {
  savedRuleStore(service.database).remove(entry.rule.id);
  if (entry.file) setEnabled({ ...entry, saved: undefined }, false, by, service);
}

export function refuseTaken(id: string, service: Service): void {
  if (service.catalog.rules.some(({ rule }) => rule.id === id)) throw new HttpError(409, "conflict", `rule_id: "${id}" already exists`);
}
