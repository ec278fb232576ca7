import type { Diagnostic } from "../diagnostics/index.ts";
import type { EventDocument } from "../event/origin.ts";
import { createProblemLog, type SkippedKind } from "../formats/input/problems.ts";
import { type InputSummary, readBatches, type ReadOptions } from "../formats/input/read.ts";
import type { IndicatorDocument } from "../operators/indicator-match-document.ts";
import { createStixReader, type StixReader } from "./stix/convert.ts";

export interface IndicatorOptions {
  /** Input format; default: told by content. */
  readonly format?: string | undefined;
  /** What `-` reads. Default: the process's standard input. */
  readonly stdin?: ReadOptions["stdin"];
  /** Epoch milliseconds: `@timestamp` of STIX objects that have no time of their own. Without it these have none. */
  readonly now?: number | undefined;
  /** Told the first few problems of each kind as they happen; all are counted in the summary. */
  readonly onProblem?: ((problem: Diagnostic) => void) | undefined;
}

/** What a reading of indicators came to; complete when its iteration has ended. */
export interface IndicatorSummary {
  readonly input: InputSummary;
  /** Documents given. */
  readonly indicators: number;
  /** What could not be read, of the files and of STIX, by kind. */
  readonly skipped: readonly SkippedKind[];
}

/** An iteration to be run once, and what it came to. */
export type IndicatorReading = AsyncIterable<readonly IndicatorDocument[]> & { summary(): IndicatorSummary };

/** A bundle of STIX is one record. Node.js takes no text much longer. */
const MAX_BUNDLE_BYTES = 384 * 2 ** 20;

/**
 * Reads indicators from files, folders, globs, archives and `-`, in batches: ECS threat documents as ndjson, JSON and
 * exports of Elasticsearch, as they are; STIX 2.1 bundles, answers of TAXII servers and single STIX objects, as ECS
 * threat documents, one for each alternative of an indicator's pattern. Bad input never throws: it is counted.
 */
export function readIndicators(inputs: string | readonly string[], options: IndicatorOptions = {}): IndicatorReading {
  const { format, stdin, now, onProblem } = options;
  const problems = createProblemLog(onProblem);
  const batches = readBatches(inputs, { format, stdin, onProblem, normalise: false, limits: { maxRecordBytes: MAX_BUNDLE_BYTES } });
  const stix = createStixReader(problems, now);
  let indicators = 0;

  async function* read(): AsyncGenerator<readonly IndicatorDocument[]> {
    for await (const batch of batches) {
      const documents = batch.flatMap((record) => indicatorsOf(record, stix));
      indicators += documents.length;
      if (documents.length > 0) yield documents;
    }
  }

  const summary = (): IndicatorSummary => {
    const input = batches.summary();
    return { input, indicators, skipped: [...input.skipped, ...problems.kinds()] };
  };
  return { [Symbol.asyncIterator]: read, summary };
}

/** As {@link readIndicators}, all at once: for sets that fit into memory as documents. */
export async function loadIndicators(
  inputs: string | readonly string[],
  options: IndicatorOptions = {},
): Promise<IndicatorSummary & { readonly documents: readonly IndicatorDocument[] }> {
  const reading = readIndicators(inputs, options);
  const documents: IndicatorDocument[] = [];
  for await (const batch of reading) for (const document of batch) documents.push(document);
  return { documents, ...reading.summary() };
}

const indicatorsOf = (record: EventDocument, stix: StixReader): readonly IndicatorDocument[] => stix.read(record) ?? [record];
