import type { Diagnostic } from "../../diagnostics/index.ts";
import type { Engine } from "../../engine/contract.ts";
import { createEngine } from "../../engine/engine.ts";
import type { RuleTrace, TracedHit, TracedMatch } from "../../engine/rule-trace.ts";
import { windowOf } from "../../engine/slots.ts";
import { defaultFields } from "../../event/schema.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { IndicatorDocument } from "../../operators/indicator-match-document.ts";
import { readyTables } from "../../operators/esql/ready-tables.ts";
import type { ExceptOp, RulePlan } from "../../plan/rule-plan.ts";
import type { Rule } from "../../rules/model.ts";
import type { MatchExplanation } from "./explanation.ts";
import type { ExplainOptions } from "./options.ts";
import type { Story } from "./stories/story.ts";
import { storyOf } from "./stories/table.ts";

/** What the engine made of one document. */
export interface Seen {
  readonly hit: TracedHit;
  readonly exception?: ExceptOp;
}

/** An engine with one rule, that is asked what it does. */
export interface EngineRun {
  /** Absent where the rule does not run. */
  readonly plan: RulePlan | undefined;
  readonly problems: readonly Diagnostic[];
  readonly unsupported: string | undefined;
  addIndicator(indicator: IndicatorDocument): void;
  prime(event: EventDocument): void;
  /** Undefined: the document satisfies nothing of the rule, or the rule never saw it. */
  push(number: number, document: EventDocument): Seen | undefined;
  finish(): { readonly matches: readonly MatchExplanation[]; readonly told: ReturnType<Story["tell"]> };
}

export function runEngine(rule: Rule, options: ExplainOptions): EngineRun {
  const numbers = new Map<number, number>();
  const numberOf = (key: number): number => numbers.get(key) ?? -1;
  const matches: MatchExplanation[] = [];
  let plan: RulePlan | undefined;
  let story: Story | undefined;
  let current: { readonly number: number; readonly document: EventDocument; seen?: Seen } | undefined;
  /** Events of the history come while there is no current one. */
  const see = (seen: Seen): void => {
    if (!current) return;
    current.seen = seen;
    numbers.set(seen.hit.key, current.number);
  };
  const trace: RuleTrace = {
    hit: (hit) => {
      see({ hit });
      if (current) story?.event({ number: current.number, document: current.document, hit });
    },
    excepted: (hit, exception) => see({ hit, exception }),
    sequence: (step) => story?.trace?.sequence?.(step),
    threshold: (weight) => story?.trace?.threshold?.(weight),
    newTerms: (judged) => story?.trace?.newTerms?.(judged),
    esql: (judged) => story?.trace?.esql?.(judged),
    anomaly: (record) => story?.trace?.anomaly?.(record),
    settled: (match) => void matches.push(matchExplanation(match, numberOf)),
  };
  const engine = startEngine(rule, options, (compiled) => {
    plan = compiled;
    story = storyOf(compiled, {
      window: windowOf(rule),
      except: compiled.except ?? [],
      numberOf,
      data: readyTables(options, options.schema ?? defaultFields()).data,
    });
    return trace;
  });
  const addIndicator = (indicator: IndicatorDocument): void => {
    engine.addIndicator(indicator);
    story?.addIndicator?.(indicator);
  };
  for (const indicator of options.indicators ?? []) addIndicator(indicator);
  for (const event of options.history ?? []) engine.prime(event);
  return {
    plan,
    problems: engine.problems,
    unsupported: engine.unsupported[0]?.reason,
    addIndicator,
    prime: (event) => engine.prime(event),
    push: (number, document) => {
      current = { number, document };
      engine.push(document);
      const { seen } = current;
      current = undefined;
      return seen;
    },
    finish: () => {
      // A batch decides at its end; what it gives are the alerts, which `settled` has told already.
      for (const _ of engine.finish());
      return { matches, told: story?.tell(matches) ?? {} };
    },
  };
}

function startEngine(rule: Rule, options: ExplainOptions, trace: (plan: RulePlan) => RuleTrace): Engine {
  const { schema, index, maxSignals, exceptions, valueLists, mlJobs } = options;
  return createEngine({
    rules: [rule],
    maxSignals,
    trace: (_, plan) => trace(plan),
    // Records come as documents.
    anomalies: [],
    ...(mlJobs && { mlJobs }),
    ...(schema && { schema }),
    ...(index !== undefined && { index }),
    ...(exceptions && { exceptions }),
    ...(valueLists && { valueLists }),
    lookups: options.lookups,
    policies: options.policies,
  });
}

function matchExplanation(
  { fate, reason, alert, slot, events, joinKeys, bucket, fields, suppression }: TracedMatch,
  numberOf: (key: number) => number,
): MatchExplanation {
  const newTerms = fields?.["kibana.alert.new_terms"];
  const coverage = fields?.["tocsin.history_coverage"];
  return {
    fate,
    slot: Number.isNaN(slot) ? null : slot,
    events: events.map(numberOf),
    ...(reason !== undefined && { reason }),
    ...(alert !== undefined && { alert }),
    ...(joinKeys && { joinKeys }),
    ...(bucket && { bucket }),
    ...(newTerms !== undefined && { newTerms }),
    ...(typeof coverage === "number" && { historyCoverage: coverage }),
    ...(suppression && { suppression }),
  };
}
