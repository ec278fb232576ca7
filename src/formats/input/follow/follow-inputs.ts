import { resolve } from "node:path";
import type { Diagnostic } from "../../../diagnostics/index.ts";
import type { EventDocument } from "../../../event/origin.ts";
import type { Normaliser } from "../../../integrations/normaliser.ts";
import { DEFAULT_LIMITS } from "../limits.ts";
import { type Normalising, normalising } from "../normalising.ts";
import { createProblemLog } from "../problems.ts";
import { chooseFormat, reportUnknownFormat } from "../format-choice.ts";
import type { InputSummary, ReadOptions } from "../read.ts";
import { FollowedFile, type FollowPosition } from "./followed-file.ts";

export { type FollowPosition, NotFollowable } from "./followed-file.ts";

export interface FollowReadOptions extends Pick<ReadOptions, "mappings"> {
  /** As `ReadOptions.format`. */
  readonly format?: string | undefined;
  /** Milliseconds from any start. */
  readonly steady: () => number;
  /** Positions of an earlier run, by absolute path. */
  readonly from: Readonly<Record<string, FollowPosition>>;
  readonly onProblem?: ((problem: Diagnostic) => void) | undefined;
}

/** Files that are read as they grow: events as `readEvents` gives them. */
export interface FollowReading {
  /** One for each file, in the order they were named. */
  readonly files: readonly FollowedInput[];
  /** What integrations remember. */
  readonly memory: Pick<Normaliser, "changes" | "restore">;
  /** Positions by absolute path; those of an earlier run stay where their files were not opened. */
  positions(): Readonly<Record<string, FollowPosition>>;
  summary(): InputSummary;
  close(): Promise<void>;
}

export interface FollowedInput {
  readonly path: string;
  /**
   * The events of the next bytes, possibly none; undefined where the file has no more at the moment.
   * @throws {NotFollowable}
   */
  poll(): Promise<EventDocument[] | undefined>;
  /** Nothing came for a while, no record waits for further lines, and no other file comes next. */
  readonly isSettled: boolean;
}

/** Unknown `format`s are reported and no file is read. */
export function followInputs(paths: readonly string[], options: FollowReadOptions): FollowReading {
  const problems = createProblemLog(options.onProblem);
  const choice = chooseFormat(options.format ?? "auto");
  const convert = normalising(choice?.integration, problems, { mappings: options.mappings });
  const shared = { format: choice?.format, limits: DEFAULT_LIMITS, problems, now: options.steady };
  if (!choice) reportUnknownFormat(options.format ?? "", problems);
  const named = choice ? paths.map((path) => resolve(path)) : [];
  const files = [...new Set(named)].map((path, input) => new FollowedFile(path, input, shared, options.from[path]));
  let events = 0;
  const pollOne = async (file: FollowedFile): Promise<EventDocument[] | undefined> => {
    const records = await file.poll();
    const converted = records && convert.batch(records);
    events += converted?.length ?? 0;
    return converted;
  };
  return {
    files: files.map((file) => ({
      path: file.path,
      poll: () => pollOne(file),
      get isSettled() {
        return file.isSettled;
      },
    })),
    memory: convert.memory,
    positions: () => ({
      ...options.from,
      ...Object.fromEntries(files.flatMap(({ path, position }) => (position ? [[path, position]] : []))),
    }),
    summary: () => summaryOf(files, events, convert, problems.kinds()),
    close: async () => void (await Promise.all(files.map((file) => file.close()))),
  };
}

function summaryOf(files: readonly FollowedFile[], events: number, convert: Normalising, skipped: InputSummary["skipped"]): InputSummary {
  const read = files.filter((file) => file.position).length;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { files: files.length, read, members: 0, bytes, events, skipped, ...convert.summary() };
}
