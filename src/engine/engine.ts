import type { Alert } from "../alerts/alert.ts";
import type { LedgerEntry } from "../alerts/ledger.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import { parseDuration } from "../event/date-math.ts";
import type { FieldTable } from "../event/field-type.ts";
import { indexOf } from "../event/index-name.ts";
import type { EventDocument } from "../event/origin.ts";
import { defaultFields } from "../event/schema.ts";
import { createIndicatorIndex, type IndicatorMatcher } from "../operators/indicator-match.ts";
import type { IndicatorDocument } from "../operators/indicator-match-document.ts";
import { exceptionsFor } from "../rules/exceptions/bind.ts";
import { exceptionLists, type GivenExceptions } from "../rules/exceptions/plain.ts";
import type { RulePlan } from "../plan/rule-plan.ts";
import type { Rule } from "../rules/model.ts";
import { type GivenValueLists, valueListsOf } from "../rules/value-lists/plain.ts";
import { Arena } from "./arena.ts";
import { compileRules, type RuleSet, type UnsupportedRule } from "./compile-rules.ts";
import { Emitter } from "./emitter.ts";
import { EventLoop } from "./event-loop.ts";
import { HitRuns } from "./hit-runs.ts";
import { Ordinals } from "./ordinals.ts";
import type { RuleTrace } from "./rule-trace.ts";
import type { SpillStore } from "./spill.ts";
import { Journal, type StateEntry } from "./state/journal.ts";
import { type EngineStats, newStats } from "./stats.ts";
import { createTimeReaders } from "./time-readers.ts";

export interface EngineOptions {
  /** The rules to run: all of them, whatever their state (choose active ones before). */
  readonly rules: readonly Rule[];
  /**
   * `batch` (the default): the input has an end, nothing is late, alerts come from `finish` in order of their slots.
   * A duration (`"60s"` or milliseconds): live; rules without state alert in `push`, rules with state wait that long
   * for late events, by the clock that `advance` is told.
   */
  readonly lateness?: string | number;
  /** Field types. Default: the built-in table. */
  readonly schema?: FieldTable;
  /** Unknown fields are errors of the rule. */
  readonly strict?: boolean;
  /** Index of events that do not name their own. */
  readonly index?: string;
  /** Instead of each rule's `max_signals`; `Infinity` for none. */
  readonly maxSignals?: number | undefined;
  /** Exception lists, as `loadExceptions` gives them or as Kibana exports them; which rules they bind to is theirs and the rules' to say. */
  readonly exceptions?: GivenExceptions;
  /** Value lists that exceptions name: as `loadValueLists` gives them, or values by the list's id. */
  readonly valueLists?: GivenValueLists;
  /** Threat indicators for indicator-match rules. */
  readonly indicators?: Iterable<IndicatorDocument>;
  /** Events of the time before the input: new-terms rules know their values. */
  readonly history?: Iterable<EventDocument>;
  /** Told what became of each match. */
  readonly ledger?: ((entry: LedgerEntry) => void) | undefined;
  /** Asked for each rule that runs: what is told of its events. */
  readonly trace?: ((rule: Rule, plan: RulePlan) => RuleTrace | undefined) | undefined;
  /** Where bytes go that do not fit the memory bound; without one everything stays in memory. */
  readonly spill?: SpillStore | undefined;
  /** Milliseconds from any start, for the per-rule cost in the statistics; without one they are 0. */
  readonly timer?: (() => number) | undefined;
}

/** A detection engine: events in, alerts out. Does no IO and reads no clock; never throws on data. */
export interface Engine {
  /** Faults of the rules found while compiling; the other rules run. */
  readonly problems: readonly Diagnostic[];
  /** Rules that load but cannot run in this version. */
  readonly unsupported: readonly UnsupportedRule[];
  /** Takes one more event of the time before the input (see `history`); before the first `push`. */
  prime(event: EventDocument): void;
  /** Takes one more threat indicator (see `indicators`). */
  addIndicator(indicator: IndicatorDocument): void;
  /** Judges one event; gives the alerts that are certain now. */
  push(event: EventDocument): readonly Alert[];
  /** Live: the wall clock is at `time` (epoch milliseconds). */
  advance(time: number): readonly Alert[];
  /** The input has ended: the remaining alerts. The engine takes no events after. */
  finish(): Iterable<Alert>;
  /** The pieces of state that changed since the last call, the first time all: keyed JSON that {@link restore} takes. */
  changes(): readonly StateEntry[];
  /**
   * Takes over the state of an engine of the same rules, before any event: all that its `changes` gave, in order. A rule
   * whose plan has changed starts empty; the ids of these are returned.
   */
  restore(entries: Iterable<StateEntry>): readonly string[];
  /** `@timestamp` of the earliest and the latest event so far, epoch milliseconds. */
  span(): { readonly first: number | undefined; readonly last: number | undefined };
  /** Counters so far. */
  stats(): EngineStats;
}

/**
 * Compiles rules into an engine.
 * @throws {TypeError} without rules, the caller's fault
 */
export function createEngine(options: EngineOptions): Engine {
  if (!Array.isArray(options.rules)) throw new TypeError("createEngine needs `rules`: the list that loadRules gives");
  const times = createTimeReaders();
  const env = { fields: options.schema ?? defaultFields(), ...(options.strict !== undefined && { strict: options.strict }) };
  const { maxSignals, trace } = options;
  const exceptions = options.exceptions && exceptionLists(options.exceptions);
  const valueLists = valueListsOf(options.valueLists ?? {});
  const bind = exceptions && ((rule: Rule) => exceptionsFor(rule, exceptions.lists, valueLists, env));
  const rules: RuleSet = compileRules(options.rules, times, { env, maxSignals, bind, trace });
  const indicators = indexIndicators(rules);
  const lateness = latenessOf(options.lateness ?? "batch");
  const journal = new Journal();
  const arena = new Arena(options.spill, journal);
  const runs = options.spill && new HitRuns(options.spill, arena);
  const ordinals = new Ordinals(journal);
  const emitter = new Emitter(arena, ordinals, options.ledger);
  const stats = newStats();
  stats.rules = rules.rules.map((rule) => rule.stats);
  const loop = new EventLoop({
    rules,
    times,
    arena,
    emitter,
    ordinals,
    journal,
    stats,
    lateness,
    timer: options.timer,
    runs,
    indicators: indicators.matchers,
  });
  for (const indicator of options.indicators ?? []) indicators.add(indicator);
  for (const event of options.history ?? []) loop.prime(event, indexOf(event, options.index));
  return {
    problems: exceptions ? [...exceptions.problems, ...rules.problems] : rules.problems,
    unsupported: rules.unsupported,
    prime: (event) => loop.prime(event, indexOf(event, options.index)),
    addIndicator: (indicator) => indicators.add(indicator),
    push: (event) => loop.push(event, indexOf(event, options.index)),
    advance: (time) => loop.advance(time),
    finish: () => loop.finish(),
    changes: () => loop.state.changes(),
    restore: (entries) => loop.state.restore(entries),
    span: () => loop.span(),
    stats: () => loop.stats(),
  };
}

interface Indicators {
  add(indicator: IndicatorDocument): void;
  readonly matchers: ReadonlyMap<number, IndicatorMatcher>;
}

/** One index of indicators for all rules that match them. */
function indexIndicators({ rules }: RuleSet): Indicators {
  const matching = rules.flatMap(({ number, plan: { root, except } }) =>
    root.kind === "indicatorMatch" ? [{ number, op: root, except }] : [],
  );
  const { add, matchers } = createIndicatorIndex(matching);
  return { add, matchers: new Map(matching.map(({ number }, i) => [number, matchers[i] as IndicatorMatcher])) };
}

/** @throws {RangeError} when the duration cannot be read: the caller's fault */
function latenessOf(lateness: string | number): "batch" | number {
  if (lateness === "batch" || typeof lateness === "number") return lateness;
  const duration = parseDuration(lateness);
  if (duration === undefined) throw new RangeError(`lateness is "batch" or a duration such as "60s", not ${JSON.stringify(lateness)}`);
  return duration;
}
