import type { EsqlFailure, EsqlRun } from "../../matcher/esql/scope.ts";
import type { EsqlOp } from "../../plan/esql.ts";
import type { RuleWindow, WindowEvent, WindowOperator } from "../window.ts";
import type { Aggregation } from "./aggregation.ts";
import { createContext } from "./query.ts";
import type { EsqlContext, EsqlCounts } from "./context.ts";
import { cutPhases, type EsqlPhases } from "./phases.ts";
import { copyRow, type Row, type RowSink } from "./row.ts";
import { type Pane, WindowClock } from "./window-clock.ts";
import { WindowedGroups, type WindowGroups } from "./window-groups.ts";
import { compileWindow, type WindowProgram } from "./window-program.ts";
import { WindowedRows } from "./window-rows.ts";
import {
  ESQL_WINDOW_LIMITS,
  type EsqlCandidate,
  type EsqlWindowLimits,
  type EsqlWindowOptions,
  type EsqlWindowStats,
} from "./window-types.ts";

/** The key of the state that is of no group or row. */
const CLOCK_KEY = "";

/**
 * An ES|QL rule over a window. What goes event by event is done once, as events come; STATS is kept in parts that windows
 * share; the rest of the query runs at each slot over what the window holds. Rows of events are given once, at the first
 * slot that has them; rows of several events at each slot that is judged.
 */
export class EsqlWindowOperator<Ref> implements WindowOperator<Ref, EsqlCandidate<Ref>> {
  readonly stats: EsqlWindowStats = { contributed: 0, evicted: 0, rowsEvicted: 0 };
  readonly counts: EsqlCounts;
  readonly #each: "event" | "row";
  readonly #window: RuleWindow;
  readonly #options: EsqlWindowOptions<Ref>;
  readonly #run: EsqlRun = { now: Number.NaN };
  readonly #phases: EsqlPhases;
  readonly #op: EsqlOp;
  readonly #context: EsqlContext;
  readonly #limits: EsqlWindowLimits;
  readonly #rows: WindowedRows<Ref>;
  readonly #clock: WindowClock;
  #candidates: EsqlCandidate<Ref>[] = [];
  /** The event whose rows come, and its pane. */
  #current: { readonly event: WindowEvent<Ref>; readonly pane: Pane } | undefined;
  #taken = false;
  #saved: number | undefined;
  #made: Program | undefined;

  constructor(op: EsqlOp, each: "event" | "row", window: RuleWindow, options: EsqlWindowOptions<Ref> = {}) {
    this.#each = each;
    this.#window = window;
    this.#options = options;
    this.#op = op;
    this.#limits = { ...ESQL_WINDOW_LIMITS, ...options.limits };
    this.#context = createContext(this.#run, options.data);
    this.counts = this.#context.counts;
    this.#phases = cutPhases(op.commands);
    this.#rows = new WindowedRows(this.#limits.rows, ({ event }) => event !== undefined && options.hold?.release(event));
    this.#clock = new WindowClock(window, this.#phases.readsNow, (slot) => this.#judge(slot));
  }

  /** The query's commands are made ready when the first event comes: most queries of many rules never see one. */
  get #program(): Program {
    return (this.#made ??= this.#compile());
  }

  #compile(): Program {
    const { events, aggregation, source, ...program } = compileWindow(this.#op, this.#each, this.#phases, this.#context);
    const sink = events.connect({ push: (row) => this.#take(row), end: () => undefined, full: () => false });
    const groups = aggregation && new WindowedGroups(aggregation, this.#limits);
    return { ...program, aggregation, source, events: sink, row: source.create(), groups };
  }

  /** Told of each expression that could not be evaluated. */
  onFailure(warn: (failure: EsqlFailure) => void): void {
    this.#run.warn = warn;
  }

  push(event: WindowEvent<Ref>): readonly EsqlCandidate<Ref>[] {
    this.#clock.pass(event.time);
    const pane = this.#clock.paneOf(event.time);
    if (!pane) return this.#drain();
    this.#current = { event, pane };
    this.#taken = false;
    const { source, row, events } = this.#program;
    source.fill(row, event.document);
    events.push(row);
    if (this.#taken) this.stats.contributed++;
    this.#count();
    return this.#drain();
  }

  advance(time: number): readonly EsqlCandidate<Ref>[] {
    this.#clock.pass(time);
    return this.#drain();
  }

  finish(): readonly EsqlCandidate<Ref>[] {
    this.#clock.pass(Number.POSITIVE_INFINITY);
    this.#rows.clear();
    this.#made?.groups?.clear();
    return this.#drain();
  }

  changes(): readonly (readonly [key: string, state: unknown])[] {
    const { done } = this.#clock;
    const clock = done !== this.#saved && done > Number.NEGATIVE_INFINITY ? [[CLOCK_KEY, done] as const] : [];
    this.#saved = done;
    return [...clock, ...(this.#made?.groups?.changes() ?? this.#rows.changes())];
  }

  restore(entries: Iterable<readonly [key: string, state: unknown]>): void {
    const all = [...entries];
    const done = all.find(([key]) => key === CLOCK_KEY)?.[1];
    const kept = all.filter(([key]) => key !== CLOCK_KEY);
    const groups = kept.length === 0 ? undefined : this.#program.groups;
    if (groups) groups.restore(kept as unknown as Parameters<WindowedGroups["restore"]>[0]);
    else this.#rows.restore(kept as unknown as Parameters<WindowedRows<Ref>["restore"]>[0]);
    this.#clock.restore(typeof done === "number" ? done : Number.NEGATIVE_INFINITY, (groups ?? this.#rows).panes());
    this.#saved = this.#clock.done;
  }

  #drain(): readonly EsqlCandidate<Ref>[] {
    if (this.#candidates.length === 0) return NOTHING;
    const candidates = this.#candidates;
    this.#candidates = [];
    return candidates;
  }

  /** A row of the event at hand has come through. */
  #take(row: Row): void {
    const { event, pane } = this.#current as { event: WindowEvent<Ref>; pane: Pane };
    this.#taken = true;
    this.#clock.add(pane);
    const { groups } = this.#program;
    if (groups) {
      groups.add(row, pane, event.time, event.lineage);
      return;
    }
    const ref = this.#each === "event" ? event.ref : undefined;
    if (ref !== undefined) this.#options.hold?.retain(ref);
    this.#rows.add(row, pane, event.time, ref, event.lineage);
  }

  #judge(slot: number): void {
    this.#run.now = slot;
    const passed = this.#phases.window.map(() => 0);
    const results: Row[] = [];
    const { aggregation, groups } = this.#program;
    const skip = aggregation ? 1 : 0;
    const sink: RowSink = { push: (row) => void results.push(copyRow(row)), end: () => undefined, full: () => false };
    const tail = this.#program.tail.connect(sink, (command) => (passed[command + skip] = (passed[command + skip] ?? 0) + 1));
    const { held, lineage } = aggregation && groups ? feedGroups(aggregation, groups.at(slot), tail, passed) : this.#feedRows(slot, tail);
    tail.end();
    this.#options.trace?.({ slot, held, rows: passed });
    results.forEach((row, i) => this.#give(row, i, slot, lineage));
    this.#count();
  }

  #feedRows(slot: number, tail: RowSink): Fed {
    const rows = this.#rows.at(slot);
    const lineage = new Set<string>();
    const { source, place: at } = this.#program;
    for (const { values, place, lineage: rules } of rows) {
      const row = source.create();
      values.forEach((value, i) => (row.values[i] = value));
      row.values[at] = place;
      for (const rule of rules) lineage.add(rule);
      tail.push(row);
    }
    return { held: rows.length, lineage: [...lineage].sort() };
  }

  #give(row: Row, place: number, slot: number, lineage: readonly string[]): void {
    const { columns, place: at } = this.#program;
    const expanded = columns.identify(row);
    const of = this.#each === "event" ? this.#rows.get(Number(row.values[at])) : undefined;
    if (of && !this.#rows.give(of, expanded)) return;
    if (of?.event !== undefined) this.#options.hold?.retain(of.event);
    this.#candidates.push({
      slot,
      event: of?.event,
      time: of?.touched ?? slot + this.#window.to,
      row: place,
      columns: columns.read(row),
      expanded,
      lineage: of?.lineage ?? lineage,
    });
  }

  #count(): void {
    this.stats.evicted = this.#made?.groups?.evicted ?? 0;
    this.stats.rowsEvicted = this.#rows.evicted;
  }
}

function feedGroups(aggregation: Aggregation, { groups, lineage }: WindowGroups, tail: RowSink, passed: number[]): Fed {
  for (const row of aggregation.rows(groups)) {
    passed[0] = (passed[0] ?? 0) + 1;
    tail.push(row);
  }
  return { held: groups.size, lineage };
}

/** The commands, and what they write to. */
interface Program extends Omit<WindowProgram, "events"> {
  readonly events: RowSink;
  readonly row: Row;
  readonly groups: WindowedGroups | undefined;
}

interface Fed {
  readonly held: number;
  readonly lineage: readonly string[];
}

const NOTHING: readonly never[] = Object.freeze([]);
