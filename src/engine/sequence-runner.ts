import { evaluateDateMath } from "../event/date-math.ts";
import { SequenceOperator } from "../operators/sequence.ts";
import type { CompletedSequence } from "../operators/sequence-types.ts";
import type { SequenceOp } from "../plan/plan.ts";
import type { Rule } from "../rules/model.ts";
import type { Arena } from "./arena.ts";
import type { CompiledRule } from "./compile-rules.ts";
import type { Match } from "./match.ts";
import { slotAt } from "./slots.ts";
import type { StageEvent, StageHit } from "./stage-event.ts";
import type { StateRunner } from "./state-runner.ts";

/** Runs one sequence rule over its hits in order; a sequence is bounded by maxspan, else by the rule's window. */
export class SequenceRunner implements StateRunner {
  readonly #rule: CompiledRule;
  readonly #arena: Arena;
  readonly #operator: SequenceOperator<StageEvent>;

  constructor(rule: CompiledRule, op: SequenceOp, arena: Arena) {
    this.#rule = rule;
    this.#arena = arena;
    this.#operator = new SequenceOperator<StageEvent>(op, {
      bound: windowLength(rule.rule),
      hold: { retain: (event) => void event.held.references++, release: (event) => arena.release(event.held) },
    });
  }

  get counts(): StateRunner["counts"] {
    const { open, evicted, tuplesCapped } = this.#operator.stats;
    return { open, limits: { ...(evicted > 0 && { sequence_keys: evicted }), ...(tuplesCapped > 0 && { key_tuples: tuplesCapped }) } };
  }

  push(hit: StageHit): readonly Match[] {
    const { event, stages } = hit;
    const before = this.#operator.stats.contributed;
    const completed = this.#operator.push(
      { ref: event, time: event.order.time, document: this.#arena.load(event.held) },
      (stage) => stages.includes(stage),
    );
    this.#rule.stats.contributed += this.#operator.stats.contributed - before;
    return completed.map((sequence) => this.#match(sequence));
  }

  advance(watermark: number): readonly Match[] {
    return this.#operator.advance(watermark).map((sequence) => this.#match(sequence));
  }

  finish(): readonly Match[] {
    return this.#operator.finish("scan").map((sequence) => this.#match(sequence));
  }

  #match(sequence: CompletedSequence<StageEvent>): Match {
    const events = sequence.events.filter((event) => event !== null);
    const last = events.at(-1) as StageEvent;
    return {
      rule: this.#rule,
      time: last.windowTime,
      slot: slotAt(last.windowTime, this.#rule.interval),
      held: last.held,
      group: { events: events.map((event) => event.held), joinKeys: sequence.key },
    };
  }
}

/** Length of `[from, to]` in milliseconds; undefined where it cannot be read. */
export function windowLength(rule: Rule): number | undefined {
  const from = evaluateDateMath(rule.from, 0, false);
  const to = evaluateDateMath(rule.to, 0, true);
  return from === undefined || to === undefined || to <= from ? undefined : to - from;
}
