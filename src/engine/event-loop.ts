import type { Alert } from "../alerts/alert.ts";
import type { FieldTable } from "../event/field-type.ts";
import type { EventDocument } from "../event/origin.ts";
import { compileOrder, type OrderKey } from "../operators/order.ts";
import type { Arena, HeldEvent } from "./arena.ts";
import type { CompiledRule, RuleSet } from "./compile-rules.ts";
import type { Emitter } from "./emitter.ts";
import type { Match } from "./match.ts";
import { orderFields } from "./order-fields.ts";
import { SequenceRunner } from "./sequence-runner.ts";
import type { Settler } from "./settler.ts";
import { slotAt } from "./slots.ts";
import type { StageEvent } from "./stage-event.ts";
import type { EngineStats } from "./stats.ts";
import { StatefulRules } from "./stateful-rules.ts";
import type { TimeReaders } from "./time-readers.ts";

/** What the loop is made of. */
export interface LoopParts {
  readonly rules: RuleSet;
  readonly times: TimeReaders;
  readonly arena: Arena;
  readonly emitter: Emitter;
  readonly settler: Settler;
  readonly stats: EngineStats;
  readonly lateness: "batch" | number;
  readonly fields: FieldTable;
  readonly index: string | undefined;
  readonly timer: (() => number) | undefined;
}

/** Live events further ahead of the clock than this are not believed. */
const FUTURE_MS = 5 * 60_000;
const DEFAULT_INTERVAL_MS = 5 * 60_000;
const NOTHING: readonly Alert[] = Object.freeze([]);

/** Event by event: route, match, then a match at once or a hit for later. */
export class EventLoop {
  readonly #parts: LoopParts;
  readonly #stateful: StatefulRules;
  readonly #orders: readonly ((document: EventDocument) => OrderKey)[];
  readonly #clockReader: number;
  #clock = Number.NaN;
  #alerts: Alert[] = [];

  constructor(parts: LoopParts) {
    this.#parts = parts;
    const { rules, fields, arena } = parts;
    this.#clockReader = parts.times.register(undefined);
    const orders = new Map<string, (document: EventDocument) => OrderKey>();
    this.#orders = rules.rules.map(({ rule }) => {
      const chosen = orderFields(rule, fields);
      const key = JSON.stringify(chosen);
      const order = orders.get(key) ?? compileOrder(chosen);
      orders.set(key, order);
      return order;
    });
    this.#stateful = new StatefulRules(rules.rules.map((rule) => runnerOf(rule, arena)), parts.lateness !== "batch");
  }

  push(event: EventDocument, index: string | undefined): readonly Alert[] {
    const { rules, times, stats } = this.#parts;
    stats.events++;
    const route = rules.router.rulesFor(index);
    if (!route.any) {
      stats.unrouted++;
      return NOTHING;
    }
    times.begin(event);
    const time = times.read(this.#clockReader);
    if (Number.isNaN(time)) stats.no_time++;
    const future = time > this.#clock + FUTURE_MS;
    if (future) stats.future++;
    rules.matcher.run(event, Number.isNaN(time) ? 0 : slotAt(time, DEFAULT_INTERVAL_MS));
    this.#collect(event, route.accepts, future);
    return this.#drain();
  }

  advance(time: number): readonly Alert[] {
    const { lateness, settler } = this.#parts;
    if (lateness === "batch") return NOTHING;
    this.#clock = time;
    for (const match of this.#stateful.advance(time - lateness)) this.#settle(match);
    settler.expire(time - lateness);
    return this.#drain();
  }

  *finish(): Iterable<Alert> {
    for (const match of this.#stateful.finish()) this.#settle(match);
    yield* this.#drain();
    yield* this.#parts.settler.finish();
  }

  stats(): EngineStats {
    const { stats } = this.#parts;
    const { open, limits } = this.#stateful.counts();
    return { ...stats, open, limits };
  }

  /** Goes through the predicates that may hold; stages of one rule follow one another. */
  #collect(event: EventDocument, accepts: Uint8Array, future: boolean): void {
    const { rules } = this.#parts;
    const { matcher, owner, stage } = rules;
    let held: HeldEvent | undefined;
    let current = -1;
    let stages: number[] = [];
    const flush = (): void => {
      if (stages.length > 0 && held) this.#hit(rules.rules[current] as CompiledRule, event, held, stages, future);
      stages = [];
    };
    for (const predicate of matcher.candidates()) {
      const number = owner[predicate] as number;
      if (accepts[number] === 0 || !matcher.matched(predicate)) continue;
      const rule = rules.rules[number] as CompiledRule;
      if (isOwnAlert(event, rule)) continue;
      held ??= this.#parts.arena.hold(event, this.#parts.index);
      if (number !== current) {
        flush();
        current = number;
      }
      if (rule.plan.root.kind === "filter") this.#match(rule, held);
      else stages.push(stage[predicate] as number);
    }
    flush();
    if (held && held.references === 0) this.#parts.arena.release(held);
  }

  #match(rule: CompiledRule, held: HeldEvent): void {
    const time = this.#parts.times.read(rule.windowTime);
    held.references++;
    this.#settle({ rule, time, slot: Number.isNaN(time) ? Number.NaN : slotAt(time, rule.interval), held });
  }

  /** An event of a rule with state; without a readable time state never sees it. */
  #hit(rule: CompiledRule, document: EventDocument, held: HeldEvent, stages: readonly number[], future: boolean): void {
    const order = this.#orders[rule.number]?.(document);
    if (!order || order.time === undefined || future) return;
    const windowTime = this.#parts.times.read(rule.windowTime);
    const event: StageEvent = { held, order: order as StageEvent["order"], windowTime: Number.isNaN(windowTime) ? order.time : windowTime };
    held.references++;
    if (this.#stateful.collect(rule.number, { event, stages })) return;
    const match: Match = { rule, time: event.windowTime, slot: slotAt(event.windowTime, rule.interval), held };
    this.#parts.emitter.refuse(match, "late", "the event came after the watermark");
  }

  #settle(match: Match): void {
    const { timer, settler } = this.#parts;
    const started = timer?.() ?? 0;
    const alerts = settler.settle(match);
    if (alerts.length > 0) this.#alerts.push(...alerts);
    if (timer) match.rule.stats.ms += timer() - started;
  }

  #drain(): readonly Alert[] {
    if (this.#alerts.length === 0) return NOTHING;
    const alerts = this.#alerts;
    this.#alerts = [];
    return alerts;
  }
}

/** A rule never feeds on alerts that it made or that came of them. */
function isOwnAlert(event: EventDocument, { rule }: CompiledRule): boolean {
  if (event["kibana.alert.rule.uuid"] === rule.id) return true;
  const ancestors = event["kibana.alert.ancestors"];
  return Array.isArray(ancestors) && ancestors.some((a) => typeof a === "object" && a !== null && !Array.isArray(a) && a["rule"] === rule.id);
}

function runnerOf(rule: CompiledRule, arena: Arena): SequenceRunner | undefined {
  const { root } = rule.plan;
  return root.kind === "sequence" ? new SequenceRunner(rule, root, arena) : undefined;
}
