import type { Alert } from "../alerts/alert.ts";
import type { CompiledRule } from "./compile-rules.ts";
import type { Emission, Emitter } from "./emitter.ts";
import type { Match } from "./match.ts";
import { Settlement } from "./settlement.ts";
import type { Refused } from "./slot-group.ts";

const REASON: Record<Refused["fate"], string> = {
  capped: "more matches in the slot than max_signals",
  duplicate: "the same document was seen before",
};

/** Live: a match is an alert at once, first come first served within a slot; nobody waits for the slot to end. */
export class Live {
  readonly #emitter: Emitter;
  readonly #feed: (emission: Emission) => void;
  readonly #settlements: readonly Settlement[];
  #alerts: Alert[] = [];

  constructor(rules: readonly CompiledRule[], emitter: Emitter, feed: (emission: Emission) => void) {
    this.#emitter = emitter;
    this.#feed = feed;
    this.#settlements = rules.map((rule) => new Settlement(rule.maxSignals));
  }

  match(match: Match): void {
    const refused = this.#settlements[match.rule.number]?.offer(match);
    if (refused) {
      this.#emitter.refuse(match, refused.fate, { reason: REASON[refused.fate] });
      return;
    }
    const emission = this.#emitter.emit(match);
    this.#alerts.push(...emission.alerts);
    this.#feed(emission);
  }

  /** The alerts made since the last call. */
  drain(): readonly Alert[] {
    if (this.#alerts.length === 0) return NOTHING;
    const alerts = this.#alerts;
    this.#alerts = [];
    return alerts;
  }

  expire(watermark: number): void {
    for (const settlement of this.#settlements) settlement.expire(watermark);
  }
}

const NOTHING: readonly Alert[] = Object.freeze([]);
