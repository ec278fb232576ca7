import type { Match } from "../match.ts";
import { slotAt } from "../slots.ts";
import { NO_MATCHES, type RuleRunner, type RunnerParts } from "./runner.ts";

/**
 * A rule without state whose alerts are suppressed, in a batch: its hits wait like those of rules with state, so that they
 * are matches in order and each slot can be settled as soon as it is over. A hit's document is what the rule adds to the alert.
 */
export function createEventRunner({ rule, arena }: RunnerParts): RuleRunner {
  return {
    prepare: () => undefined,
    push({ held, windowTime, document }) {
      arena.retain(held);
      const fields = Object.keys(document).length > 0 ? { fields: document } : {};
      const match: Match = {
        rule,
        time: windowTime,
        slot: slotAt(windowTime, rule.window.interval),
        subject: { kind: "event", held, ...fields },
      };
      return [match];
    },
    advance: () => NO_MATCHES,
    finish: () => NO_MATCHES,
    changes: () => [],
    restore: () => undefined,
    counts: { open: 0, limits: {} },
  };
}
