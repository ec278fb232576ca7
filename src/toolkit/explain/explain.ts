import type { JsonObject } from "../../event/json.ts";
import type { Rule } from "../../rules/model.ts";
import type { RuleExplanation } from "./explanation.ts";
import { createExplainer } from "./explainer.ts";
import type { ExplainOptions } from "./options.ts";

export type { DocumentExplanation, ExceptionVerdict, MatchExplanation, RuleExplanation, StageVerdict } from "./explanation.ts";
export type { ExplainOptions } from "./options.ts";

/**
 * Explains a rule over documents: each clause's verdict and the values it saw, and what became of what matched. The
 * verdict is the engine's own, which runs over the same documents. Never throws on a rule's or a document's account.
 */
export function explain(rule: Rule, documents: Iterable<JsonObject>, options: ExplainOptions = {}): RuleExplanation {
  const explainer = createExplainer(rule, options);
  for (const record of options.anomalies ?? []) explainer.addAnomaly(record);
  for (const document of documents) explainer.push(document);
  return explainer.finish();
}
