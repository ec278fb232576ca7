import type { Diagnostic } from "../../diagnostics/index.ts";
import { slotAt, windowOf } from "../../engine/slots.ts";
import type { FieldTable } from "../../event/field-type.ts";
import { compileIndexPatterns, indexOf } from "../../event/index-name.ts";
import type { JsonObject } from "../../event/json.ts";
import { compilePath } from "../../event/path.ts";
import { defaultFields } from "../../event/schema.ts";
import { parseTime } from "../../event/time.ts";
import type { RulePlan } from "../../plan/rule-plan.ts";
import { stagesOf } from "../../plan/stages.ts";
import { compileRule } from "../../rules/compile.ts";
import type { Rule } from "../../rules/model.ts";
import { explainSequence, type SequenceExplanation } from "./sequence.ts";
import { explainPredicate, type Verdict } from "./verdict.ts";

export interface ExplainOptions {
  readonly schema?: FieldTable;
  /** Index of documents that name none. */
  readonly index?: string | undefined;
}

/** How a rule judged documents, clause by clause. Plain data, apart from the documents, which are the given ones. */
export interface RuleExplanation {
  readonly rule: { readonly id: string; readonly name: string; readonly type: string };
  /** The rule would alert on these documents. */
  readonly matched: boolean;
  readonly documents: readonly DocumentExplanation[];
  /** How far the documents got through the stages, for sequence rules. */
  readonly sequence?: SequenceExplanation;
  /** Faults of the rule: with an error there is nothing to explain. */
  readonly problems: readonly Diagnostic[];
  /** Why this version does not run the rule. */
  readonly unsupported?: string;
}

export interface DocumentExplanation {
  readonly document: JsonObject;
  readonly index: string | undefined;
  /** One of the rule's index patterns takes the document; if none does, the rule never sees it. */
  readonly indexAccepted: boolean;
  /** The document satisfies the query (of a sequence: a stage of it). */
  readonly matched: boolean;
  /** One verdict for an event query, one a stage for sequences and samples, the until stage last. */
  readonly stages: readonly StageVerdict[];
}

export interface StageVerdict {
  /** `query`, `stage 1`, `missing stage 2`, `until`. */
  readonly label: string;
  readonly matched: boolean;
  readonly verdict: Verdict;
}

/** Explains a rule over documents; its verdicts are the engine's. Never throws on a rule's or a document's account. */
export function explain(rule: Rule, documents: Iterable<JsonObject>, options: ExplainOptions = {}): RuleExplanation {
  const fields = options.schema ?? defaultFields();
  const { plan, unsupported, diagnostics } = compileRule(rule, { fields });
  const head = { rule: { id: rule.id, name: rule.name, type: rule.type }, problems: diagnostics };
  if (!plan || unsupported !== undefined) {
    return { ...head, matched: false, documents: [], ...(unsupported !== undefined && { unsupported }) };
  }
  const explained = explainDocuments(rule, plan, documents, options.index);
  if (plan.root.kind !== "sequence") {
    return { ...head, matched: explained.some((d) => d.matched), documents: explained };
  }
  const sequence = explainSequence(rule, plan.root, explained, fields);
  return { ...head, matched: sequence.completed.length > 0, documents: explained, sequence };
}

function explainDocuments(rule: Rule, plan: RulePlan, documents: Iterable<JsonObject>, fallback: string | undefined): DocumentExplanation[] {
  const accepts = compileIndexPatterns(rule.index ?? ["*"]);
  const stages = stagesOf(plan.root);
  return [...documents].map((document) => {
    const index = indexOf(document, fallback);
    const indexAccepted = accepts(index);
    const now = clockOf(document, rule);
    const verdicts = stages.map(({ label, where }) => judge(label, explainPredicate(where, document, rule.query?.source, now)));
    return { document, index, indexAccepted, matched: indexAccepted && verdicts.some((v) => v.matched), stages: verdicts };
  });
}

const judge = (label: string, verdict: Verdict): StageVerdict => ({ label, matched: verdict.matched, verdict });

const readTimestamp = compilePath("@timestamp");

/** What `now` means in the query for a document: the slot of its time. */
function clockOf(document: JsonObject, rule: Rule): number {
  const [value] = readTimestamp(document);
  const time = value === undefined ? undefined : parseTime(value);
  return time === undefined ? 0 : slotAt(time, windowOf(rule).interval);
}

