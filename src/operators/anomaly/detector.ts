import type { JsonObject } from "../../event/json.ts";
import type { CountedCells } from "../../matcher/lines/counted.ts";
import type { Counts } from "../../matcher/lines/gathering.ts";
import type { DetectorPlan, JobPlan } from "../../plan/job-plan.ts";
import { identify } from "../keys.ts";
import { addInfluencer, type Cell, type Influencer, mergeCell, newInfluencer, type SavedCell } from "./cell.ts";
import type { DetectorFunction } from "./detector-function.ts";
import type { FieldTexts } from "./field-texts.ts";
import type { BucketInfo, DetectorModel } from "./finding.ts";
import { detectorFunction } from "./functions/table.ts";
import { countsOf } from "./plan-gathering.ts";
import { createModel } from "./models/table.ts";
import { buildRecord } from "./build-record.ts";
import { hashOfAscii } from "./sample.ts";
import { ScoreHistory } from "./score.ts";

/** Records of a lower score are not worth their while: they are counted with the rest of the history and not told. */
export const MIN_RECORD_SCORE = 1;

/** The cells of one detector in one bucket, by id. */
export type CellMap = Map<string, Cell>;

/** Numbers of the fields in {@link FieldTexts}; undefined where the detector has none. */
interface DetectorFields {
  readonly field: number | undefined;
  readonly by: number | undefined;
  readonly over: number | undefined;
  readonly partition: number | undefined;
}

/** One detector of a job: gathers what its function needs of a bucket, and turns closed buckets into records. */
export class Detector {
  readonly model: DetectorModel;
  readonly #job: JobPlan;
  readonly #index: number;
  readonly #function: DetectorFunction;
  readonly #counts: Counts;
  readonly #fields: DetectorFields;
  readonly #influencers: readonly number[];
  readonly #scores = new ScoreHistory();
  #scoresChanged = true;

  constructor(job: JobPlan, index: number, texts: FieldTexts, influencers: readonly number[]) {
    const plan = job.detectors[index] as DetectorPlan;
    const register = (field: DetectorPlan["by"]): number | undefined => field && texts.register(field);
    this.#job = job;
    this.#index = index;
    this.#function = detectorFunction(plan.function);
    this.#counts = countsOf(this.#function);
    this.#fields = { field: register(plan.field), by: register(plan.by), over: register(plan.over), partition: register(plan.partition) };
    this.#influencers = influencers;
    this.model = createModel(plan, this.#function, job);
  }

  /** Adds the event at hand to a bucket's cells. `touched` is told of each cell that changed. */
  gather(texts: FieldTexts, time: number, cells: CellMap, touched: ((cell: Cell) => void) | undefined): void {
    const { field, by, over, partition } = this.#fields;
    const partitions = partition === undefined ? NULL : orNull(texts.read(partition));
    const bys = by === undefined ? NULL : texts.read(by);
    const overs = over === undefined ? NULL : texts.read(over);
    if (bys.length === 0 || overs.length === 0) return;
    const values = this.#valuesOf(texts, field, time);
    if (values.length === 0) return;
    for (const p of partitions) {
      for (const b of bys) {
        for (const o of overs) {
          const cell = this.#cell(cells, p, b, o);
          for (const value of values) cell.tally.add(value);
          this.#influence(texts, cell);
          touched?.(cell);
        }
      }
    }
  }

  /** Adds the cell at hand of those that were counted; gives the bucket's. */
  take(cells: CellMap, counted: CountedCells): Cell {
    const cell = this.#cell(cells, counted.key(0), counted.key(1), counted.key(2));
    const { tally } = cell;
    const values: [string, number][] = [];
    counted.forEachValue(
      (value, count) => void values.push([counted.text(value), count]),
      (number, value, count) => {
        const influencer = cell.influencers[number] as Influencer;
        // Most values of many are not counted: they need not be made texts.
        const hash = influencer.bound === Number.POSITIVE_INFINITY ? undefined : counted.ascii(value, hashOfAscii);
        if (hash === undefined || hash < influencer.bound) addInfluencer(influencer, counted.text(value), count);
      },
    );
    if (this.#counts === "events") tally.merge(counted.events);
    else if (values.length > 0) tally.merge([null, values]);
    else if (this.#counts === "times") for (const time of counted.amounts()) tally.add(this.#clockOf(time));
    else for (const amount of counted.amounts()) tally.add(amount);
    return cell;
  }

  /** Adds what was saved of a bucket's cell. */
  merge(cells: CellMap, saved: SavedCell): Cell {
    const cell = this.#cell(cells, saved[0], saved[1], saved[2]);
    mergeCell(cell, saved);
    return cell;
  }

  /**
   * Judges and learns a bucket.
   * @param told whether its records are told, or it only teaches
   */
  close(bucket: BucketInfo, cells: CellMap | undefined, told: boolean): readonly JsonObject[] {
    const ordered = cells ? [...cells.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) : [];
    const findings = [...this.model.close(bucket, ordered)].sort((a, b) => (a.cell.id < b.cell.id ? -1 : 1));
    if (findings.length === 0) return NONE;
    const scores = findings.map(({ probability }) => this.#scores.scoreOf(probability));
    for (const { probability } of findings) this.#scores.add(probability);
    this.#scoresChanged = true;
    if (!told) return NONE;
    return findings.flatMap((finding, i) => {
      const score = scores[i] ?? 0;
      return score < MIN_RECORD_SCORE ? [] : [buildRecord(this.#job, this.#index, bucket, finding, score)];
    });
  }

  changes(): readonly (readonly [key: string, state: unknown])[] {
    const models = this.model.changes().map(([key, state]) => [`m${key}`, state] as const);
    if (!this.#scoresChanged) return models;
    this.#scoresChanged = false;
    return [...models, ["s", this.#scores.save()]];
  }

  restore(entries: readonly (readonly [key: string, state: unknown])[]): void {
    this.model.restore(entries.flatMap(([key, state]) => (key.startsWith("m") ? [[key.slice(1), state] as const] : [])));
    const scores = entries.find(([key]) => key === "s")?.[1];
    if (scores) this.#scores.restore(scores as number[]);
    this.#scoresChanged = false;
  }

  #valuesOf(texts: FieldTexts, field: number | undefined, time: number): readonly (number | string)[] {
    if (this.#function.period) return [this.#clockOf(time)];
    if (this.#function.field === "none") return ONE;
    const values = field === undefined ? NULL_TEXTS : texts.read(field);
    return this.#function.field === "number" ? values.filter((text) => Number.isFinite(Number(text))) : values;
  }

  /** Seconds into the function's period. */
  #clockOf(time: number): number {
    const { start, length } = this.#function.period ?? NO_PERIOD;
    return ((((time - start) % length) + length) % length) / 1000;
  }

  #cell(cells: CellMap, partition: string | null, by: string | null, over: string | null): Cell {
    const id = identify([partition, by, over]);
    let cell = cells.get(id);
    if (!cell) {
      cell = { id, partition, by, over, tally: this.#function.tally(), influencers: this.#influencers.map(newInfluencer) };
      cells.set(id, cell);
    }
    return cell;
  }

  #influence(texts: FieldTexts, { influencers }: Cell): void {
    for (let i = 0; i < this.#influencers.length; i++) {
      const influencer = influencers[i] as Influencer;
      for (const text of texts.read(this.#influencers[i] as number)) addInfluencer(influencer, text);
    }
  }
}

const NO_PERIOD = { start: 0, length: Number.NaN };
const NULL: readonly (string | null)[] = Object.freeze([null]);
const NULL_TEXTS: readonly string[] = Object.freeze([]);
const ONE: readonly number[] = Object.freeze([1]);
const NONE: readonly JsonObject[] = Object.freeze([]);

/** Events without the partition field are a partition of their own. */
const orNull = (texts: readonly string[]): readonly (string | null)[] => (texts.length === 0 ? NULL : texts);
