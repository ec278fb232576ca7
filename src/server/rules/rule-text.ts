import { z } from "zod";
import { type Diagnostic, isError } from "../../diagnostics/index.ts";
import { exceptionsFor } from "../../rules/exceptions/bind.ts";
import { exceptionLists } from "../../rules/exceptions/plain.ts";
import { compileRule } from "../../rules/compile.ts";
import { loadRuleText } from "../../rules/load.ts";
import type { ExceptOp } from "../../plan/rule-plan.ts";
import type { Rule } from "../../rules/model.ts";
import { wireDiagnostic } from "../http/faults.ts";
import { HttpError } from "../http/http-error.ts";
import type { RuleCheck, RuleText } from "../wire/rules.ts";
import type { Catalog, Surroundings } from "./catalog.ts";

export const RULE_TEXT_SHAPE = { source: z.string().max(2_000_000), format: z.enum(["toml", "json", "yaml"]) };

/** A rule's text, read and compiled. */
export interface CheckedRule {
  readonly rule: Rule | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function checkRule({ source, format }: RuleText, { env }: Surroundings): CheckedRule {
  const { rules, problems } = loadRuleText(`rule.${format}`, source);
  const [rule] = rules;
  const compiled = rule ? compileRule(rule, env).diagnostics : [];
  return { rule, diagnostics: [...problems, ...compiled] };
}

export function ruleCheck(text: RuleText, surroundings: Surroundings): RuleCheck {
  const { rule, diagnostics } = checkRule(text, surroundings);
  const at = rule?.spanOf("rule.query");
  return {
    diagnostics: diagnostics.map((each) => wireDiagnostic(each, text.source)),
    query: rule?.query && at ? { from: at.start, to: at.end, language: rule.query.language } : null,
  };
}

/** @throws {HttpError} 400 with diagnostics where the rule cannot run as it is written */
export function soundRule(text: RuleText, surroundings: Surroundings): Rule {
  const { rule, diagnostics } = checkRule(text, surroundings);
  const errors = diagnostics.filter(isError);
  if (!rule || errors.length > 0)
    throw new HttpError(400, "faulty_rule", errors[0]?.message ?? "there is no rule in this text", {
      wire: errors.map((each) => wireDiagnostic(each, text.source)),
    });
  return rule;
}

/** The exception items that are bound to a rule. */
export function boundExceptions(rule: Rule, catalog: Catalog): readonly Pick<ExceptOp, "list" | "id" | "name">[] {
  const { lists } = exceptionLists(catalog.exceptions);
  const { except } = exceptionsFor(rule, lists, catalog.valueLists, catalog.surroundings.env);
  return except.map(({ list, id, name }) => ({ list, id, name }));
}
