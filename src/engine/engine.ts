import type { Alert } from "../alerts/alert.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import { parseDuration } from "../event/date-math.ts";
import type { FieldTable } from "../event/field-type.ts";
import { indexOf } from "../event/index-name.ts";
import type { EventDocument } from "../event/origin.ts";
import { defaultFields } from "../event/schema.ts";
import { parseTime } from "../event/time.ts";
import { ANOMALY_INDEX, anomalyEvent, isAnomalyIndex } from "../operators/anomaly/record.ts";
import { type GivenTables, readyTables } from "../operators/esql/ready-tables.ts";
import { createIndicatorIndex, type IndicatorMatcher } from "../operators/indicator-match.ts";
import type { IndicatorDocument } from "../operators/indicator-match-document.ts";
import { exceptionsFor } from "../rules/exceptions/bind.ts";
import { exceptionLists, type GivenExceptions } from "../rules/exceptions/plain.ts";
import type { RulePlan } from "../plan/rule-plan.ts";
import { compileRule } from "../rules/compile.ts";
import { compileMlJobs } from "../rules/ml-jobs/compile-all.ts";
import type { MlJob } from "../rules/ml-jobs/model.ts";
import type { Rule } from "../rules/model.ts";
import type { CompiledRule as CompiledQuery } from "../rules/types/rule-type.ts";
import { type GivenValueLists, valueListsOf } from "../rules/value-lists/plain.ts";
import { Arena, type Recall } from "./arena.ts";
import { compileRules, type RuleSet, type UnsupportedRule } from "./compile-rules.ts";
import { Emitter, type ExceptionSink, type LedgerSink } from "./emitter.ts";
import { succeed } from "./estate.ts";
import { CellRuns } from "./cell-runs.ts";
import { CountedRuns } from "./counted-runs.ts";
import { EventLoop, type Predecessor } from "./event-loop.ts";
import { HitRuns } from "./hit-runs.ts";
import type { LineJudging, LineOptions } from "./lines/line-judging.ts";
import type { LiveLineOptions, LiveLines } from "./lines/live-lines.ts";
import { Ordinals } from "./ordinals.ts";
import type { RuleTrace } from "./rule-trace.ts";
import type { SpillStore } from "./spill.ts";
import { Journal, type StateEntry } from "./state/journal.ts";
import { type EngineStats, newStats } from "./stats.ts";
import { createTimeReaders, type TimeReaders } from "./time-readers.ts";

export interface EngineOptions extends GivenTables {
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
  /**
   * Machine learning jobs, as `loadMlJobs` gives them: those that a rule names run over the events, and their records go
   * to the rules as if they had been given.
   */
  readonly mlJobs?: readonly MlJob[];
  /**
   * Anomaly records of machine learning jobs, in the shape that Elastic's have, for machine learning rules. Records may
   * come among the events too, under an index `.ml-anomalies-*`. Taken for batches; live, hand them to `addAnomaly`.
   */
  readonly anomalies?: Iterable<EventDocument>;
  /** Told what became of each match; of one that was suppressed also the group that it was counted into, as that is now. */
  readonly ledger?: LedgerSink | undefined;
  /** Told of each event that an exception takes out of a rule, or of a stage of one. */
  readonly onExcepted?: ExceptionSink | undefined;
  /** Asked for each rule that runs: what is told of its events. */
  readonly trace?: ((rule: Rule, plan: RulePlan) => RuleTrace | undefined) | undefined;
  /** Where bytes go that do not fit the memory bound; without one everything stays in memory. */
  readonly spill?: SpillStore | undefined;
  /**
   * Live: gives events again by the offset of their origin. With it documents are not held, nor are hits that wait for
   * the clock among the {@link Engine.changes}: after `restore` the events from {@link Engine.waitingFrom} on are to be pushed once more, by
   * {@link Engine.recollect}. For events that come with ids of their own.
   */
  readonly recall?: Recall | undefined;
  /** Live: hits of rules with state that may wait for the clock (a million); past it the oldest are run early, and later ones for them are late. */
  readonly maxWaiting?: number | undefined;
  /** Milliseconds from any start, for the per-rule cost in the statistics; without one they are 0. */
  readonly timer?: (() => number) | undefined;
}

/** What {@link Engine.apply} changes. */
export interface EngineChange extends Partial<Pick<EngineOptions, "rules" | "exceptions" | "valueLists">> {
  /** Alerts as they were given, and their new workflow status. */
  readonly alertStatus?: Iterable<{ readonly alert: Alert; readonly status: AlertStatus }>;
}
export type AlertStatus = "open" | "acknowledged" | "closed";

/** What came of a change. */
export interface Applied {
  /** Faults of all rules and exceptions as they are now. */
  readonly problems: readonly Diagnostic[];
  readonly unsupported: readonly UnsupportedRule[];
  /** Ids of rules that ran before and start with empty state, since what they do has changed. */
  readonly restarted: readonly string[];
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
  /** Takes one more anomaly record (see `anomalies`); gives the alerts that are certain now. */
  addAnomaly(record: EventDocument): readonly Alert[];
  /** Judges one event; gives the alerts that are certain now. */
  push(event: EventDocument): readonly Alert[];
  /**
   * Judges events by the bytes of their lines, in a batch: only those are parsed that a rule may need. Gives what takes
   * the blocks, between pushes as they come; undefined where events must be pushed: live, or without a spill store.
   */
  lines(options: LineOptions): LineJudging | undefined;
  /**
   * Live and with `recall`: judges events by the bytes of their lines, with what comes of pushing them. Valid until the rules or the
   * indicators change: to be asked for before each block. Undefined where events must be pushed.
   */
  liveLines(options: LiveLineOptions): LiveLines | undefined;
  /**
   * Live: time has come to `time` (epoch milliseconds): the wall clock's, or while a backlog is read that of its events,
   * with the wall clock's as `wall`.
   */
  advance(time: number, wall?: number): readonly Alert[];
  /** The input has ended: the remaining alerts. The engine takes no events after. */
  finish(): Iterable<Alert>;
  /**
   * Between two events: changes rules, exceptions or value lists, or tells what people made of alerts. What is absent
   * stays. Rules that do what they did keep their state; those that were changed start empty. Before `finish`.
   */
  apply(change: EngineChange): Applied;
  /** The pieces of state that changed since the last call, the first time all: keyed JSON that {@link restore} takes. */
  changes(): readonly StateEntry[];
  /**
   * Takes over the state of an engine of the same rules, before any event: all that its `changes` gave, in order. A rule
   * whose plan has changed starts empty; the ids of these are returned.
   */
  restore(entries: Iterable<StateEntry>): readonly string[];
  /** With `recall`: the offset from which on events must be recollected after a `restore` of the present state; undefined: none. */
  waitingFrom(): number | undefined;
  /** With `recall`, after `restore` and before `push`: takes an event that was pushed before, for rules whose clock has not come to it. `pushed`: what the clock was then. */
  recollect(event: EventDocument, pushed: number): void;
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
  const engine = new RunningEngine(options);
  for (const indicator of options.indicators ?? []) engine.addIndicator(indicator);
  for (const event of options.history ?? []) engine.prime(event);
  for (const record of options.anomalies ?? []) engine.addAnomaly(record);
  return engine;
}

/** What does not change when the rules do. */
interface Foundation {
  readonly onExcepted: ExceptionSink | undefined;
  readonly times: TimeReaders;
  readonly lateness: "batch" | number;
  readonly journal: Journal;
  readonly arena: Arena;
  readonly replays: boolean;
  readonly maxWaiting: number | undefined;
  readonly runs: HitRuns | undefined;
  readonly cellRuns: CellRuns | undefined;
  readonly countedRuns: CountedRuns;
  readonly ordinals: Ordinals;
  readonly emitter: Emitter;
  readonly stats: EngineStats;
}

/** The rules as they are at the moment, and what runs them. */
interface Running {
  readonly rules: RuleSet;
  readonly indicators: Indicators;
  readonly loop: EventLoop;
  readonly problems: readonly Diagnostic[];
}

class RunningEngine implements Engine {
  readonly #base: Foundation;
  /** Kept for rules that come later. */
  readonly #indicators: IndicatorDocument[] = [];
  /** Rules that stay when others change are not compiled again. */
  readonly #queries = new WeakMap<Rule, CompiledQuery>();
  #options: EngineOptions;
  #running: Running;
  #lines: LineJudging | undefined;
  #liveLines: LiveLines | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#base = foundation(options);
    this.#running = this.#run(this.#compile());
  }

  get problems(): readonly Diagnostic[] {
    return this.#running.problems;
  }

  get unsupported(): readonly UnsupportedRule[] {
    return this.#running.rules.unsupported;
  }

  prime(event: EventDocument): void {
    this.#running.loop.prime(event, indexOf(event, this.#options.index));
  }

  lines(options: LineOptions): LineJudging | undefined {
    const { spill, index, trace } = this.#options;
    if (!spill || trace) return undefined;
    this.#lines ??= this.#running.loop.entrance.lines({
      ...options,
      spill,
      push: (event) => void this.push(event),
      indexOf: (event) => indexOf(event, index),
      index,
      hasIndicators: () => this.#indicators.length > 0,
    });
    return this.#lines;
  }

  liveLines(options: LiveLineOptions): LiveLines | undefined {
    const { index, trace } = this.#options;
    if (trace) return undefined;
    this.#liveLines ??= this.#running.loop.entrance.liveLines({
      ...options,
      indexOf: (event) => indexOf(event, index),
      hasIndicators: () => this.#indicators.length > 0,
    });
    return this.#liveLines;
  }

  addIndicator(indicator: IndicatorDocument): void {
    this.#endLines();
    this.#liveLines = undefined;
    this.#indicators.push(indicator);
    this.#running.indicators.add(indicator);
  }

  push(event: EventDocument): readonly Alert[] {
    const index = indexOf(event, this.#options.index);
    return isAnomalyIndex(index) ? this.addAnomaly(event) : this.#running.loop.push(event, index);
  }

  addAnomaly(record: EventDocument): readonly Alert[] {
    const event = anomalyEvent(record);
    const index = indexOf(event);
    return this.#running.loop.pushRecord(event, isAnomalyIndex(index) ? index : ANOMALY_INDEX);
  }

  advance(time: number, wall?: number): readonly Alert[] {
    return this.#running.loop.advance(time, wall);
  }

  finish(): Iterable<Alert> {
    this.#endLines();
    return this.#running.loop.finish();
  }

  apply({ alertStatus = [], ...change }: EngineChange): Applied {
    for (const { alert, status } of alertStatus) this.#setStatus(alert, status);
    const restarted = Object.keys(change).length === 0 ? [] : this.#change(change);
    return { problems: this.problems, unsupported: this.unsupported, restarted };
  }

  changes(): readonly StateEntry[] {
    this.#endLines();
    return this.#running.loop.state.changes();
  }

  restore(entries: Iterable<StateEntry>): readonly string[] {
    return this.#running.loop.state.restore(entries);
  }

  waitingFrom(): number | undefined {
    return this.#running.loop.waitingFrom();
  }

  recollect(event: EventDocument, pushed: number): void {
    this.#running.loop.recollect(event, indexOf(event, this.#options.index), pushed);
  }

  span(): ReturnType<Engine["span"]> {
    return this.#running.loop.span();
  }

  stats(): EngineStats {
    return this.#running.loop.stats();
  }

  /** What was kept of lines goes to the rules. */
  #endLines(): void {
    this.#lines?.close();
    this.#lines = undefined;
  }

  #change(change: Omit<EngineChange, "alertStatus">): readonly string[] {
    this.#endLines();
    this.#liveLines = undefined;
    const { loop, rules } = this.#running;
    this.#options = { ...this.#options, ...change };
    const compiled = this.#compile();
    const next = succeed(rules.rules, (rule) => loop.belongings(rule), compiled.rules, this.#base);
    this.#running = this.#run({ ...compiled, rules: next.rules }, { loop, estate: next.estate });
    for (const indicator of this.#indicators) this.#running.indicators.add(indicator);
    return next.restarted;
  }

  #compile(): Pick<Running, "rules" | "problems"> {
    const { strict, maxSignals, trace, schema = defaultFields() } = this.#options;
    const { schemas, data } = readyTables(this.#options, schema);
    const env = { fields: schema, tables: schemas, ...(strict !== undefined && { strict }) };
    const exceptions = this.#options.exceptions && exceptionLists(this.#options.exceptions);
    const valueLists = valueListsOf(this.#options.valueLists ?? {});
    const bind = exceptions && ((rule: Rule) => exceptionsFor(rule, exceptions.lists, valueLists, env));
    const { mlJobs = [], anomalies } = this.#options;
    const jobs = compileMlJobs(mlJobs, this.#options.rules, env, anomalies !== undefined);
    const compile = (rule: Rule): CompiledQuery => {
      let known = this.#queries.get(rule);
      if (!known) this.#queries.set(rule, (known = compileRule(rule, env)));
      return known;
    };
    const rules = compileRules(this.#options.rules, this.#base.times, { env, compile, maxSignals, bind, trace, data, jobs: jobs.plans });
    return { rules, problems: [...(exceptions ? exceptions.problems : []), ...rules.problems, ...jobs.diagnostics] };
  }

  #run({ rules, problems }: Pick<Running, "rules" | "problems">, previous?: Predecessor): Running {
    const indicators = indexIndicators(rules);
    if (this.#options.timer) rules.matcher.measure(this.#options.timer);
    this.#base.stats.rules = rules.rules.map((rule) => rule.stats);
    const parts = { ...this.#base, rules, timer: this.#options.timer, indicators: indicators.matchers };
    return { rules, problems, indicators, loop: new EventLoop(parts, previous) };
  }

  /** Only suppression heeds the status of alerts: nothing more is counted into a closed one. */
  #setStatus(alert: Alert, status: AlertStatus): void {
    const { "kibana.alert.rule.uuid": ruleId, "kibana.alert.instance.id": instance, "kibana.alert.start": start } = alert;
    const rule = this.#running.rules.rules.find((each) => each.rule.id === ruleId);
    if (!rule || typeof instance !== "string") return;
    const slot = typeof start === "string" ? parseTime(start) : undefined;
    this.#running.loop.belongings(rule).suppression?.setClosed(instance, status === "closed", slot);
  }
}

function foundation(options: EngineOptions): Foundation {
  const journal = new Journal();
  const arena = new Arena(options.spill, journal, options.recall);
  const ordinals = new Ordinals(journal);
  return {
    times: createTimeReaders(),
    lateness: latenessOf(options.lateness ?? "batch"),
    journal,
    arena,
    runs: options.spill && new HitRuns(options.spill, arena),
    cellRuns: options.spill && new CellRuns(options.spill),
    countedRuns: new CountedRuns(options.spill),
    ordinals,
    replays: options.recall !== undefined,
    maxWaiting: options.maxWaiting,
    emitter: new Emitter(arena, ordinals, options.ledger),
    onExcepted: options.onExcepted,
    stats: newStats(),
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
