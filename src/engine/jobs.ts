import type { Json, JsonObject } from "../event/json.ts";
import type { EventDocument } from "../event/origin.ts";
import { type FieldLine, FieldTexts } from "../operators/anomaly/field-texts.ts";
import { comparePlaced, JobOperator } from "../operators/anomaly/job.ts";
import { planGathering } from "../operators/anomaly/plan-gathering.ts";
import { type Counted, CountedCells } from "../matcher/lines/counted.ts";
import type { GatheringPlan } from "../matcher/lines/gathering.ts";
import type { JobPlan } from "../plan/job-plan.ts";
import type { CellRun, CellRuns } from "./cell-runs.ts";
import type { CountedOwner, CountedRun, CountedRuns } from "./counted-runs.ts";
import { mergeOrdered } from "./merge.ts";
import { planHash } from "./state/entries.ts";
import type { Journal } from "./state/journal.ts";
import { type JobStats, newJobStats } from "./stats.ts";

/** Cells of open buckets in memory, of all jobs, before they go to the spill store (a batch). */
const MAX_CELLS = 60_000;

interface RunningJob {
  readonly operator: JobOperator;
  readonly stats: JobStats;
  /** Cells that were put away. */
  readonly runs: CellRun[];
  /** Cells that were counted of lines. */
  readonly counted: CountedRun[];
}

export interface JobsParts {
  /** Where cells go past a bound; without it they stay in memory. */
  readonly cellRuns: CellRuns | undefined;
  readonly countedRuns: CountedRuns;
  readonly journal: Journal;
}

/** The machine learning jobs of an engine. Jobs that do not change live on in the next engine loop. */
export class Jobs {
  readonly #parts: JobsParts;
  readonly #texts: FieldTexts;
  readonly #jobs: readonly RunningJob[];
  /** Of all detectors in order, then of all jobs: whose cells are whose. */
  readonly #owners: readonly CountedOwner[];
  #current: EventDocument | undefined;
  #events = 0;

  constructor(plans: readonly JobPlan[], parts: JobsParts, previous?: Jobs) {
    this.#parts = parts;
    this.#texts = previous ? previous.#texts : new FieldTexts();
    const running = previous ? previous.#jobs : [];
    for (const { operator } of running) {
      const plan = plans.findLast(({ id }) => id === operator.plan.id);
      const hash = plan && planHash({ plan });
      if (hash !== planHash(operator)) parts.journal.restart(savedName(operator), hash);
    }
    this.#jobs = plans.map((plan): RunningJob => {
      const kept = running.find(({ operator }) => planHash(operator) === planHash({ plan }));
      if (kept) return kept;
      const operator = new JobOperator(plan, this.#texts);
      if (previous) parts.journal.restart(savedName(operator), planHash({ plan }));
      return { operator, stats: newJobStats(plan.id), runs: [], counted: [] };
    });
    const detectors = plans.flatMap((plan, job) => plan.detectors.map((_, detector) => ({ job, detector })));
    this.#owners = [...detectors, ...plans.map((_, job) => ({ job, detector: -1 }))];
  }

  /** Gives an event to one job that its datafeed takes. */
  feed(number: number, document: EventDocument, time: number, primed: boolean): void {
    if (document !== this.#current) {
      this.#texts.begin(document);
      this.#current = document;
      this.#count();
    }
    this.#feed(number, time, primed);
  }

  /** Gives an event that was not parsed to the jobs whose datafeeds take it. */
  feedLine(numbers: readonly number[], line: FieldLine, time: number): void {
    this.#current = undefined;
    this.#texts.beginLine(line);
    this.#count();
    for (const number of numbers) this.#feed(number, time, false);
  }

  /** Takes what was counted of lines, of the time at hand. Its lists may change afterwards. */
  take(counted: Counted): void {
    const cells = new CountedCells(counted);
    for (let cell = 0; cell < cells.count; cell++) {
      cells.goTo(cell);
      const { job, detector } = this.#owners[cells.owner] as CountedOwner;
      if (detector >= 0) continue;
      const { operator, stats } = this.#jobs[job] as RunningJob;
      operator.tell(cells.start);
      stats.events += cells.events;
    }
    for (const [job, run] of this.#parts.countedRuns.add(counted, this.#owners)) this.#jobs[job]?.counted.push(run);
  }

  /** Live: takes what was counted of lines since the clock went on last. Its lists may change afterwards. */
  add(counted: Counted): void {
    const cells = new CountedCells(counted);
    for (let cell = 0; cell < cells.count; cell++) {
      cells.goTo(cell);
      const { job, detector } = this.#owners[cells.owner] as CountedOwner;
      const { operator, stats } = this.#jobs[job] as RunningJob;
      const isTaken = operator.take({ start: cells.start, detector, counted: cells });
      if (detector >= 0) continue;
      if (isTaken) stats.events += cells.events;
      else stats.late += cells.events;
    }
  }

  /** What is counted of lines. @param takers by predicate: the number of the job whose events it finds; -1: none */
  gathering(takers: Int32Array): GatheringPlan {
    return planGathering(
      this.#jobs.map(({ operator }) => operator.plan),
      this.#texts,
      takers,
    );
  }

  /** Where the jobs' fields are read. */
  get texts(): FieldTexts {
    return this.#texts;
  }

  /** Fields that jobs read of events. */
  get paths(): readonly string[] {
    return this.#texts.paths;
  }

  #count(): void {
    if (++this.#events % 1024 === 0) this.#putAway();
  }

  #feed(number: number, time: number, primed: boolean): void {
    const { operator, stats } = this.#jobs[number] as RunningJob;
    if (Number.isNaN(time)) {
      stats.no_time++;
      return;
    }
    if (operator.feed(time, primed)) stats.events++;
    else stats.late++;
  }

  /** No event before `time` will come: the records of the buckets that this closes. */
  *advance(time: number): Generator<JsonObject> {
    for (const job of this.#jobs) yield* this.#counted(job, job.operator.advance(time));
  }

  /** The input has ended, its last event at `last`. */
  *finish(last: number | undefined): Generator<JsonObject> {
    for (const job of this.#jobs) {
      const { cellRuns } = this.#parts;
      const putAway = cellRuns ? job.runs.map((run) => cellRuns.read(run)) : [];
      const sources = [...putAway, ...job.counted.map((run) => run.read())];
      yield* this.#counted(job, job.operator.finish(last, mergeOrdered(sources, comparePlaced)));
      job.runs.length = 0;
      job.counted.length = 0;
    }
  }

  /** Under what name each job's state is saved, and what it belongs to. */
  plans(): readonly (readonly [name: string, hash: string])[] {
    return this.#jobs.map(({ operator }) => [savedName(operator), planHash(operator)] as const);
  }

  /** Marks what changed in the journal. */
  mark(): void {
    for (const { operator } of this.#jobs)
      for (const [key, state] of operator.changes())
        this.#parts.journal.mark(savedName(operator), "state", key, () => state as Json | undefined);
  }

  /** Takes over what an earlier engine saved of a job, by key. */
  restore(name: string, pieces: readonly (readonly [key: string, state: Json])[]): void {
    const job = this.#jobs.find(({ operator }) => savedName(operator) === name);
    job?.operator.restore(pieces.map(([key, state]) => [key, structuredClone(state)] as const));
  }

  stats(): readonly JobStats[] {
    return this.#jobs.map(({ operator, stats }) => ({ ...stats, live_keys: operator.live, evicted: operator.evicted }));
  }

  *#counted({ stats }: RunningJob, records: Iterable<JsonObject>): Generator<JsonObject> {
    for (const record of records) {
      stats.records++;
      yield record;
    }
  }

  #putAway(): void {
    const { cellRuns, journal } = this.#parts;
    if (!cellRuns || journal.active) return;
    if (this.#jobs.reduce((sum, { operator }) => sum + operator.cells, 0) < MAX_CELLS) return;
    for (const { operator, runs } of this.#jobs) if (operator.cells > 0) runs.push(cellRuns.write(operator.takeCells()));
  }
}

const savedName = ({ plan }: JobOperator): string => `job:${plan.id}`;
