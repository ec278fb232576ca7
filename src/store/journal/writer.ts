import { mkdirSync, type PathLike } from "node:fs";
import { type FileHandle, open, truncate } from "node:fs/promises";
import { join } from "node:path";
import { encodeFrame, type FrameSource, type NewRecord } from "./frame.ts";
import { checkSegment, listSegments, type Position, segmentName } from "./segment.ts";

export interface JournalOptions {
  /** A segment that is longer is followed by a new one. Default 64 MiB. */
  readonly segmentBytes?: number;
  /** Told of what had to be mended on opening. */
  readonly onRepair?: (repair: JournalRepair) => void;
  /** Up to where the journal has been read and judged: what stood before it was acknowledged, and is never cut off. */
  readonly judged?: Position;
  /** File operations, for tests of full disks. */
  readonly files?: JournalFiles;
}

/** Bytes at the end of a segment that are no intact frame. */
export interface JournalRepair {
  readonly segment: string;
  readonly bytes: number;
  /**
   * `interrupted`: less than a frame, so a write that nobody was told had succeeded; cut off. `changed`: all of a frame, but not what
   * was written: a failure of power in the midst of a write, or the disk has changed it since; cut off. `lost`: it had been judged, so
   * it was whole once; it is left, for the reader to tell.
   */
  readonly kind: "interrupted" | "changed" | "lost";
}

export interface JournalFiles {
  open(path: PathLike, flags: string): Promise<JournalFile>;
}
export type JournalFile = Pick<FileHandle, "writev" | "datasync" | "truncate" | "close">;

/** What became durable. */
export interface Appended {
  readonly firstSequence: number;
  /** The journal's durable end afterwards. */
  readonly end: Position;
}

const SEGMENT_BYTES = 64 * 1024 * 1024;
/** Records and bytes of one frame at the most: what is read back to see one event. */
const FRAME_RECORDS = 512;
const FRAME_BYTES = 1024 * 1024;

interface Waiting {
  readonly frames: readonly Buffer[];
  readonly firstSequence: number;
  readonly nextSequence: number;
  readonly done: PromiseWithResolvers<Appended>;
}

/**
 * Appends records to the journal. A promise is kept when its records are on disk (`fdatasync`); those that wait while
 * one write is under way go together with the next. A failed write is cut off again, so that what follows it can be read.
 */
export class JournalWriter {
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #files: JournalFiles;
  #file: JournalFile | undefined;
  #segment: string;
  #offset: number;
  #nextSequence: number;
  #durable: Position;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #bytesWritten = 0;

  private constructor(folder: string, end: Position, options: JournalOptions) {
    this.#folder = folder;
    this.#segment = end.segment;
    this.#offset = end.offset;
    this.#nextSequence = end.sequence;
    this.#durable = end;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#files = options.files ?? { open };
  }

  /**
   * Opens a journal, or begins one, after cutting off what an interrupted write left at its end.
   * @param floor a sequence number that all new records must be at or past
   */
  static async open(folder: string, floor: number, options: JournalOptions = {}): Promise<JournalWriter> {
    mkdirSync(folder, { recursive: true });
    const last = listSegments(folder).at(-1);
    if (!last) return new JournalWriter(folder, { segment: segmentName(floor), offset: 0, sequence: floor }, options);
    const { end: intact, size, nextSequence, isWhole } = checkSegment(folder, last);
    const { judged, onRepair } = options;
    // Readers go on from there: what is written must not come before it.
    const end = judged?.segment === last.name ? Math.max(intact, judged.offset) : intact;
    if (end > intact) onRepair?.({ segment: last.name, bytes: end - intact, kind: "lost" });
    if (end < size) {
      await truncate(join(folder, last.name), end);
      onRepair?.({ segment: last.name, bytes: size - end, kind: isWhole ? "changed" : "interrupted" });
    }
    const sequence = Math.max(nextSequence, floor);
    return new JournalWriter(folder, { segment: last.name, offset: end, sequence }, options);
  }

  /** The end of what is on disk for certain. */
  get durable(): Position {
    return this.#durable;
  }

  /** Bytes written since the journal was opened. */
  get bytesWritten(): number {
    return this.#bytesWritten;
  }

  /** @returns a promise that is kept when the records are on disk, and broken with the fault of the file system */
  append(records: readonly NewRecord[], source: FrameSource, received: number): Promise<Appended> {
    const firstSequence = this.#nextSequence;
    const frames: Buffer[] = [];
    for (const part of partsOf(records)) {
      frames.push(encodeFrame(part, source, this.#nextSequence, received));
      this.#nextSequence += part.length;
    }
    const done = Promise.withResolvers<Appended>();
    this.#waiting.push({ frames, firstSequence, nextSequence: this.#nextSequence, done });
    this.#writing ??= this.#writeAll();
    return done.promise;
  }

  /** Waits for what is under way and lets go of the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close();
    this.#file = undefined;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const end = await this.#write(batch);
        for (const { firstSequence, done } of batch) done.resolve({ firstSequence, end });
      } catch (error) {
        await this.#undo();
        for (const { done } of batch) done.reject(error);
      }
    }
    this.#writing = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<Position> {
    const frames = batch.flatMap((waiting) => waiting.frames);
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
    const file = await this.#current(batch[0]?.firstSequence ?? this.#nextSequence);
    let written = 0;
    for (let rest = frames; rest.length > 0; rest = after(frames, written)) {
      const { bytesWritten } = await file.writev(rest, this.#offset + written);
      written += bytesWritten;
    }
    await file.datasync();
    this.#offset += bytes;
    this.#bytesWritten += bytes;
    const sequence = batch.at(-1)?.nextSequence ?? this.#nextSequence;
    this.#durable = { segment: this.#segment, offset: this.#offset, sequence };
    return this.#durable;
  }

  /** The file to write to: the one at hand, or a new one after a full segment. */
  async #current(firstSequence: number): Promise<JournalFile> {
    if (this.#file && this.#offset < this.#segmentBytes) return this.#file;
    if (this.#offset >= this.#segmentBytes) {
      await this.#file?.close();
      this.#file = undefined;
      this.#segment = segmentName(firstSequence);
      this.#offset = 0;
    }
    this.#file = await this.#files.open(join(this.#folder, this.#segment), this.#offset === 0 ? "a+" : "r+");
    if (this.#offset === 0) {
      // Appending mode made the file; writing at places needs another, and the folder must know the file for good.
      await this.#file.close();
      this.#file = await this.#files.open(join(this.#folder, this.#segment), "r+");
      await syncFolder(this.#folder);
    }
    return this.#file;
  }

  /** Cuts off what a failed write left. Should that fail too, opening the file anew will. */
  async #undo(): Promise<void> {
    try {
      await this.#file?.truncate(this.#offset);
    } catch {
      await this.#file?.close().catch(() => undefined);
      this.#file = undefined;
    }
  }
}

/** What is left of buffers after so many bytes. */
function after(frames: readonly Buffer[], written: number): Buffer[] {
  let skip = written;
  const rest: Buffer[] = [];
  for (const frame of frames) {
    if (skip < frame.length) rest.push(skip > 0 ? frame.subarray(skip) : frame);
    skip = Math.max(0, skip - frame.length);
  }
  return rest;
}

/** Cuts records into frames. */
function* partsOf(records: readonly NewRecord[]): Generator<readonly NewRecord[]> {
  let start = 0;
  let bytes = 0;
  for (let i = 0; i < records.length; i++) {
    const size = records[i]?.json.length ?? 0;
    if (i > start && (i - start >= FRAME_RECORDS || bytes + size > FRAME_BYTES)) {
      yield records.slice(start, i);
      [start, bytes] = [i, 0];
    }
    bytes += size;
  }
  if (start < records.length) yield start === 0 ? records : records.slice(start);
}

/** A new file is only there for good when its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
