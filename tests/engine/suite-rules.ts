import type { Alert } from "../../src/alerts/alert.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { EngineStats } from "../../src/engine/stats.ts";
import { dynamicFields } from "../../src/event/dynamic-mapping.ts";
import type { FieldTable } from "../../src/event/field-type.ts";
import type { EventDocument } from "../../src/event/origin.ts";
import { extendFields, mappingFields } from "../../src/event/schema.ts";
import { loadRuleText } from "../../src/rules/load.ts";
import type { Rule } from "../../src/rules/model.ts";
import type { EqlCase, EqlSuite } from "../conformance/eql-suite.ts";
import { carefulMerge } from "../conformance/mappings.ts";

/** The fields of a suite's indices once its documents are indexed. */
export function suiteFields(suite: EqlSuite): FieldTable {
  const fields = mappingFields(carefulMerge("keyword")(suite.mappings));
  return extendFields(fields, dynamicFields(fields, { names: new Set(), all: true }, suite.documents));
}

/** A case as a rule file, loaded. Its window is long enough that a sequence without maxspan is bounded by nothing. */
export function caseRule(suite: EqlSuite, { name, query }: EqlCase): Rule {
  const text = Object.entries({
    author: ["Tocsin"],
    description: "A case of a conformance suite.",
    name,
    risk_score: 21,
    rule_id: "00000000-0000-4000-8000-000000000001",
    severity: "low",
    type: "eql",
    language: "eql",
    from: "now-999999d",
    timestamp_field: suite.timestamp_field,
    event_category_override: suite.event_category_field,
    ...(suite.tiebreaker_field !== null && { tiebreaker_field: suite.tiebreaker_field }),
    query,
  }).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  const { rules, problems } = loadRuleText("case.toml", ["[rule]", ...text, ""].join("\n"));
  const [rule] = rules;
  if (!rule) throw new Error(JSON.stringify(problems));
  return rule;
}

export interface EngineRun {
  readonly alerts: readonly Alert[];
  readonly stats: EngineStats;
  /** Why the engine does not run the rule. */
  readonly unsupported: string | undefined;
  readonly errors: readonly string[];
}

/** Pushes the chunks one after another, with the clock told between them (a batch does not care), and takes all alerts. */
export function runEngine(rule: Rule, schema: FieldTable, chunks: readonly (readonly EventDocument[])[], maxSignals: number): EngineRun {
  const engine = createEngine({ rules: [rule], schema, maxSignals });
  const alerts: Alert[] = [];
  chunks.forEach((chunk, i) => {
    for (const event of chunk) alerts.push(...engine.push(event));
    alerts.push(...engine.advance(Date.UTC(2024, 0, 1 + i)));
  });
  alerts.push(...engine.finish());
  return {
    alerts,
    stats: engine.stats(),
    unsupported: engine.unsupported[0]?.reason,
    errors: engine.problems.filter(({ severity }) => severity === "error").map(({ message }) => message),
  };
}
