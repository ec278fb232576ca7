import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { type EventDocument, type Origin, originOf } from "../../src/event/origin.ts";
import { type InputSummary, readEvents, type ReadOptions } from "../../src/formats/input/read.ts";

/** All that a reading gave. */
export interface ReadResult {
  readonly events: readonly EventDocument[];
  readonly origins: readonly (Origin | undefined)[];
  readonly problems: readonly Diagnostic[];
  readonly summary: InputSummary;
  /** `T7004 Broken JSON record ×2` for each kind that was skipped. */
  readonly skipped: readonly string[];
}

/** Everything a reading gives. Raw records stay raw unless `normalise` is asked for. */
export async function readAll(inputs: string | readonly string[], options: ReadOptions = {}): Promise<ReadResult> {
  const events: EventDocument[] = [];
  const problems: Diagnostic[] = [];
  const reading = readEvents(inputs, { normalise: false, ...options, onProblem: (problem) => problems.push(problem) });
  for await (const event of reading) events.push(event);
  const summary = reading.summary();
  const skipped = summary.skipped.map(({ code, kind, count }) => `${code} ${kind} ×${count}`);
  return { events, origins: events.map(originOf), problems, summary, skipped };
}

/** Reads bytes as standard input, cut into the given chunks. */
export const readPiped = (chunks: readonly (Buffer | string)[], options: ReadOptions = {}): Promise<ReadResult> =>
  readAll("-", { ...options, stdin: piped(chunks) });

async function* piped(chunks: readonly (Buffer | string)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

/** Cuts bytes at the given places (any order, any range). */
export function cutAt(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  const bounds = [0, ...cuts, bytes.length];
  return bounds
    .slice(1)
    .map((end, i) => bytes.subarray(bounds[i], end))
    .filter((part) => part.length > 0);
}
