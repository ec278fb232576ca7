import type { Diagnostic } from "../diagnostics/index.ts";
import type { LowerEnv } from "../languages/language.ts";
import { languageOf } from "../languages/table.ts";
import type { RuleQuery } from "./model.ts";
import { type RuleDocument, textSource } from "./read/document.ts";
import { compileText } from "./types/query-plan.ts";
import { ruleTypeOf } from "./types/table.ts";

/** The query of a rule that is not loaded because of other faults: it can be checked all the same. */
export interface FailedQuery {
  readonly query: RuleQuery;
  readonly categoryField?: string;
}

/**
 * The query of a document with faults; undefined where there is none, or where the faults leave open in which language
 * it is written (one that the rule's type does not take).
 */
export function failedQuery(document: RuleDocument): FailedQuery | undefined {
  const { query, type, language: named, event_category_override: category } = document.rule;
  const entry = ruleTypeOf(type);
  const language = typeof named === "string" ? (languageOf(named)?.id ?? named) : named === undefined ? entry?.languages[0] : undefined;
  if (typeof query !== "string" || query.trim() === "" || language === undefined) return undefined;
  if (entry && !entry.languages.includes(language)) return undefined;
  return {
    query: { language, source: textSource(document, "rule.query", query) },
    ...(typeof category === "string" && category !== "" && { categoryField: category }),
  };
}

/** What is wrong inside such a query. */
export const checkFailedQuery = ({ query, categoryField }: FailedQuery, env: LowerEnv): readonly Diagnostic[] =>
  compileText(query, { ...env, ...(categoryField !== undefined && { categoryField }) }).diagnostics;
