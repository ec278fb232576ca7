import type { Alert } from "../alerts/alert.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import { parseDuration } from "../event/date-math.ts";
import { indexOf } from "../event/index-name.ts";
import type { EventDocument } from "../event/origin.ts";
import { defaultFields } from "../event/schema.ts";
import { parseTime } from "../event/time.ts";
import { ANOMALY_INDEX, anomalyEvent, isAnomalyIndex } from "../operators/anomaly/record.ts";
import { readyTables } from "../operators/esql/ready-tables.ts";
import { createIndicatorIndex, type IndicatorMatcher } from "../operators/indicator-match.ts";
import type { IndicatorDocument } from "../operators/indicator-match-document.ts";
import { exceptionsFor } from "../rules/exceptions/bind.ts";
import { exceptionLists } from "../rules/exceptions/plain.ts";
import { compileRule } from "../rules/compile.ts";
import { compileMlJobs } from "../rules/ml-jobs/compile-all.ts";
import type { Rule } from "../rules/model.ts";
import type { CompiledRule as CompiledQuery } from "../rules/types/rule-type.ts";
import { valueListsOf } from "../rules/value-lists/plain.ts";
import { Arena } from "./arena.ts";
import { compileRules, type RuleSet, type UnsupportedRule } from "./compile-rules.ts";
import type { AlertStatus, Applied, Engine, EngineChange, EngineOptions } from "./contract.ts";
import { Emitter, type ExceptionSink } from "./emitter.ts";
import { succeed } from "./estate.ts";
import { CellRuns } from "./cell-runs.ts";
import { CountedRuns } from "./counted-runs.ts";
import { EventLoop, type Predecessor } from "./event-loop.ts";
import { HitRuns } from "./hit-runs.ts";
import type { LineJudging, LineOptions } from "./lines/line-judging.ts";
import type { LiveLineOptions, LiveLines } from "./lines/live-lines.ts";
import { Ordinals } from "./ordinals.ts";
import { Journal, type StateEntry } from "./state/journal.ts";
import { type EngineStats, newStats } from "./stats.ts";
import { createTimeReaders, type TimeReaders } from "./time-readers.ts";

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
    this.#liveLines?.settle();
    return this.#running.loop.advance(time, wall);
  }

  finish(): Iterable<Alert> {
    this.#settleLines();
    return this.#running.loop.finish();
  }

  apply({ alertStatus = [], ...change }: EngineChange): Applied {
    for (const { alert, status } of alertStatus) this.#setStatus(alert, status);
    const restarted = Object.keys(change).length === 0 ? [] : this.#change(change);
    return { problems: this.problems, unsupported: this.unsupported, restarted };
  }

  changes(): readonly StateEntry[] {
    this.#settleLines();
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
    this.#liveLines?.settle();
    return this.#running.loop.stats();
  }

  /** Lines that are still to come are judged anew. */
  #endLines(): void {
    this.#settleLines();
    this.#liveLines = undefined;
  }

  /** What was kept of lines goes to the rules and jobs. */
  #settleLines(): void {
    this.#lines?.close();
    this.#lines = undefined;
    this.#liveLines?.settle();
  }

  #change(change: Omit<EngineChange, "alertStatus">): readonly string[] {
    this.#endLines();
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
  const indexOfRecalled = (event: EventDocument): string => indexOf(event, options.index) ?? "";
  const arena = new Arena(options.spill, journal, { recall: options.recall, indexOf: indexOfRecalled });
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
