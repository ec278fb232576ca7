import type { Arena } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import { clockTime, compareByOrder, compareByWindow, type Hit } from "./hit.ts";
import type { Match } from "./match.ts";
import type { RuleRunner } from "./runners/runner.ts";

/**
 * One rule with state: its hits wait until every earlier event is here, then its runner takes them in order. What the
 * order is (order time or window time) is the rule's.
 */
export class Lane {
  readonly rule: CompiledRule;
  readonly runner: RuleRunner;
  readonly #arena: Arena;
  #waiting: Hit[] = [];
  #watermark = Number.NEGATIVE_INFINITY;

  constructor(rule: CompiledRule, runner: RuleRunner, arena: Arena) {
    this.rule = rule;
    this.runner = runner;
    this.#arena = arena;
  }

  get waiting(): readonly Hit[] {
    return this.#waiting;
  }

  /** False where the hit comes too late, or has no time that the rule could go by. */
  collect(hit: Hit): "taken" | "late" | "timeless" {
    const time = clockTime(hit);
    if (Number.isNaN(time)) return "timeless";
    if (time < this.#watermark) return "late";
    this.#waiting.push(hit);
    return "taken";
  }

  /** Every hit before `watermark` is here: runs them. */
  advance(watermark: number): readonly Match[] {
    if (watermark <= this.#watermark) return [];
    this.#watermark = watermark;
    const due = this.#waiting.filter((hit) => clockTime(hit) < watermark);
    if (due.length > 0) this.#waiting = this.#waiting.filter((hit) => clockTime(hit) >= watermark);
    return [...this.#run(due), ...this.runner.advance(watermark)];
  }

  /** The input has ended. */
  finish(): readonly Match[] {
    const due = this.#waiting;
    this.#waiting = [];
    this.#watermark = Number.POSITIVE_INFINITY;
    return [...this.#run(due), ...this.runner.finish()];
  }

  #run(due: Hit[]): readonly Match[] {
    due.sort(this.rule.runsBy === "window" ? compareByWindow : compareByOrder);
    const matches: Match[] = [];
    for (const hit of due) {
      matches.push(...this.runner.push(hit));
      this.#arena.release(hit.held);
    }
    return matches;
  }
}
