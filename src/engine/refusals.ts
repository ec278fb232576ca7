import type { Emitter } from "./emitter.ts";
import type { Match } from "./match.ts";
import type { MatchDecision } from "./suppression.ts";

const REASONS = {
  capped: "more matches in the slot than max_signals",
  duplicate: "the same match was seen before",
} as const;

/** Refuses a match for one of the usual reasons. */
export const refuse = (emitter: Emitter, match: Match, fate: keyof typeof REASONS): void => emitter.refuse(match, fate, REASONS[fate]);

/** Refuses a match as its suppression decided. */
export function refuseSuppressed(emitter: Emitter, decision: Exclude<MatchDecision, { kind: "alert" }>): void {
  if (decision.kind === "capped") refuse(emitter, decision.ref, "capped");
  else {
    const { instance, terms } = decision.suppression;
    emitter.refuse(decision.ref, decision.kind, `group ${instance} (${groupText(terms)})`, decision.suppression);
  }
}

const groupText = (terms: readonly { readonly field: string; readonly value: unknown }[]): string =>
  terms.map(({ field, value }) => `${field}: ${JSON.stringify(value)}`).join(", ");
