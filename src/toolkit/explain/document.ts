import { queryClock } from "../../engine/judge.ts";
import { compileIndexPatterns, indexOf } from "../../event/index-name.ts";
import type { JsonObject } from "../../event/json.ts";
import { compilePath } from "../../event/path.ts";
import { defaultFields } from "../../event/schema.ts";
import { parseTime } from "../../event/time.ts";
import { createRecord, setRecord } from "../../matcher/compile.ts";
import type { RulePlan } from "../../plan/rule-plan.ts";
import { stagesOf } from "../../plan/stages.ts";
import { indexPatternsOf } from "../../rules/index-patterns.ts";
import type { Rule } from "../../rules/model.ts";
import type { Seen } from "./engine-run.ts";
import type { DocumentExplanation, StageVerdict } from "./explanation.ts";
import { compileFailing } from "./failing.ts";
import type { ExplainOptions } from "./options.ts";
import type { Miss } from "./shortlist.ts";
import { explainPredicate, type VerdictContext } from "./verdict.ts";

/** Explains single documents of one rule. */
export interface DocumentExplainer {
  /** What a document that satisfies nothing fails, at the stage that it is nearest to. */
  missOf(document: JsonObject): Pick<Miss, "failing" | "kind">;
  explain(number: number, document: JsonObject, seen: Seen | undefined): DocumentExplanation;
}

/** What no index pattern takes comes after all that the rule sees. */
const UNSEEN = 1_000_000;

export function createDocumentExplainer(rule: Rule, plan: RulePlan, options: ExplainOptions): DocumentExplainer {
  const fields = options.schema ?? defaultFields();
  const accepts = compileIndexPatterns(indexPatternsOf(rule, plan.root));
  const stages = stagesOf(plan.root);
  const tests = stages.map(({ where }) => compileFailing(where));
  const record = createRecord();

  const failingOf = (document: JsonObject): readonly (readonly number[])[] => {
    setRecord(record, document, clockOf(document));
    return tests.map((test) => test(record));
  };
  return {
    missOf: (document) => {
      const failing = failingOf(document);
      const least = Math.min(...failing.map((clauses) => clauses.length));
      if (!accepts(indexOf(document, options.index))) return { failing: least + UNSEEN, kind: "index" };
      const stage = failing.findIndex((clauses) => clauses.length === least);
      return { failing: least, kind: `${stage}: ${failing[stage]?.join(" ")}` };
    },
    explain: (number, document, seen) => {
      const index = indexOf(document, options.index);
      const context: VerdictContext = { document, now: clockOf(document), query: rule.query, fields };
      const failing = failingOf(document);
      const verdicts = stages.map(({ label, where }, i): StageVerdict => {
        const verdict = explainPredicate(where, context);
        return { label, matched: verdict.matched, failing: failing[i]?.length ?? 0, verdict };
      });
      return {
        number,
        document,
        index,
        indexAccepted: accepts(index),
        matched: seen !== undefined,
        failing: Math.min(...failing.map((clauses) => clauses.length)),
        time: seen && !Number.isNaN(seen.hit.clockTime) ? seen.hit.clockTime : timeOf(document),
        ...(seen?.exception && { exception: exceptionVerdict(seen.exception, context) }),
        stages: verdicts,
      };
    },
  };
}

function exceptionVerdict(
  { id, name, list, where }: NonNullable<Seen["exception"]>,
  context: VerdictContext,
): DocumentExplanation["exception"] & object {
  return { id, name, list, verdict: explainPredicate(where, { ...context, query: undefined }) };
}

const readTimestamp = compilePath("@timestamp");

function timeOf(document: JsonObject): number | null {
  const [value] = readTimestamp(document);
  return (value === undefined ? undefined : parseTime(value)) ?? null;
}

/** What `now` means in the query for a document. */
const clockOf = (document: JsonObject): number => queryClock(timeOf(document) ?? Number.NaN);
