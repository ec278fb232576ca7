import type { JsonObject } from "../../event/json.ts";
import type { IndicatorMatcher } from "../../operators/indicator-match.ts";
import { type Enrichment, withEnrichments } from "../../operators/indicator-match-enrichment.ts";
import type { Arena } from "../arena.ts";
import type { Hit } from "../hit.ts";
import type { EventMatch } from "../match.ts";
import { slotAt } from "../slots.ts";
import type { RuleRunner, RunnerParts } from "./runner.ts";
import { createEsqlRunner, eventRows } from "./esql.ts";
import { createEventRunner } from "./event.ts";
import { createNewTermsRunner } from "./new-terms.ts";
import { SampleRunner } from "./sample.ts";
import { createSequenceRunner } from "./sequence.ts";
import { createThresholdRunner } from "./threshold.ts";

/** What runs a rule's operator; undefined where hits are matches at once. */
export function createRunner(parts: RunnerParts): RuleRunner | undefined {
  const { root } = parts.rule.plan;
  switch (root.kind) {
    case "filter":
    case "indicatorMatch":
    case "anomaly":
      return parts.batch && parts.rule.plan.suppress ? createEventRunner(parts) : undefined;
    case "sequence":
      return createSequenceRunner(parts, root);
    case "sample":
      return new SampleRunner(parts, root);
    case "threshold":
      return createThresholdRunner(parts, root);
    case "newTerms":
      return createNewTermsRunner(parts, root);
    case "esql":
      if (parts.rule.runsBy === "window") return createEsqlRunner(parts, root);
      return parts.batch && parts.rule.plan.suppress ? createEventRunner(parts) : undefined;
  }
}

/** The match that a hit of a rule without state is; undefined where it is none after all. The hit's reference goes over. */
export function matchOf(hit: Hit, arena: Arena, indicators: ReadonlyMap<number, IndicatorMatcher>): EventMatch | undefined {
  const { rule, held, windowTime, document } = hit;
  const slot = Number.isNaN(windowTime) ? Number.NaN : slotAt(windowTime, rule.window.interval);
  if (rule.plan.root.kind === "esql") {
    const [match] = eventRows(hit);
    if (match) arena.keep(held, document);
    return match;
  }
  if (rule.plan.root.kind !== "indicatorMatch") {
    arena.keep(held, document);
    return { rule, time: windowTime, slot, subject: { kind: "event", held } };
  }
  const enrichments = indicators.get(rule.number)?.match(document, Number.isNaN(slot) ? undefined : slot) ?? [];
  if (enrichments.length === 0) return undefined;
  arena.keep(held, document);
  return { rule, time: windowTime, slot, subject: { kind: "event", held, fields: enrichmentFields(document, enrichments) } };
}

/** The alert's `threat.enrichments`, those of the event first, where the event has its `threat` object. */
function enrichmentFields(document: JsonObject, enrichments: readonly Enrichment[]): JsonObject {
  const { threat, [ENRICHMENTS]: flat } = withEnrichments(document, enrichments);
  return flat === undefined ? { threat: threat ?? {} } : { [ENRICHMENTS]: flat };
}

const ENRICHMENTS = "threat.enrichments";
