import type { EventDocument } from "../event/origin.ts";
import type { ExceptOp } from "../plan/rule-plan.ts";
import type { Arena, HeldEvent } from "./arena.ts";
import { type CompiledRule, EXCEPTION, JOB, type RuleSet } from "./compile-rules.ts";
import { clockTime, type Hit } from "./hit.ts";
import type { TracedHit } from "./rule-trace.ts";
import { slotAt } from "./slots.ts";
import type { TimeReaders } from "./time-readers.ts";

/** An event on its way: a document of the input, or an alert that rules read. */
export interface JudgedEvent {
  readonly document: EventDocument;
  /** Resolved name; empty where it has none. */
  readonly index: string;
  /** `@timestamp`, epoch milliseconds; NaN where it cannot be read. */
  readonly time: number;
  /** An alert's rules; a rule never reads what came of itself. */
  readonly lineage?: ReadonlySet<string>;
  /** One byte per rule: which may see it. */
  readonly accepts: Uint8Array;
}

/** An event that an exception takes out. */
export interface ExceptedEvent {
  readonly held: HeldEvent;
  readonly document: EventDocument;
  /** Epoch milliseconds. */
  readonly windowTime: number;
}

/** Told what a judge finds. Hits hold a reference to the event, which the taker owns. */
export interface JudgeSink {
  hit(hit: Hit): void;
  /** The event satisfies the rule's query, or that of one of its stages, but an exception takes it out. */
  excepted(rule: CompiledRule, event: ExceptedEvent, exception: ExceptOp): void;
  /** A machine learning job's datafeed takes the event. */
  feed(job: number, event: JudgedEvent): void;
}

const DEFAULT_INTERVAL_MS = 5 * 60_000;

/** What `now` means in the queries that judge an event of this time (epoch milliseconds; NaN where it has none). */
export const queryClock = (time: number): number => (Number.isNaN(time) ? 0 : slotAt(time, DEFAULT_INTERVAL_MS));

/** Runs all rules' tests on one event at a time. */
export class Judge {
  readonly #rules: RuleSet;
  readonly #times: TimeReaders;
  readonly #arena: Arena;
  #held: HeldEvent | undefined;

  constructor(rules: RuleSet, times: TimeReaders, arena: Arena) {
    this.#rules = rules;
    this.#times = times;
    this.#arena = arena;
  }

  /** Goes through the predicates that may hold; those of one rule follow one another. */
  judge(event: JudgedEvent, sink: JudgeSink): void {
    const { matcher, owner, stage, rules } = this.#rules;
    matcher.run(event.document, queryClock(event.time));
    this.#held = undefined;
    let current = -1;
    let stages: number[] = [];
    for (const predicate of matcher.candidates()) {
      const number = owner[predicate] as number;
      if (stage[predicate] === EXCEPTION || event.accepts[number] === 0 || !matcher.matched(predicate)) continue;
      if (stage[predicate] === JOB) {
        sink.feed(number - rules.length, event);
        continue;
      }
      if (number !== current) {
        if (stages.length > 0) this.#found(rules[current] as CompiledRule, event, stages, sink);
        current = number;
        stages = [];
      }
      stages.push(stage[predicate] as number);
    }
    if (stages.length > 0) this.#found(rules[current] as CompiledRule, event, stages, sink);
    if (this.#held) this.#arena.release(this.#held);
  }

  /** Takes an event whose matches are known. */
  deliver(
    event: JudgedEvent,
    matched: readonly { readonly rule: CompiledRule; readonly stages: readonly number[] }[],
    sink: JudgeSink,
  ): void {
    this.#held = undefined;
    for (const { rule, stages } of matched) this.#found(rule, event, stages, sink);
    if (this.#held) this.#arena.release(this.#held);
  }

  #found(rule: CompiledRule, event: JudgedEvent, stages: readonly number[], sink: JudgeSink): void {
    if (isOwnAlert(event, rule)) return;
    if (rule.rule.timestampOverrideOnly && !event.lineage && Number.isNaN(this.#times.read(rule.windowTime))) return;
    this.#held ??= this.#arena.hold(event.document, event.index, event.lineage);
    const held = this.#held;
    // An alert is visible to slots strictly later than its own.
    const windowTime = event.lineage ? event.time + 1 : this.#times.read(rule.windowTime);
    const order = rule.orderOf(event.document);
    const hit = {
      rule,
      held,
      windowTime,
      order: event.lineage ? { ...order, time: event.time + 1 } : order,
      stages,
      document: event.document,
    };
    const exception = this.#exception(rule, windowTime);
    if (exception) {
      rule.trace?.excepted(traced(hit), exception);
      sink.excepted(rule, { held, document: event.document, windowTime }, exception);
      return;
    }
    rule.trace?.hit(traced(hit));
    this.#arena.retain(held);
    sink.hit(hit);
  }

  /** The first exception in force that the event fits. */
  #exception(rule: CompiledRule, windowTime: number): ExceptOp | undefined {
    for (const [i, exception] of rule.exceptions.entries()) {
      const expired = exception.expires !== undefined && slotAt(windowTime, rule.window.interval) >= exception.expires;
      if (!expired && this.#rules.matcher.matched(rule.firstException + i)) return exception;
    }
    return undefined;
  }
}

const traced = (hit: Hit): TracedHit => ({ key: hit.held.key, windowTime: hit.windowTime, clockTime: clockTime(hit), stages: hit.stages });

/** A rule never feeds on alerts that it made or that came of them. */
function isOwnAlert({ document, lineage }: JudgedEvent, { rule }: CompiledRule): boolean {
  if (lineage?.has(rule.id) || document["kibana.alert.rule.uuid"] === rule.id) return true;
  const ancestors = document["kibana.alert.ancestors"];
  return (
    Array.isArray(ancestors) && ancestors.some((a) => typeof a === "object" && a !== null && !Array.isArray(a) && a["rule"] === rule.id)
  );
}
