import type { JobPlan, DetectorPlan } from "../../../plan/job-plan.ts";
import { identify } from "../../keys.ts";
import { KeyStore, type Touched } from "../../key-store.ts";
import { type Baseline, judgeAmount, learnAmount, newBaseline } from "../baseline.ts";
import type { Cell } from "../cell.ts";
import type { DetectorFunction } from "../detector-function.ts";
import { type BucketInfo, type DetectorModel, type Finding, MAX_KEYS } from "../finding.ts";
import { grouped, oneIn } from "../words.ts";

interface KeyedBaseline extends Touched {
  readonly partition: string | null;
  readonly by: string | null;
  readonly baseline: Baseline;
}

/** Compares each key's amount with its own past or, in a population, with those of the other members. */
export class AmountModel implements DetectorModel {
  evicted = 0;
  readonly minds: boolean;
  readonly #detector: DetectorPlan;
  readonly #function: DetectorFunction;
  readonly #job: Pick<JobPlan, "span" | "pruneAfter">;
  readonly #counts: boolean;
  readonly #seasonal: boolean;
  readonly #store: KeyStore<KeyedBaseline>;

  constructor(detector: DetectorPlan, definition: DetectorFunction, job: Pick<JobPlan, "span" | "pruneAfter">) {
    this.#detector = detector;
    this.#function = definition;
    this.#job = job;
    this.#counts = definition.counts === true;
    this.#seasonal = detector.over === undefined;
    this.minds = definition.silence === "zero" && detector.side !== "high" && detector.over === undefined;
    this.#store = new KeyStore(MAX_KEYS, () => void this.evicted++);
  }

  get live(): number {
    return this.#store.size;
  }

  close(bucket: BucketInfo, cells: readonly Cell[]): readonly Finding[] {
    const findings: Finding[] = [];
    this.#store.expire(bucket.start - this.#job.pruneAfter, () => undefined);
    if (this.#detector.over) this.#closePopulation(bucket, cells, findings);
    else for (const cell of cells) this.#closeCell(bucket, cell, findings);
    if (this.minds && !bucket.unfinished) this.#closeSilent(bucket, findings);
    return findings;
  }

  changes(): readonly (readonly [key: string, state: unknown])[] {
    return this.#store.changes();
  }

  restore(entries: Iterable<readonly [key: string, state: unknown]>): void {
    this.#store.restore(entries as Iterable<readonly [string, KeyedBaseline]>);
  }

  #closeCell(bucket: BucketInfo, cell: Cell, findings: Finding[]): void {
    const amount = this.#function.value(cell.tally);
    if (amount === undefined) return;
    const id = identify([cell.partition, cell.by]);
    const known = this.#store.get(id) ?? this.#begin(cell, bucket.start);
    this.#fillGap(known.baseline, bucket.start);
    this.#judge(bucket, known.baseline, cell, [cell], amount, findings);
    learnAmount(known.baseline, amount, bucket.start, this.#seasonal);
    this.#store.touch(id, known, bucket.start);
  }

  #closePopulation({ start, ...bucket }: BucketInfo, cells: readonly Cell[], findings: Finding[]): void {
    const groups = Map.groupBy(cells, (cell) => identify([cell.partition, cell.by]));
    for (const [id, members] of groups) {
      const known = this.#store.get(id) ?? this.#begin(members[0] as Cell, start);
      const amounts = members.map((cell) => this.#function.value(cell.tally));
      members.forEach((cell, i) => {
        const amount = amounts[i];
        if (amount !== undefined) this.#judge({ start, ...bucket }, known.baseline, cell, [cell], amount, findings);
      });
      for (const amount of amounts) if (amount !== undefined) learnAmount(known.baseline, amount, start, this.#seasonal);
      this.#store.touch(id, known, start);
    }
  }

  /** Keys that are usually there and had no event. */
  #closeSilent(bucket: BucketInfo, findings: Finding[]): void {
    for (const known of this.#store.values()) {
      const { partition, by, baseline } = known;
      if (baseline.last >= bucket.start) continue;
      const id = identify([partition, by]);
      this.#fillGap(baseline, bucket.start);
      this.#judge(bucket, baseline, { id, partition, by, over: null }, [], 0, findings);
      learnAmount(baseline, 0, bucket.start, this.#seasonal);
      this.#store.mark(id);
    }
  }

  #judge(
    bucket: BucketInfo,
    baseline: Baseline,
    cell: Finding["cell"],
    cells: Finding["cells"],
    amount: number,
    findings: Finding[],
  ): void {
    const { side, ignoreBelow, over } = this.#detector;
    if (ignoreBelow !== undefined && amount < ignoreBelow) return;
    const kind = { counts: this.#counts, seasonal: this.#seasonal };
    const verdict = judgeAmount(baseline, amount, bucket.start, side, kind);
    if (!verdict || (bucket.unfinished && verdict.side === "low")) return;
    const { probability, typical } = verdict;
    const earlier = baseline.count;
    const words = (): string => {
      const usual = over ? `the others have ${grouped(typical)}` : `${grouped(typical)} is usual`;
      const what = verdict.side === "high" ? "so much" : "so little";
      return `${grouped(amount)}, where ${usual}: ${oneIn(probability)} has ${what} (${grouped(earlier)} earlier values)`;
    };
    findings.push({ cell, cells, probability, actual: amount, typical, words });
  }

  #begin({ partition, by }: Pick<Cell, "partition" | "by">, start: number): KeyedBaseline {
    return { touched: start, partition, by, baseline: newBaseline(start) };
  }

  /** Buckets of silence that nobody has looked at are zeros. */
  #fillGap(baseline: Baseline, start: number): void {
    if (this.#function.silence !== "zero" || this.#detector.over || baseline.count === 0) return;
    for (let gap = baseline.last + this.#job.span; gap < start; gap += this.#job.span) learnAmount(baseline, 0, gap, this.#seasonal);
  }
}
