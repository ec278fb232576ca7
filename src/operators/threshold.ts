import type { ThresholdOp } from "../plan/rule-plan.ts";
import { compareTuples, compileKeys, type KeyReader, type KeyTuple } from "./keys.ts";
import { KeyStore } from "./key-store.ts";
import { SlotSweep } from "./slot-sweep.ts";
import { entersAt, leavesAt } from "./slots.ts";
import {
  type Batch,
  type Cell,
  countOf,
  distinctOf,
  earliestOf,
  latestOf,
  lineageOf,
  loadCell,
  mergeLineage,
  type SavedCell,
  saveCell,
} from "./threshold-cell.ts";
import {
  THRESHOLD_LIMITS,
  type ThresholdCandidate,
  type ThresholdLimits,
  type ThresholdOptions,
  type ThresholdStats,
} from "./threshold-types.ts";
import { shownValues } from "./tuple-state.ts";
import type { RuleWindow, WindowEvent, WindowOperator } from "./window.ts";

/**
 * Threshold rules as Kibana runs them: per slot, one bucket per combination of the fields' values, an alert for each
 * that has enough events and distinct values in the window. An event that was counted in an alert does not count again,
 * in any bucket (Kibana's signal history). Candidates of a slot come in order of key.
 */
export class ThresholdOperator<Ref> implements WindowOperator<Ref, ThresholdCandidate<Ref>> {
  readonly stats: ThresholdStats = { contributed: 0, evicted: 0, tuplesCapped: 0, valuesCapped: 0 };
  readonly #op: ThresholdOp;
  readonly #window: RuleWindow;
  readonly #options: ThresholdOptions<Ref>;
  readonly #limits: ThresholdLimits;
  readonly #keys: KeyReader;
  readonly #distinct: KeyReader | undefined;
  /** By tuple, or by several where an event's fields are arrays. */
  readonly #cells: KeyStore<Cell<Ref>>;
  /** By tuple: the cells of several tuples that it is one of. */
  readonly #shared = new Map<string, Set<Cell<Ref>>>();
  readonly #sweep: SlotSweep<Cell<Ref>>;
  #batches = 0;
  #values = 0;
  /** Events that were counted, over all operators that state was taken over from. */
  #places = 0;
  #candidates: ThresholdCandidate<Ref>[] = [];

  constructor(op: ThresholdOp, window: RuleWindow, options: ThresholdOptions<Ref> = {}) {
    this.#op = op;
    this.#window = window;
    this.#options = options;
    this.#limits = { ...THRESHOLD_LIMITS, ...options.limits };
    const onCapped = (dropped: number): void => {
      this.stats.tuplesCapped += dropped;
    };
    const keysOf = (fields: ThresholdOp["fields"]): KeyReader =>
      compileKeys(
        fields.map((field) => ({ field, optional: false })),
        { dates: "epoch", onCapped },
      );
    this.#keys = keysOf(op.fields);
    this.#distinct = op.cardinality && keysOf([op.cardinality.field]);
    this.#cells = new KeyStore(this.#limits.buckets, (cell) => {
      this.stats.evicted++;
      this.#forget(cell);
    });
    this.#sweep = new SlotSweep(window, (slot, cells) => this.#judge(slot, cells));
  }

  /** Combinations of values in state. */
  get size(): number {
    return this.#cells.size;
  }

  push(event: WindowEvent<Ref>): readonly ThresholdCandidate<Ref>[] {
    this.#pass(event.time);
    const until = leavesAt(this.#window, event.time);
    if (until < entersAt(this.#window, event.time)) return this.#drain();
    const tuples = this.#keys(event.document);
    if (tuples.length > 0) {
      this.#count(tuples, event, until);
      this.stats.contributed++;
    }
    return this.#drain();
  }

  advance(time: number): readonly ThresholdCandidate<Ref>[] {
    this.#pass(time);
    return this.#drain();
  }

  finish(): readonly ThresholdCandidate<Ref>[] {
    this.#sweep.pass(Number.POSITIVE_INFINITY);
    this.#cells.expire(Number.POSITIVE_INFINITY, (cell) => this.#forget(cell));
    return this.#drain();
  }

  changes(): readonly (readonly [key: string, state: SavedCell<Ref> | undefined])[] {
    return this.#cells.changes().map(([id, cell]) => [id, cell && saveCell(cell)] as const);
  }

  restore(entries: Iterable<readonly [key: string, state: SavedCell<Ref>]>): void {
    const cells = Array.from(entries, ([id, saved]) => [id, loadCell(id, saved, this.#op.fields)] as const);
    for (const [, cell] of cells) {
      this.#share(cell);
      for (let batch = cell.oldest; batch; batch = batch.next) this.#batches++;
      this.#values += cell.values?.size ?? 0;
      this.#places = Math.max(this.#places, cell.place + 1);
    }
    this.#cells.restore(cells);
    this.#sweep.restore(cells.map(([, cell]) => cell));
  }

  #drain(): readonly ThresholdCandidate<Ref>[] {
    if (this.#candidates.length === 0) return NOTHING;
    const candidates = this.#candidates;
    this.#candidates = [];
    return candidates;
  }

  /** Judges what is due, then drops the cells that no later window has. */
  #pass(time: number): void {
    this.#sweep.pass(time);
    this.#cells.expire(entersAt(this.#window, time) + this.#window.from, (cell) => this.#forget(cell));
  }

  #count(tuples: readonly KeyTuple[], event: WindowEvent<Ref>, until: number): void {
    const id = tuples.length === 1 ? (tuples[0] as KeyTuple).id : tuples.map((tuple) => tuple.id).join("");
    const cell = this.#cells.get(id) ?? this.#create(id, tuples, event);
    this.#note(cell, event, until);
    if (cell.values && this.#distinct) for (const value of this.#distinct(event.document)) this.#noteValue(cell.values, value.id, until);
    this.#sweep.add(cell, event.time);
    while (this.#cells.size + this.#shared.size > this.#limits.buckets || this.#batches > this.#limits.batches) this.#cells.evictStalest();
  }

  #create(id: string, tuples: readonly KeyTuple[], { ref, time }: WindowEvent<Ref>): Cell<Ref> {
    this.#options.hold?.retain(ref);
    const cell: Cell<Ref> = {
      id,
      tuples,
      touched: time,
      due: Number.NEGATIVE_INFINITY,
      oldest: undefined,
      newest: undefined,
      to: time,
      last: ref,
      place: 0,
      values: this.#distinct && new Map<string, number>(),
    };
    this.#share(cell);
    return cell;
  }

  #share(cell: Cell<Ref>): void {
    if (cell.tuples.length === 1) return;
    for (const { id } of cell.tuples) {
      const cells = this.#shared.get(id);
      if (cells) cells.add(cell);
      else this.#shared.set(id, new Set([cell]));
    }
  }

  /** Counts an event. As long as there is room, a cell moves up only when a batch begins: enough to tell what has expired. */
  #note(cell: Cell<Ref>, { ref, time, lineage }: WindowEvent<Ref>, until: number): void {
    const { hold } = this.#options;
    const { newest } = cell;
    hold?.retain(ref);
    hold?.release(cell.last);
    cell.last = ref;
    cell.to = time;
    cell.place = this.#places++;
    if (newest?.until === until) {
      newest.count++;
      if (lineage) newest.lineage = mergeLineage(newest.lineage, lineage);
      if (this.#cells.size * 2 > this.#limits.buckets) this.#cells.touch(cell.id, cell, time);
      else this.#cells.mark(cell.id);
      return;
    }
    hold?.retain(ref);
    const batch: Batch<Ref> = { until, count: 1, from: time, first: ref, place: cell.place, next: undefined };
    if (lineage) batch.lineage = mergeLineage(undefined, lineage);
    if (newest) newest.next = batch;
    else cell.oldest = batch;
    cell.newest = batch;
    this.#batches++;
    this.#cells.touch(cell.id, cell, time);
  }

  #noteValue(values: Map<string, number>, value: string, until: number): void {
    const known = values.get(value);
    if (known === until) return;
    if (known !== undefined) values.delete(value);
    else if (this.#values >= this.#limits.values) {
      this.stats.valuesCapped++;
      return;
    } else this.#values++;
    values.set(value, until);
  }

  #judge(slot: number, cells: readonly Cell<Ref>[]): void {
    const reached = this.#weigh(cells, slot).sort((a, b) => compareTuples(a.tuple, b.tuple));
    for (const bucket of reached) this.#candidates.push(this.#candidate(bucket, slot));
    const alerted = this.#options.maxSignals ?? reached.length;
    for (const bucket of reached.slice(0, alerted)) for (const cell of bucket.cells) this.#exclude(cell);
    for (const bucket of reached.slice(alerted)) for (const cell of bucket.cells) this.#retry(cell);
  }

  /** The buckets of the cells that reach the threshold. */
  #weigh(cells: readonly Cell<Ref>[], slot: number): Bucket<Ref>[] {
    const reached: Bucket<Ref>[] = [];
    const weighed = this.#shared.size > 0 ? new Set<string>() : undefined;
    for (const cell of cells) {
      if (!this.#isKept(cell)) continue;
      for (const tuple of cell.tuples) {
        if (weighed?.has(tuple.id)) continue;
        weighed?.add(tuple.id);
        const bucket = this.#bucketOf(tuple, slot);
        if (this.#reaches(bucket, slot)) reached.push(bucket);
      }
    }
    return reached;
  }

  /** Not excluded, expired or given up since it began to wait. */
  #isKept(cell: Cell<Ref>): boolean {
    return this.#cells.get(cell.id) === cell;
  }

  #bucketOf(tuple: KeyTuple, slot: number): Bucket<Ref> {
    const own = this.#cells.get(tuple.id);
    const cells = [...(own ? [own] : NOTHING), ...(this.#shared.get(tuple.id) ?? NOTHING)];
    for (const cell of cells) this.#trim(cell, slot);
    return { tuple, cells: cells.filter((cell) => cell.oldest) };
  }

  #reaches({ tuple, cells }: Bucket<Ref>, slot: number): boolean {
    const { value, cardinality } = this.#op;
    const { trace } = this.#options;
    const count = countOf(cells);
    const distinct = cardinality && (trace || count >= value) ? distinctOf(cells) : undefined;
    const reached = count > 0 && count >= value && (!cardinality || (distinct ?? 0) >= cardinality.value);
    trace?.({ slot, values: tuple.values, count, ...(distinct !== undefined && { distinct }), reached });
    return reached;
  }

  #candidate({ tuple, cells }: Bucket<Ref>, slot: number): ThresholdCandidate<Ref> {
    const { fields, cardinality } = this.#op;
    const { first, from } = earliestOf(cells).oldest as Batch<Ref>;
    const { last, to } = latestOf(cells);
    this.#options.hold?.retain(first);
    this.#options.hold?.retain(last);
    const shown = shownValues(tuple, fields);
    return {
      slot,
      time: to,
      from,
      count: countOf(cells),
      terms: fields.map(({ name }, i) => ({ field: name, value: shown[i] ?? "" })),
      ...(cardinality && { cardinality: { field: cardinality.field.name, value: distinctOf(cells) } }),
      first,
      last,
      lineage: lineageOf(cells),
    };
  }

  /** What was counted in an alert counts no more: its events, up to the latest of them, are excluded from every bucket. */
  #exclude(cell: Cell<Ref>): void {
    if (!this.#isKept(cell)) return;
    this.#cells.delete(cell.id);
    this.#forget(cell);
  }

  /** The cell is judged at the next slot again, if it is still there. */
  #retry(cell: Cell<Ref>): void {
    if (!this.#isKept(cell)) return;
    this.#sweep.again(cell);
    this.#cells.mark(cell.id);
  }

  /** Drops what the slot's window, and so every later one, has no more. */
  #trim(cell: Cell<Ref>, slot: number): void {
    while (cell.oldest && cell.oldest.until < slot) this.#dropOldest(cell);
    for (const [value, until] of cell.values ?? []) {
      if (until >= slot) break;
      cell.values?.delete(value);
      this.#values--;
    }
  }

  #dropOldest(cell: Cell<Ref>): void {
    const gone = cell.oldest as Batch<Ref>;
    this.#options.hold?.release(gone.first);
    this.#batches--;
    cell.oldest = gone.next;
    if (!cell.oldest) cell.newest = undefined;
    this.#cells.mark(cell.id);
  }

  /** Of a cell that is no longer in the store: lets go of all it holds. */
  #forget(cell: Cell<Ref>): void {
    while (cell.oldest) this.#dropOldest(cell);
    this.#options.hold?.release(cell.last);
    this.#values -= cell.values?.size ?? 0;
    cell.values?.clear();
    if (cell.tuples.length === 1) return;
    for (const { id } of cell.tuples) {
      const cells = this.#shared.get(id);
      cells?.delete(cell);
      if (cells?.size === 0) this.#shared.delete(id);
    }
  }
}

/** A tuple, and all cells that count for it at a slot. */
interface Bucket<Ref> {
  readonly tuple: KeyTuple;
  readonly cells: readonly Cell<Ref>[];
}

const NOTHING: readonly never[] = Object.freeze([]);
