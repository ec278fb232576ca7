import type { Arena } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { clockTime, compareByOrder, compareByWindow, type Hit } from "./hit.ts";
import type { Match } from "./match.ts";
import { NO_MATCHES, type RuleRunner } from "./runners/runner.ts";

/**
 * One rule with state: its hits wait until every earlier event is here, then its runner takes them in order. What the
 * order is (order time or window time) is the rule's.
 */
export class Lane {
  readonly rule: CompiledRule;
  readonly runner: RuleRunner;
  readonly #arena: Arena;
  /** Those before `#done` were run. */
  #waiting: Hit[] = [];
  #done = 0;
  #ordered = true;
  #watermark = Number.NEGATIVE_INFINITY;

  constructor(rule: CompiledRule, runner: RuleRunner, arena: Arena) {
    this.rule = rule;
    this.runner = runner;
    this.#arena = arena;
  }

  /** Hits that wait, in no order. */
  get waiting(): readonly Hit[] {
    return this.#done === 0 ? this.#waiting : this.#waiting.slice(this.#done);
  }

  /** Not taken where the hit comes too late, or has no time that the rule could go by. */
  collect(hit: Hit): "taken" | "late" | "timeless" {
    const time = clockTime(hit);
    if (Number.isNaN(time)) return "timeless";
    if (time < this.#watermark) return "late";
    this.#waiting.push(hit);
    this.#ordered = false;
    return "taken";
  }

  /** Every hit before `watermark` is here: runs them. */
  advance(watermark: number): readonly Match[] {
    if (watermark <= this.#watermark) return NO_MATCHES;
    this.#watermark = watermark;
    const matches = this.#run(watermark);
    const more = this.runner.advance(watermark);
    return matches.length === 0 ? more : [...matches, ...more];
  }

  /** The input has ended. */
  finish(): readonly Match[] {
    this.#watermark = Number.POSITIVE_INFINITY;
    return [...this.#run(Number.POSITIVE_INFINITY), ...this.runner.finish()];
  }

  #run(before: number): readonly Match[] {
    this.#order();
    const matches: Match[] = [];
    for (; this.#done < this.#waiting.length; this.#done++) {
      const hit = this.#waiting[this.#done] as Hit;
      if (clockTime(hit) >= before) break;
      matches.push(...this.runner.push(hit));
      this.#arena.release(hit.held);
    }
    return matches;
  }

  #order(): void {
    if (this.#ordered) return;
    this.#waiting = this.#waiting.slice(this.#done).sort(this.rule.runsBy === "window" ? compareByWindow : compareByOrder);
    this.#done = 0;
    this.#ordered = true;
  }
}
