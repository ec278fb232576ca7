import type { Alert } from "../alerts/alert.ts";
import type { Arena } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import type { Emission, Emitter } from "./emitter.ts";
import type { Estate } from "./estate.ts";
import type { Match } from "./match.ts";
import { refuse, refuseSuppressed } from "./refusals.ts";
import { createSettlement, type Settlement } from "./settlement.ts";
import type { Journal } from "./state/journal.ts";
import { createSuppression, type RuleSuppression, type Suppression } from "./suppression.ts";

/** Live: a match is an alert at once, first come first served within a slot; nobody waits for the slot to end. */
export class Live {
  readonly #emitter: Emitter;
  readonly #feed: (emission: Emission) => void;
  readonly #settlements: readonly Settlement[];
  readonly #suppressions: readonly (RuleSuppression | undefined)[];
  #alerts: Alert[] = [];

  constructor(
    rules: readonly CompiledRule[],
    { arena, emitter, journal }: { readonly arena: Arena; readonly emitter: Emitter; readonly journal: Journal },
    feed: (emission: Emission) => void,
    estate?: Estate,
  ) {
    this.#emitter = emitter;
    this.#feed = feed;
    this.#settlements = rules.map((rule) => estate?.get(rule)?.settlement ?? createSettlement(rule, journal));
    this.#suppressions = rules.map(
      (rule) => estate?.get(rule)?.suppression ?? createSuppression(rule, arena, (match) => emitter.documentOf(match), "first"),
    );
  }

  match(match: Match): void {
    const refused = match.capped ? ({ fate: "capped" } as const) : this.#settlements[match.rule.number]?.offer(match);
    const suppression = this.#suppressions[match.rule.number];
    if (refused) refuse(this.#emitter, match, refused.fate);
    else if (suppression) this.#suppress(suppression, match);
    else this.#emit(match);
  }

  settlementOf(rule: CompiledRule): Settlement | undefined {
    return this.#settlements[rule.number];
  }

  suppressionOf(rule: CompiledRule): RuleSuppression | undefined {
    return this.#suppressions[rule.number];
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

  #suppress(suppression: RuleSuppression, match: Match): void {
    for (const decision of suppression.push(match)) {
      if (decision.kind === "alert") this.#emit(decision.ref, decision.suppression);
      else refuseSuppressed(this.#emitter, decision);
    }
  }

  #emit(match: Match, suppression?: Suppression): void {
    const emission = this.#emitter.emit(match, suppression);
    this.#alerts.push(...emission.alerts);
    this.#feed(emission);
  }
}

const NOTHING: readonly Alert[] = Object.freeze([]);
