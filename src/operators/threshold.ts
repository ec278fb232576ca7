import type { ThresholdOp } from "../plan/rule-plan.ts";
import { compareTuples, compileKeys, type KeyReader, type KeyTuple } from "./keys.ts";
import { KeyStore } from "./key-store.ts";
import { SlotSweep } from "./slot-sweep.ts";
import { entersAt, leavesAt } from "./slots.ts";
import {
  type Batch,
  type Bucket,
  type Cell,
  countAt,
  distinctAt,
  endsAt,
  loadCell,
  loadTuples,
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
  readonly #cells: KeyStore<Cell<Ref>>;
  readonly #buckets = new Map<string, Bucket<Ref>>();
  readonly #sweep: SlotSweep<Cell<Ref>>;
  #batches = 0;
  #values = 0;
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
    this.#cells = new KeyStore(Number.POSITIVE_INFINITY, (cell) => {
      this.stats.evicted++;
      this.#forget(cell);
    });
    this.#sweep = new SlotSweep(window, (slot, cells) => this.#judge(slot, cells));
  }

  /** Combinations of values in state. */
  get size(): number {
    return this.#buckets.size;
  }

  push(event: WindowEvent<Ref>): readonly ThresholdCandidate<Ref>[] {
    this.#pass(event.time);
    const until = leavesAt(this.#window, event.time);
    if (until < entersAt(this.#window, event.time)) return this.#drain();
    const tuples = this.#keys(event.document);
    if (tuples.length > 0) {
      this.#count(this.#cellOf(tuples), event, until);
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
    return this.#drain();
  }

  changes(): readonly (readonly [key: string, state: SavedCell<Ref> | undefined])[] {
    return this.#cells.changes().map(([id, cell]) => [id, cell && saveCell(cell)] as const);
  }

  restore(entries: Iterable<readonly [key: string, state: SavedCell<Ref>]>): void {
    const cells = Array.from(entries, ([id, saved]): readonly [string, Cell<Ref>] => {
      const cell: Cell<Ref> = { ...loadCell(id, saved), buckets: [] };
      this.#attach(cell, loadTuples(saved, this.#op.fields));
      this.#batches += cell.batches.length;
      this.#values += cell.values?.size ?? 0;
      return [id, cell];
    });
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

  #cellOf(tuples: readonly KeyTuple[]): Cell<Ref> {
    const id = tuples.length === 1 ? (tuples[0] as KeyTuple).id : tuples.map((tuple) => tuple.id).join("");
    const known = this.#cells.get(id);
    if (known) return known;
    const values = this.#distinct && new Map<string, number>();
    const cell: Cell<Ref> = { id, touched: 0, due: Number.NEGATIVE_INFINITY, buckets: [], batches: [], values };
    this.#attach(cell, tuples);
    return cell;
  }

  #attach(cell: Cell<Ref>, tuples: readonly KeyTuple[]): void {
    cell.buckets = tuples.map((tuple) => {
      let bucket = this.#buckets.get(tuple.id);
      if (!bucket) this.#buckets.set(tuple.id, (bucket = { tuple, cells: [], weighed: Number.NEGATIVE_INFINITY }));
      bucket.cells.push(cell);
      return bucket;
    });
  }

  #count(cell: Cell<Ref>, { ref, time, document }: WindowEvent<Ref>, until: number): void {
    const { hold } = this.#options;
    const batch = cell.batches.at(-1);
    hold?.retain(ref);
    if (batch && batch.until === until) {
      hold?.release(batch.last);
      batch.last = ref;
      batch.to = time;
      batch.count++;
    } else {
      hold?.retain(ref);
      cell.batches.push({ until, count: 1, from: time, to: time, first: ref, last: ref });
      this.#batches++;
    }
    if (cell.values && this.#distinct) for (const { id } of this.#distinct(document)) this.#countValue(cell.values, id, until);
    this.#sweep.add(cell, time);
    this.#cells.touch(cell.id, cell, time);
    while (this.#buckets.size > this.#limits.buckets || this.#batches > this.#limits.batches) this.#cells.evictStalest();
  }

  #countValue(values: Map<string, number>, value: string, until: number): void {
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
    const reached: Bucket<Ref>[] = [];
    for (const cell of cells) {
      this.#trim(cell, slot);
      for (const bucket of cell.buckets) {
        if (bucket.weighed === slot) continue;
        bucket.weighed = slot;
        if (this.#reaches(bucket, slot)) reached.push(bucket);
      }
    }
    reached.sort((a, b) => compareTuples(a.tuple, b.tuple));
    for (const bucket of reached) this.#candidates.push(this.#candidate(bucket, slot));
    const alerted = this.#options.maxSignals ?? reached.length;
    for (const bucket of reached.slice(0, alerted)) this.#exclude(bucket);
    for (const bucket of reached.slice(alerted)) this.#retry(bucket);
  }

  #reaches(bucket: Bucket<Ref>, slot: number): boolean {
    const { value, cardinality } = this.#op;
    const count = countAt(bucket, slot);
    const { trace } = this.#options;
    const distinct = cardinality && (trace || count >= value) ? distinctAt(bucket, slot) : undefined;
    const reached = count > 0 && count >= value && (!cardinality || (distinct ?? 0) >= cardinality.value);
    trace?.({ slot, values: bucket.tuple.values, count, ...(distinct !== undefined && { distinct }), reached });
    return reached;
  }

  #candidate(bucket: Bucket<Ref>, slot: number): ThresholdCandidate<Ref> {
    const { fields, cardinality } = this.#op;
    const { earliest, latest } = endsAt(bucket, slot) as { earliest: Batch<Ref>; latest: Batch<Ref> };
    this.#options.hold?.retain(earliest.first);
    this.#options.hold?.retain(latest.last);
    const shown = shownValues(bucket.tuple, fields);
    return {
      slot,
      time: latest.to,
      from: earliest.from,
      count: countAt(bucket, slot),
      terms: fields.map(({ name }, i) => ({ field: name, value: shown[i] ?? "" })),
      ...(cardinality && { cardinality: { field: cardinality.field.name, value: distinctAt(bucket, slot) } }),
      first: earliest.first,
      last: latest.last,
    };
  }

  /** What was counted in an alert counts no more: its events, up to the latest of them, are excluded from every bucket. */
  #exclude(bucket: Bucket<Ref>): void {
    for (const cell of [...bucket.cells]) {
      this.#cells.delete(cell.id);
      this.#forget(cell);
    }
  }

  #retry(bucket: Bucket<Ref>): void {
    for (const cell of bucket.cells) {
      this.#sweep.again(cell);
      this.#cells.mark(cell.id);
    }
  }

  /** Drops what the slot's window, and so every later one, has no more. */
  #trim(cell: Cell<Ref>, slot: number): void {
    const kept = cell.batches.findIndex((batch) => batch.until >= slot);
    if (kept === 0) return;
    const gone = cell.batches.splice(0, kept === -1 ? cell.batches.length : kept);
    this.#release(gone);
    if (gone.length > 0) this.#cells.mark(cell.id);
    for (const [value, until] of cell.values ?? []) {
      if (until >= slot) break;
      cell.values?.delete(value);
      this.#values--;
    }
  }

  /** Of a cell that is no longer in the store: lets go of all it holds. */
  #forget(cell: Cell<Ref>): void {
    for (const bucket of cell.buckets) {
      bucket.cells.splice(bucket.cells.indexOf(cell), 1);
      if (bucket.cells.length === 0) this.#buckets.delete(bucket.tuple.id);
    }
    cell.buckets = [];
    this.#release(cell.batches);
    cell.batches = [];
    this.#values -= cell.values?.size ?? 0;
    cell.values?.clear();
  }

  #release(batches: readonly Batch<Ref>[]): void {
    this.#batches -= batches.length;
    const { hold } = this.#options;
    if (!hold) return;
    for (const { first, last } of batches) {
      hold.release(first);
      hold.release(last);
    }
  }
}

const NOTHING: readonly never[] = Object.freeze([]);
