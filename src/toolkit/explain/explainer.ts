import type { EventDocument } from "../../event/origin.ts";
import type { IndicatorDocument } from "../../operators/indicator-match-document.ts";
import { anomalyEvent } from "../../operators/anomaly/record.ts";
import type { RulePlan } from "../../plan/rule-plan.ts";
import { indexPatternsOf } from "../../rules/index-patterns.ts";
import type { Rule } from "../../rules/model.ts";
import { Chosen } from "./chosen.ts";
import { createDocumentExplainer } from "./document.ts";
import { runEngine } from "./engine-run.ts";
import type { MatchExplanation, RuleExplanation } from "./explanation.ts";
import type { ExplainOptions } from "./options.ts";

/** Explains a rule over documents that come one by one. Keeps of them what it will show. */
export interface Explainer {
  /** Takes one more threat indicator (see the options); before the first event. */
  addIndicator(indicator: IndicatorDocument): void;
  /** Takes one more event of the time before (see the options' history); before the first event. */
  prime(event: EventDocument): void;
  /** Takes one more anomaly record (see the options), which is explained like an event. */
  addAnomaly(record: EventDocument): void;
  push(document: EventDocument): void;
  /** The input has ended. */
  finish(): RuleExplanation;
}

export function createExplainer(rule: Rule, options: ExplainOptions = {}): Explainer {
  const run = runEngine(rule, options);
  const head = {
    rule: { id: rule.id, name: rule.name, type: rule.type },
    index: rule.index !== undefined || hasOwnIndices(run.plan) ? indexPatternsOf(rule, run.plan?.root) : [],
    problems: run.problems,
  };
  const { plan } = run;
  if (!plan) return idle({ ...head, ...(run.unsupported !== undefined && { unsupported: run.unsupported }) });
  const explainer = createDocumentExplainer(rule, plan, options);
  const chosen = new Chosen(explainer, plan, options.limit ?? Number.POSITIVE_INFINITY);
  let events = 0;
  let excepted = 0;
  const push = (document: EventDocument): void => {
    const number = events++;
    const seen = run.push(number, document);
    if (seen?.exception) excepted++;
    chosen.add(number, document, seen);
  };
  return {
    addIndicator: run.addIndicator,
    prime: run.prime,
    addAnomaly: (record) => push(anomalyEvent(record)),
    push,
    finish: () => {
      const { matches, told } = run.finish();
      return { ...head, matched: matches.some(isAlert), events, excepted, documents: chosen.explain(), matches, ...told };
    },
  };
}

/** Anomaly records have indices of their own; an ES|QL query names its. */
const hasOwnIndices = (plan: RulePlan | undefined): boolean => plan?.root.kind === "anomaly" || plan?.root.kind === "esql";

const isAlert = ({ fate }: MatchExplanation): boolean => fate === "alerted" || fate === "building_block";

/** Of a rule that does not run there is nothing to explain. */
function idle(head: Pick<RuleExplanation, "rule" | "index" | "problems" | "unsupported">): Explainer {
  let events = 0;
  return {
    addIndicator: () => undefined,
    prime: () => undefined,
    addAnomaly: () => void events++,
    push: () => void events++,
    finish: () => ({ ...head, matched: false, events, excepted: 0, documents: [], matches: [] }),
  };
}
