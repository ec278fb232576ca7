import { copyCounted, type Counted, CountedCells } from "../matcher/lines/counted.ts";
import { partOf, readCounted, writeCounted } from "../matcher/lines/counted-part.ts";
import type { PlacedCount } from "../operators/anomaly/job.ts";
import type { SpillStore } from "./spill.ts";

/** What is kept in memory; past it, it goes to the spill store. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Cells that are put away and read back at once. */
const PART_CELLS = 256;
/** What a text takes besides its characters. */
const TEXT_BYTES = 64;

/** Cells of one job, of events that are not of the time before, in order of their buckets. */
export interface CountedRun {
  read(): Generator<PlacedCount>;
}

/** To which job a cell belongs, and to which of its detectors; -1: it tells of the job's events. */
export interface CountedOwner {
  readonly job: number;
  readonly detector: number;
}

/** Keeps what was counted for machine learning jobs until their buckets are closed. */
export class CountedRuns {
  readonly #spill: SpillStore | undefined;
  readonly #most: number;
  #kept = 0;

  /** @param spill without it all stays in memory */
  constructor(spill: SpillStore | undefined, most: number = MOST_BYTES) {
    this.#spill = spill;
    this.#most = most;
  }

  /** Keeps a copy, in a run for each job. @param owners whose cells are whose */
  add(counted: Counted, owners: readonly CountedOwner[]): readonly (readonly [job: number, run: CountedRun])[] {
    const byJob = ordered(counted, owners);
    const size = bytesOf(counted);
    const isKept = !this.#spill || this.#kept + size <= this.#most;
    if (isKept) this.#kept += size;
    const kept = isKept ? copyCounted(counted) : undefined;
    return byJob.map(([job, cells]) => [job, kept ? { read: () => placed(kept, cells, owners) } : this.#putAway(counted, cells, owners)]);
  }

  #putAway(counted: Counted, cells: Int32Array, owners: readonly CountedOwner[]): CountedRun {
    const spill = this.#spill as SpillStore;
    const parts: { readonly offset: number; readonly length: number }[] = [];
    for (let from = 0; from < cells.length; from += PART_CELLS) {
      const bytes = writeCounted(partOf(counted, cells.subarray(from, from + PART_CELLS)));
      parts.push({ offset: spill.append(bytes), length: bytes.length });
    }
    return { read: () => placedParts(spill, parts, owners) };
  }
}

/** By job, in order: its cells in order of their buckets. */
function ordered(counted: Counted, owners: readonly CountedOwner[]): readonly (readonly [job: number, cells: Int32Array])[] {
  const cells = new CountedCells(counted);
  const { count } = cells;
  const starts = new Float64Array(count);
  const jobs = new Map<number, number[]>();
  for (let cell = 0; cell < count; cell++) {
    cells.goTo(cell);
    starts[cell] = cells.start;
    const { job } = owners[cells.owner] as CountedOwner;
    const own = jobs.get(job);
    if (own) own.push(cell);
    else jobs.set(job, [cell]);
  }
  const byStart = (a: number, b: number): number => (starts[a] as number) - (starts[b] as number);
  return [...jobs].map(([job, own]) => [job, Int32Array.from(own).sort(byStart)] as const);
}

function* placed(counted: Counted, numbers: Iterable<number>, owners: readonly CountedOwner[]): Generator<PlacedCount> {
  const cells = new CountedCells(counted);
  for (const number of numbers) {
    cells.goTo(number);
    yield { start: cells.start, detector: (owners[cells.owner] as CountedOwner).detector, counted: cells };
  }
}

function* placedParts(
  spill: SpillStore,
  parts: readonly { readonly offset: number; readonly length: number }[],
  owners: readonly CountedOwner[],
): Generator<PlacedCount> {
  for (const { offset, length } of parts) {
    const counted = readCounted(spill.read(offset, length));
    yield* placed(counted, Array(new CountedCells(counted).count).keys(), owners);
  }
}

function bytesOf({ cells, pairs, amounts, values: { entries, bytes, told } }: Counted): number {
  let size = told.size * TEXT_BYTES;
  for (const text of told.values()) size += 2 * text.length;
  return [cells, pairs, amounts, entries, bytes].reduce((sum, { byteLength }) => sum + byteLength, size);
}
