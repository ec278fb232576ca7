import { closeSync, fstatSync, openSync } from "node:fs";
import { join } from "node:path";
import { decodeFrame, type Frame } from "./frame.ts";
import { findFrame, listSegments, type Position, readFrame } from "./segment.ts";

/** A frame and where it lies. */
export interface PlacedFrame extends Frame {
  readonly segment: string;
  readonly offset: number;
}

/** Bytes of a segment that hold no intact frame: the disk has changed them. */
export interface JournalDamage {
  readonly segment: string;
  readonly offset: number;
  readonly bytes: number;
}

/** Reads the frames of a journal one after the other, as far as its writer says that they are on disk. */
export class JournalReader {
  readonly #folder: string;
  readonly #onDamage: (damage: JournalDamage) => void;
  #position: Position;
  #file: number | undefined;

  /** @param from where to begin; frames whose records all come before its sequence number are stepped over */
  constructor(folder: string, from: Position, onDamage: (damage: JournalDamage) => void) {
    this.#folder = folder;
    this.#position = from;
    this.#onDamage = onDamage;
  }

  /** Where the next frame begins. */
  get position(): Position {
    return this.#position;
  }

  /** The next frame before `end`, the journal's durable end; undefined where there is none. */
  next(end: Position): PlacedFrame | undefined {
    while (this.#position.segment < end.segment || (this.#position.segment === end.segment && this.#position.offset < end.offset)) {
      const { segment, offset } = this.#position;
      const size = segment === end.segment ? end.offset : this.#size();
      const found = size > offset && this.#open() !== undefined ? findFrame(this.#file as number, offset, size) : undefined;
      const readable = found?.offset ?? size;
      if (readable > offset) this.#onDamage({ segment, offset, bytes: readable - offset });
      if (!found) {
        if (!this.#nextSegment(end)) return undefined;
        continue;
      }
      const sequence = found.header.firstSequence + found.header.records;
      const isOld = sequence <= this.#position.sequence;
      this.#position = { segment, offset: found.offset + found.header.bytes, sequence: Math.max(sequence, this.#position.sequence) };
      if (!isOld) return { ...decodeFrame(found.bytes), segment, offset: found.offset };
    }
    return undefined;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #nextSegment(end: Position): boolean {
    const { segment, sequence } = this.#position;
    const next = listSegments(this.#folder).find(({ name }) => name > segment);
    if (segment === end.segment || !next) return false;
    this.close();
    this.#position = { segment: next.name, offset: 0, sequence };
    return true;
  }

  #size(): number {
    const file = this.#open();
    return file === undefined ? 0 : fstatSync(file).size;
  }

  #open(): number | undefined {
    try {
      this.#file ??= openSync(join(this.#folder, this.#position.segment), "r");
    } catch (error) {
      // Retention has removed it, or nothing was ever written to it.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    return this.#file;
  }
}

/** Reads one frame; undefined where it is gone or damaged. */
export function readFrameAt(folder: string, segment: string, offset: number): Frame | undefined {
  let file: number;
  try {
    file = openSync(join(folder, segment), "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const found = readFrame(file, offset, fstatSync(file).size);
    return found && decodeFrame(found.bytes);
  } finally {
    closeSync(file);
  }
}
