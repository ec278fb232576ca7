import type { Alert } from "../alerts/alert.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { FieldTable } from "../event/field-type.ts";
import type { EventDocument } from "../event/origin.ts";
import type { GivenTables } from "../operators/esql/ready-tables.ts";
import type { IndicatorDocument } from "../operators/indicator-match-document.ts";
import type { GivenExceptions } from "../rules/exceptions/plain.ts";
import type { RulePlan } from "../plan/rule-plan.ts";
import type { MlJob } from "../rules/ml-jobs/model.ts";
import type { Rule } from "../rules/model.ts";
import type { GivenValueLists } from "../rules/value-lists/plain.ts";
import type { Recall } from "./arena.ts";
import type { UnsupportedRule } from "./compile-rules.ts";
import type { ExceptionSink, LedgerSink } from "./emitter.ts";
import type { LineJudging, LineOptions } from "./lines/line-judging.ts";
import type { LiveLineOptions, LiveLines } from "./lines/live-lines.ts";
import type { RuleTrace } from "./rule-trace.ts";
import type { SpillStore } from "./spill.ts";
import type { StateEntry } from "./state/journal.ts";
import type { EngineStats } from "./stats.ts";

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
