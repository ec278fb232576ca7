import type { BigIntStats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { beginsAs, type FileIdentity, findMoved, HEAD_BYTES, identityOf, numberOf, rotatedAfter } from "./siblings.ts";

/** What comes next of a file that grows. */
export type TailStep =
  /** A file is open, to be read from its beginning, or from where an earlier run stopped. */
  | { readonly kind: "opened"; readonly from: number; readonly modified: number }
  /** Bytes; valid until the next step. */
  | { readonly kind: "block"; readonly bytes: Buffer }
  /** The file was rotated away or cut, and all of it was read. */
  | { readonly kind: "ended" }
  /** There is nothing more at the moment. */
  | { readonly kind: "waiting" };

/** Told of what could not be read. */
export interface TailNotes {
  /** Bytes may be lost: the sentence says why, without a final stop. */
  lost(message: string): void;
  /** The file cannot be opened or read. */
  unreadable(error: unknown): void;
}

export interface TailPosition {
  readonly identity: FileIdentity;
  readonly offset: number;
}

const BLOCK_BYTES = 256 * 1024;

/** A file that was moved away is done when so long nothing came: its writer may not have noticed yet. Milliseconds. */
const GRACE_MS = 1_000;

/**
 * Reads a file as it grows, from the bytes of one file to those of the next where it is rotated: renamed and made anew,
 * or copied and cut. Files that were rotated away while nobody read are found again by their numbers and beginnings.
 */
export class Tail {
  readonly #path: string;
  readonly #notes: TailNotes;
  readonly #now: () => number;
  #resume: TailPosition | undefined;
  #handle: FileHandle | undefined;
  #number = "";
  /** The first bytes of the open file, as far as they were read. */
  #head: Buffer = Buffer.alloc(0);
  #offset = 0;
  readonly #block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  /** When the open file had been written last as it was seen to be read to its end (nanoseconds); undefined: not yet. */
  #endSeen: bigint | undefined;
  /** Since when the path names another file, milliseconds. */
  #movedSince: number | undefined;
  /** When the file that was read before was last written (nanoseconds): what was rotated away later comes next. */
  #after: bigint | undefined;

  /** @param now milliseconds from any start */
  constructor(path: string, notes: TailNotes, now: () => number, resume?: TailPosition) {
    this.#path = path;
    this.#notes = notes;
    this.#now = now;
    this.#resume = resume;
  }

  /** What the file that was opened last is known by, and how far it was read. */
  get position(): TailPosition {
    return { identity: identityOf(this.#number, this.#head), offset: this.#offset };
  }

  /** The open file was moved away, and it is not certain yet that all of it was read: another comes next. */
  get isMoved(): boolean {
    return this.#movedSince !== undefined;
  }

  async next(): Promise<TailStep> {
    try {
      return this.#handle ? await this.#read(this.#handle) : await this.#open();
    } catch (error) {
      if (!(error instanceof Error) || !("syscall" in error)) throw error;
      if (!("code" in error && error.code === "ENOENT")) this.#notes.unreadable(error);
      return { kind: "waiting" };
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #open(): Promise<TailStep> {
    const resume = this.#resume;
    const path = await (resume ? this.#whereIs(resume) : this.#successor());
    if (path === undefined) {
      this.#notes.lost("the file was rotated away or cut while nobody read it, and what was not read of it cannot be found");
      this.#resume = undefined;
      return { kind: "ended" };
    }
    const handle = await open(path, "r");
    const stats = await handle.stat({ bigint: true });
    this.#handle = handle;
    this.#number = numberOf(stats);
    this.#offset = resume?.offset ?? 0;
    this.#head = Buffer.alloc(0);
    if (resume) this.#head = await readAt(handle, 0, resume.identity.head.bytes);
    this.#resume = undefined;
    this.#after = undefined;
    this.#endSeen = undefined;
    return { kind: "opened", from: this.#offset, modified: Number(stats.mtimeMs) };
  }

  async #successor(): Promise<string> {
    return (this.#after === undefined ? undefined : await rotatedAfter(this.#path, this.#after)) ?? this.#path;
  }

  /** The path, or where the file that it named is now. */
  async #whereIs({ identity, offset }: TailPosition): Promise<string | undefined> {
    const stats = await stat(this.#path, { bigint: true }).catch(() => undefined);
    const isHere = stats && numberOf(stats) === identity.number && stats.size >= BigInt(offset);
    if (isHere && (await beginsAs(this.#path, identity))) return this.#path;
    return await findMoved(this.#path, identity, offset);
  }

  async #read(handle: FileHandle): Promise<TailStep> {
    const stats = await handle.stat({ bigint: true });
    if (await this.#isCut(handle, stats)) return await this.#followCopy(handle);
    const { bytesRead } = await handle.read(this.#block, 0, BLOCK_BYTES, this.#offset);
    if (bytesRead === 0) return await this.#end(handle, stats);
    const bytes = this.#block.subarray(0, bytesRead);
    if (this.#offset === this.#head.length && this.#offset < HEAD_BYTES)
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, HEAD_BYTES - this.#offset)]);
    this.#offset += bytesRead;
    this.#endSeen = undefined;
    this.#movedSince = undefined;
    return { kind: "block", bytes };
  }

  /** The file is shorter than what was read, or begins otherwise: it was cut, and may have grown again. */
  async #isCut(handle: FileHandle, { size, mtimeNs }: BigIntStats): Promise<boolean> {
    if (size < BigInt(this.#offset)) return true;
    const isWritten = this.#endSeen !== undefined && mtimeNs !== this.#endSeen;
    return isWritten && !(await readAt(handle, 0, this.#head.length)).equals(this.#head);
  }

  /** What was written between the last look and the cut is in the copy, if there is one. */
  async #followCopy(handle: FileHandle): Promise<TailStep> {
    const copy = await findMoved(this.#path, { ...identityOf("", this.#head) }, this.#offset);
    await handle.close();
    this.#handle = undefined;
    if (copy === undefined) {
      this.#notes.lost("the file was cut, and there is no copy of it to look for what was written just before");
      return { kind: "ended" };
    }
    this.#handle = await open(copy, "r");
    this.#number = numberOf(await this.#handle.stat({ bigint: true }));
    this.#endSeen = undefined;
    return await this.#read(this.#handle);
  }

  async #end(handle: FileHandle, { mtimeNs }: BigIntStats): Promise<TailStep> {
    this.#endSeen = mtimeNs;
    const now = this.#now();
    const atPath = await stat(this.#path, { bigint: true }).catch(() => undefined);
    if (!atPath || numberOf(atPath) === this.#number) return { kind: "waiting" };
    this.#movedSince ??= now;
    if (now - this.#movedSince < GRACE_MS) return { kind: "waiting" };
    this.#movedSince = undefined;
    await handle.close();
    this.#handle = undefined;
    this.#after = mtimeNs;
    return { kind: "ended" };
  }
}

async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}
