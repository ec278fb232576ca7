import type { JsonObject } from "../../event/json.ts";
import type { CountedCells } from "../../matcher/lines/counted.ts";
import type { JobPlan } from "../../plan/job-plan.ts";
import { type Cell, type SavedCell, saveCell } from "./cell.ts";
import { type CellMap, Detector } from "./detector.ts";
import type { FieldTexts } from "./field-texts.ts";

/** One bucket that is still open: the cells of each detector. */
type OpenBucket = readonly CellMap[];

/** A saved cell and where it belongs. */
export interface PlacedCell {
  readonly start: number;
  readonly detector: number;
  readonly cell: SavedCell;
}

/** A cell that was counted of lines; read before the next one is asked for. */
export interface PlacedCount {
  readonly start: number;
  /** -1: it tells that the job has events in the bucket. */
  readonly detector: number;
  readonly counted: CountedCells;
}

/** Order in which cells leave: bucket by bucket. */
export const comparePlaced = (a: PlacedCell | PlacedCount, b: PlacedCell | PlacedCount): number => a.start - b.start;

/**
 * A machine learning job over a stream of events. Events fill buckets in any order; once nothing can come to a bucket any
 * more it is closed: judged by those before it, learnt, and its records handed out. Memory holds the open buckets and
 * one model a live key.
 */
export class JobOperator {
  readonly plan: JobPlan;
  readonly #texts: FieldTexts;
  readonly #detectors: readonly Detector[];
  readonly #open = new Map<number, OpenBucket>();
  #cells = 0;
  /** Start of the bucket after the last one that is closed. */
  #closedBefore = Number.NEGATIVE_INFINITY;
  /** Start of the earliest bucket with an event that was not of the time before: from it on records are told. */
  #told = Number.POSITIVE_INFINITY;
  /** The last bucket visited, since the next event is mostly in it. */
  #lastStart = Number.NaN;
  #last: OpenBucket | undefined;
  #dirty: Map<string, readonly [start: number, detector: number, id: string]> | undefined;

  constructor(plan: JobPlan, texts: FieldTexts) {
    this.plan = plan;
    this.#texts = texts;
    const influencers = plan.influencers.map((field) => texts.register(field));
    this.#detectors = plan.detectors.map((_, i) => new Detector(plan, i, texts, influencers));
  }

  /** Cells in memory. */
  get cells(): number {
    return this.#cells;
  }

  /** Keys that models are kept of. */
  get live(): number {
    return this.#detectors.reduce((sum, { model }) => sum + model.live, 0);
  }

  /** Keys given up because there were too many. */
  get evicted(): number {
    return this.#detectors.reduce((sum, { model }) => sum + model.evicted, 0);
  }

  /**
   * Takes the event that the field texts stand at.
   * @param primed it is of the time before: it teaches, and nothing is told of its bucket unless others come to it
   * @returns false where its bucket is closed
   */
  feed(time: number, primed: boolean): boolean {
    const start = Math.floor(time / this.plan.span) * this.plan.span;
    if (start < this.#closedBefore) return false;
    if (!primed) this.tell(start);
    const bucket = this.#bucket(start);
    for (let i = 0; i < this.#detectors.length; i++) {
      const cells = bucket[i] as CellMap;
      const before = cells.size;
      const touched = this.#dirty && ((cell: Cell) => void this.#dirty?.set(`${start} ${i} ${cell.id}`, [start, i, cell.id]));
      (this.#detectors[i] as Detector).gather(this.#texts, time, cells, touched);
      this.#cells += cells.size - before;
    }
    return true;
  }

  /** The bucket that begins at `start` has events that are not of the time before. */
  tell(start: number): void {
    if (start < this.#told) this.#told = start;
  }

  /**
   * Takes the cell at hand of those that were counted of lines.
   * @returns false where its bucket is closed
   */
  take(placed: PlacedCount): boolean {
    const { start, detector } = placed;
    if (start < this.#closedBefore) return false;
    const bucket = this.#bucket(start);
    if (detector < 0) this.tell(start);
    else {
      const { id } = this.#merge(bucket, placed) as Cell;
      this.#dirty?.set(`${start} ${detector} ${id}`, [start, detector, id]);
    }
    return true;
  }

  /** Closes the buckets that end at or before `time`: no earlier event will come. */
  *advance(time: number): Generator<JsonObject> {
    const before = Math.floor(time / this.plan.span) * this.plan.span;
    if (before <= this.#closedBefore) return;
    for (const start of [...this.#open.keys()].filter((each) => each < before).sort((a, b) => a - b)) {
      yield* this.#closeUpTo(start, this.#take(start), false);
    }
    yield* this.#closeSilence(before);
    this.#closedBefore = before;
  }

  /**
   * The input has ended, its last event at `last`: closes what is open and what was put away before, in order.
   * @param putAway cells that were taken out by {@link takeCells} or counted elsewhere, in order of {@link comparePlaced}
   */
  *finish(last: number | undefined, putAway: Iterable<PlacedCell | PlacedCount> = []): Generator<JsonObject> {
    for (const [start, bucket] of this.#inOrder(putAway))
      yield* this.#closeUpTo(start, bucket, last === undefined || last < start + this.plan.span);
    if (last !== undefined) yield* this.#closeSilence(Math.floor(last / this.plan.span) * this.plan.span);
  }

  /** Takes out all open cells, in order: for a store, when there are too many. */
  takeCells(): readonly PlacedCell[] {
    const placed = [...this.#open].flatMap(([start, bucket]) =>
      bucket.flatMap((cells, detector) => Array.from(cells.values(), (cell): PlacedCell => ({ start, detector, cell: saveCell(cell) }))),
    );
    this.#open.clear();
    this.#cells = 0;
    this.#lastStart = Number.NaN;
    return placed.sort(comparePlaced);
  }

  changes(): readonly (readonly [key: string, state: unknown])[] {
    const dirty = this.#dirty ? [...this.#dirty.values()] : this.#allCells();
    this.#dirty = new Map();
    const cells = dirty.map(([start, detector, id]) => {
      const cell = this.#open.get(start)?.[detector]?.get(id);
      return [`c ${start} ${detector} ${id}`, cell && [start, detector, saveCell(cell)]] as const;
    });
    const models = this.#detectors.flatMap((detector, i) => detector.changes().map(([key, state]) => [`d ${i} ${key}`, state] as const));
    const head = [finiteOrNull(this.#closedBefore), finiteOrNull(this.#told)];
    return [["head", head], ...cells, ...models];
  }

  restore(entries: Iterable<readonly [key: string, state: unknown]>): void {
    this.#dirty ??= new Map();
    const byDetector: (readonly [string, unknown])[][] = this.#detectors.map(() => []);
    for (const [key, state] of entries) {
      if (key === "head") {
        const [closed, told] = state as readonly [number | null, number | null];
        this.#closedBefore = closed ?? Number.NEGATIVE_INFINITY;
        this.#told = told ?? Number.POSITIVE_INFINITY;
      } else if (key.startsWith("c ")) {
        const [start, detector, cell] = state as readonly [number, number, SavedCell];
        this.#merge(this.#bucket(start), { start, detector, cell });
      } else {
        const end = key.indexOf(" ", 2);
        byDetector[Number(key.slice(2, end))]?.push([key.slice(end + 1), state]);
      }
    }
    this.#detectors.forEach((detector, i) => detector.restore(byDetector[i] ?? []));
  }

  #bucket(start: number): OpenBucket {
    if (start === this.#lastStart && this.#last) return this.#last;
    let bucket = this.#open.get(start);
    if (!bucket) {
      bucket = this.#detectors.map(() => new Map());
      this.#open.set(start, bucket);
    }
    this.#lastStart = start;
    this.#last = bucket;
    return bucket;
  }

  /** Undefined where it is of no detector. */
  #merge(bucket: OpenBucket, placed: PlacedCell | PlacedCount): Cell | undefined {
    const cells = bucket[placed.detector];
    if (!cells) return undefined;
    const before = cells.size;
    const detector = this.#detectors[placed.detector] as Detector;
    const cell = "counted" in placed ? detector.take(cells, placed.counted) : detector.merge(cells, placed.cell);
    this.#cells += cells.size - before;
    return cell;
  }

  /** The open buckets and those put away as one, in order. */
  *#inOrder(putAway: Iterable<PlacedCell | PlacedCount>): Generator<readonly [start: number, bucket: OpenBucket]> {
    const open = [...this.#open.keys()].sort((a, b) => a - b);
    let next = 0;
    let current: { readonly start: number; readonly bucket: OpenBucket } | undefined;
    for (const placed of putAway) {
      const { start } = placed;
      if (current && start !== current.start) {
        yield [current.start, current.bucket];
        current = undefined;
      }
      for (; next < open.length && (open[next] as number) < start; next++) yield [open[next] as number, this.#take(open[next] as number)];
      if (!current) {
        current = { start, bucket: open[next] === start ? this.#take(start) : this.#detectors.map(() => new Map()) };
        if (open[next] === start) next++;
      }
      this.#merge(current.bucket, placed);
    }
    if (current) yield [current.start, current.bucket];
    for (; next < open.length; next++) yield [open[next] as number, this.#take(open[next] as number)];
  }

  #take(start: number): OpenBucket {
    const bucket = this.#open.get(start) ?? [];
    this.#open.delete(start);
    this.#lastStart = Number.NaN;
    for (const [i, cells] of bucket.entries()) {
      this.#cells -= cells.size;
      if (this.#dirty) for (const { id } of cells.values()) this.#dirty.set(`${start} ${i} ${id}`, [start, i, id]);
    }
    return bucket;
  }

  *#closeUpTo(start: number, bucket: OpenBucket, unfinished: boolean): Generator<JsonObject> {
    yield* this.#closeSilence(start);
    yield* this.#close(start, bucket, unfinished);
  }

  /** Closes the buckets without events before `before`, where a detector minds them, as long as it still knows a key. */
  *#closeSilence(before: number): Generator<JsonObject> {
    if (this.#closedBefore === Number.NEGATIVE_INFINITY) return;
    const isMinded = (): boolean => this.#detectors.some(({ model }) => model.minds && model.live > 0);
    while (this.#closedBefore < before && isMinded()) yield* this.#close(this.#closedBefore, [], false);
  }

  *#close(start: number, bucket: OpenBucket, unfinished: boolean): Generator<JsonObject> {
    const { span } = this.plan;
    this.#closedBefore = start + span;
    for (const [i, detector] of this.#detectors.entries()) {
      yield* detector.close({ start, span, unfinished }, bucket[i], start >= this.#told);
    }
  }

  #allCells(): readonly (readonly [start: number, detector: number, id: string])[] {
    return [...this.#open].flatMap(([start, bucket]) =>
      bucket.flatMap((cells, i) => Array.from(cells.keys(), (id) => [start, i, id] as const)),
    );
  }
}

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
