import type { Scalar } from "../../event/json.ts";
import { CELL_WORDS, type Counted, ENTRY_WORDS, PAIR_WORDS } from "./counted.ts";
import type { CountedDetector, Counts, GatheringHost, GatheringPlan } from "./gathering.ts";
import type { SieveMemory } from "./sieve-memory.ts";
import type { SieveExports, SieveHost } from "./sieve-module.ts";

/** What detectors count, as `assembly/gather.ts` has it. */
const COUNTS: Readonly<Record<Counts, number>> = { events: 0, numbers: 1, values: 2, "numeric values": 3, times: 4 };
/** Words of what is laid down, as `assembly/gather.ts` and `assembly/fields.ts` have them. */
const JOB_WORDS = 8;
const DETECTOR_WORDS = 8;
const SPAN_DOUBLES = 3;
const FIELD_WORDS = 18;
const LITERAL = { none: 0, all: 1, addresses: 2 } as const;
const AMOUNT_DOUBLES = 2;
/** Values are numbered from 1 to here. */
const MOST_VALUES = 1 << 15;

/** Lays down what is counted for jobs. @param pathOf the number of a path that is read from lines */
export function layGathering(memory: SieveMemory, { takers, fields, jobs }: GatheringPlan, pathOf: (path: string) => number): void {
  const { exports } = memory;
  const detectors = jobs.flatMap((job) => job.detectors);
  const spans = [...new Set(jobs.map(({ span }) => span))];
  exports.layGathering(takers.length, jobs.length, detectors.length, spans.length);
  const fieldsAt = exports.layFields(fields.length, MOST_VALUES + 1);
  const detectorWords = detectors.map((detector) => [...wordsOf(detector), memory.list(detector.influencers), 0]);
  const { words } = memory;
  words.set(
    takers.map((job) => job + 1),
    exports.takersAt() >> 2,
  );
  let first = 0;
  jobs.forEach((job, i) => {
    words.set([spans.indexOf(job.span), first, job.detectors.length], (exports.jobsAt() >> 2) + i * JOB_WORDS);
    first += job.detectors.length;
  });
  detectorWords.forEach((each, i) => words.set(each, (exports.detectorsAt() >> 2) + i * DETECTOR_WORDS));
  const doubles = new Float64Array(words.buffer);
  spans.forEach((span, i) => (doubles[(exports.spansAt() >> 3) + i * SPAN_DOUBLES] = span));
  fields.forEach(({ path, from, numeric, literal, longest }, i) =>
    words.set(
      [pathOf(path), from === undefined ? -1 : pathOf(from), numeric ? 1 : 0, LITERAL[literal], longest],
      (fieldsAt >> 2) + i * FIELD_WORDS,
    ),
  );
}

const wordsOf = ({ counts, keys, field, influencers }: CountedDetector): readonly number[] => [
  COUNTS[counts],
  ...keys,
  field,
  influencers.length,
];

/** Machine learning jobs that the line at hand is known to be of, which are not among its candidates. */
export interface TakenJobs {
  /** Their numbers. */
  list(): Int32Array;
  /** Counts the line for them; false where they must be given its event. A line without candidates that can be counted is, and is passed over. */
  gather(): boolean;
  /** Hands over what was counted. */
  handOver(): void;
}

/** @param jobs how many there are */
export function takenJobs(exports: SieveExports, jobs: number): TakenJobs {
  const all = new Int32Array(exports.memory.buffer, exports.takenAt(), jobs);
  return {
    list: () => all.subarray(0, exports.takenJobs()),
    gather: () => exports.gatherLine() === 1,
    handOver: () => exports.handOver(),
  };
}

/** Where nothing is gathered. */
export const NO_HOST: SieveHost = {
  tellText: () => 0,
  forgetTexts: () => undefined,
  takeCells: () => undefined,
};

/** Tells the texts of values, and hands over what was counted, for a sieve that is laid down later. */
export class Gatherer implements SieveHost {
  readonly #host: GatheringHost;
  #exports: SieveExports | undefined;
  #valueOf: (kind: number, from: number, to: number) => Scalar = () => "";
  #numbers = new Float64Array();
  readonly #told = new Map<number, string>();

  constructor(host: GatheringHost) {
    this.#host = host;
  }

  /** The memory does not move any more. */
  begin(exports: SieveExports, valueOf: (kind: number, from: number, to: number) => Scalar): void {
    this.#exports = exports;
    this.#valueOf = valueOf;
    this.#numbers = new Float64Array(exports.memory.buffer, exports.numbersAt(), MOST_VALUES + 1);
  }

  readonly tellText = (number: number, reader: number, kind: number, from: number, to: number): number => {
    const text = this.#host.textOf(reader >> 1, (reader & 1) === 1, this.#valueOf(kind, from, to));
    if (text === undefined) return 0;
    this.#told.set(number, text);
    this.#numbers[number] = Number(text);
    return 1;
  };

  readonly forgetTexts = (): void => this.#told.clear();

  readonly takeCells = (cells: number, pairs: number, amounts: number): void => {
    const exports = this.#exports as SieveExports;
    const { buffer } = exports.memory;
    const counted: Counted = {
      cells: new Int32Array(buffer, exports.cellsAt(), cells * CELL_WORDS),
      pairs: new Int32Array(buffer, exports.pairsAt(), pairs * PAIR_WORDS),
      amounts: new Float64Array(buffer, exports.amountsAt(), amounts * AMOUNT_DOUBLES),
      values: {
        entries: new Int32Array(buffer, exports.internedAt(), exports.internedCount() * ENTRY_WORDS),
        bytes: new Uint8Array(buffer, exports.internedBytesAt(), exports.internedBytes()),
        address: exports.internedBytesAt(),
        told: this.#told,
      },
    };
    this.#host.take(counted);
  };
}
