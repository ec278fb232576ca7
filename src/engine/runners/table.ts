import type { Arena } from "../arena.ts";
import type { Hit } from "../hit.ts";
import type { Match } from "../match.ts";
import { slotAt } from "../slots.ts";
import type { RuleRunner, RunnerParts } from "./runner.ts";
import { createSampleRunner } from "./sample.ts";
import { createSequenceRunner } from "./sequence.ts";

/** What runs a rule's operator; undefined for rules without state, whose hits are matches at once. */
export function createRunner(parts: RunnerParts): RuleRunner | undefined {
  const { root } = parts.rule.plan;
  switch (root.kind) {
    case "filter":
    case "indicatorMatch":
      return undefined;
    case "sequence":
      return createSequenceRunner(parts, root);
    case "sample":
      return createSampleRunner(parts, root);
    case "threshold":
    case "newTerms":
      throw new Error(`invariant: ${root.kind} rules do not compile yet`);
  }
}

/** The match that a hit of a rule without state is; undefined where it is none after all. The hit's reference goes over. */
export function matchOf(hit: Hit, _arena: Arena): Match | undefined {
  const { rule, held, windowTime } = hit;
  const slot = Number.isNaN(windowTime) ? Number.NaN : slotAt(windowTime, rule.window.interval);
  return { rule, time: windowTime, slot, subject: { kind: "event", held } };
}
