import type { Diagnostic } from "../../diagnostics/index.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { Integration } from "../../integrations/integration.ts";
import type { ByteSource } from "./byte-source.ts";
import { createExpansionGuard } from "./expansion.ts";
import { faultOf } from "./fault.ts";
import { type OpenFile, openFile, openPipe } from "./file.ts";
import type { Batch } from "./batch.ts";
import type { Format } from "./format.ts";
import { fileBytes } from "./file-bytes.ts";
import { chooseFormat, type FormatChoice, reportUnknownFormat } from "./format-choice.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { type InputFile, listInputs } from "./list-inputs.ts";
import { type Normalising, normalising } from "./normalising.ts";
import { createProblemLog, type ProblemLog, type SkippedKind } from "./problems.ts";
import { readSource, reportFault } from "./read-source.ts";
import { stdinSource } from "./stdin.ts";

export interface ReadOptions {
  /**
   * The name of an input format (`FORMAT_NAMES`), of an integration (`INTEGRATION_NAMES`), or of both; `auto`, the
   * default, tells it by content. Containers are always told by content.
   */
  readonly format?: string | undefined;
  /** Whether raw records become ECS documents (`integrations/`). Default: yes. */
  readonly normalise?: boolean | undefined;
  /** Epoch milliseconds by which piped input was written at the latest: for times that come without a year. */
  readonly now?: number | undefined;
  /** Mappings of a person's own: integrations that are asked before all others. */
  readonly mappings?: readonly Integration[] | undefined;
  /** What `-` reads. Default: the process's standard input. */
  readonly stdin?: AsyncIterable<Uint8Array | string> | undefined;
  /** Told the first few problems of each kind as they happen; all are counted in the summary. */
  readonly onProblem?: ((problem: Diagnostic) => void) | undefined;
  /** Told after every batch: often; throttle what is slow. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

export interface ReadBlocksOptions extends ReadOptions {
  /** Whether lines of files may come as parts of them, to be read by whoever judges them; an empty batch comes behind such. */
  readonly apart?: boolean | undefined;
}

export interface ReadProgress {
  /** Bytes read of the input files as they lie on disk (compressed where they are). */
  readonly bytes: number;
  /** Of all input files together; absent where one is a pipe. */
  readonly totalBytes?: number;
  readonly events: number;
}

/** What a reading came to; complete when its iteration has ended. */
export interface InputSummary {
  /** Inputs found: files, pipes, standard input. */
  readonly files: number;
  /** Of these, opened and read. */
  readonly read: number;
  /** Members of archives that were read as events. */
  readonly members: number;
  readonly bytes: number;
  readonly events: number;
  /** What was skipped or lost, by kind. */
  readonly skipped: readonly SkippedKind[];
  /** Raw records turned into ECS documents, by integration. */
  readonly converted: Readonly<Record<string, number>>;
  /** Records that came through without a mapping, by kind. */
  readonly unmapped: readonly SkippedKind[];
}

/** An iteration to be run once, and what it came to. */
export type Reading<T> = AsyncIterable<T> & { summary(): InputSummary };

/**
 * Reads events from files, folders (all files in them, in name order), globs, pipes and `-`, through gzip, zstd, zip
 * and tar, in every known format, and turns raw records of known kinds into ECS documents. An ECS document is the plain
 * parsed object. Each event has its origin under `ORIGIN`; hits of Elasticsearch are unwrapped, with `_index`, `_id` and `_version` on the event. Of two equal keys in an object the
 * last one counts. Memory stays flat whatever the size of the input. Bad input never throws: it is counted in the summary.
 */
export function readEvents(inputs: string | readonly string[], options: ReadOptions = {}): Reading<EventDocument> {
  const batches = readBatches(inputs, options);
  return { [Symbol.asyncIterator]: () => flatten(batches), summary: batches.summary };
}

/** As {@link readEvents}, in lists of some hundred events at the most: faster, and what is at hand comes at once. */
export function readBatches(inputs: string | readonly string[], options: ReadOptions = {}): Reading<EventDocument[]> {
  return reading(inputs, options, false) as Reading<EventDocument[]>;
}

/**
 * As {@link readBatches}, but ECS documents that stand one a line come as blocks of such lines, to be parsed where that is
 * wanted. A block is to be done with before the next batch is asked for.
 */
export function readBlocks(inputs: string | readonly string[], options: ReadBlocksOptions = {}): Reading<Batch> {
  return reading(inputs, options, true);
}

function reading(inputs: string | readonly string[], options: ReadBlocksOptions, lines: boolean): Reading<Batch> {
  const run = new ReadRun(typeof inputs === "string" ? [inputs] : inputs, options, lines);
  return { [Symbol.asyncIterator]: () => run.batches(), summary: () => run.summary() };
}

async function* flatten(batches: AsyncIterable<EventDocument[]>): AsyncGenerator<EventDocument> {
  for await (const batch of batches) yield* batch;
}

class ReadRun {
  readonly #named: readonly string[];
  /** Blocks of lines are wanted. A record that is said to be some integration's is always parsed. */
  readonly #lines: boolean;
  readonly #options: ReadBlocksOptions;
  readonly #limits: Limits;
  readonly #problems: ProblemLog;
  readonly #choice: FormatChoice | undefined;
  readonly #normalising: Normalising;
  #files = 0;
  #read = 0;
  #members = 0;
  #bytes = 0;
  #totalBytes: number | undefined;
  #events = 0;

  constructor(named: readonly string[], options: ReadBlocksOptions, lines: boolean) {
    this.#named = named;
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#problems = createProblemLog(options.onProblem);
    this.#choice = chooseFormat(options.format ?? "auto");
    this.#lines = lines && asTheyStand(options, this.#choice);
    this.#normalising = normalising(this.#choice?.integration, this.#problems, options);
  }

  summary(): InputSummary {
    const { converted, unmapped } = this.#normalising.summary();
    const counts = { files: this.#files, read: this.#read, members: this.#members, bytes: this.#bytes, events: this.#events };
    return { ...counts, skipped: this.#problems.kinds(), converted, unmapped };
  }

  async *batches(): AsyncGenerator<Batch> {
    if (!this.#choice) {
      reportUnknownFormat(this.#options.format ?? "auto", this.#problems);
      return;
    }
    const files = await listInputs(this.#named, this.#problems);
    this.#files = files.length;
    if (files.every((file) => file.kind === "file")) this.#totalBytes = files.reduce((sum, file) => sum + file.size, 0);
    for (const [input, file] of files.entries()) yield* this.#readFile(file, input, this.#choice.format);
  }

  async *#readFile(file: InputFile, input: number, format: Format | undefined): AsyncGenerator<Batch> {
    let bytes = 0;
    const onBytes = (count: number): void => {
      bytes += count;
      this.#bytes += count;
    };
    const source = await this.#open(file, onBytes);
    if (!source) return;
    this.#read++;
    const guard = createExpansionGuard(this.#limits, () => Math.max(file.size, bytes));
    const later = file.kind === "file" ? fileBytes(file.path) : undefined;
    const lines = this.#lines ? { later, apart: this.#options.apart === true } : undefined;
    const modified = file.modified ?? this.#options.now;
    const shared = { limits: this.#limits, problems: this.#problems, guard, format, modified, lines };
    const state = { ...shared, input, file: file.path, members: 0, told: new WeakSet() };
    try {
      for await (const batch of readSource(source, state)) {
        if (Array.isArray(batch)) {
          const events = this.#normalising.batch(batch);
          this.#events += events.length;
          this.#options.onProgress?.(this.#progress());
          yield events;
        } else {
          yield this.#normalising.block(batch, (events) => (this.#events += events));
          this.#options.onProgress?.(this.#progress());
        }
      }
    } finally {
      this.#members += state.members;
      await source.close?.();
    }
  }

  async #open(file: InputFile, onBytes: (count: number) => void): Promise<(ByteSource & Partial<OpenFile>) | undefined> {
    try {
      if (file.kind === "stdin") return stdinSource(this.#options.stdin ?? process.stdin, onBytes);
      return await (file.kind === "file" ? openFile(file.path, onBytes) : openPipe(file.path, onBytes));
    } catch (error) {
      const fault = faultOf(error);
      if (!fault) throw error;
      reportFault(fault, file.path, this.#problems);
      return undefined;
    }
  }

  #progress(): ReadProgress {
    const { bytes, events } = { bytes: this.#bytes, events: this.#events };
    return this.#totalBytes === undefined ? { bytes, events } : { bytes, events, totalBytes: this.#totalBytes };
  }
}

/** Whether documents that are ECS are passed on as they stand. */
const asTheyStand = ({ normalise, mappings = [] }: ReadOptions, choice: FormatChoice | undefined): boolean =>
  choice?.integration === undefined && normalise !== false && mappings.length === 0;
