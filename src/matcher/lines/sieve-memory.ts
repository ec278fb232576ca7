import type { Bits } from "../prefilter/bits.ts";
import { membersOf } from "../prefilter/members.ts";
import type { SieveExports } from "./sieve-module.ts";

/** Vectors are read past the end of what was written. */
const SLACK = 16;

/** Writes into the memory of a sieve, which moves when it grows. */
export class SieveMemory {
  readonly exports: SieveExports;
  #words = new Int32Array(0);
  #bytes = new Uint8Array(0);
  readonly #members = new Map<string, number>();

  constructor(exports: SieveExports) {
    this.exports = exports;
  }

  get words(): Int32Array {
    if (this.#words.length === 0) this.#words = new Int32Array(this.exports.memory.buffer);
    return this.#words;
  }

  get bytes(): Uint8Array {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.exports.memory.buffer);
    return this.#bytes;
  }

  /** Where ASCII text was put. */
  text(text: string): number {
    const at = this.exports.allocate(text.length + SLACK);
    for (let i = 0; i < text.length; i++) this.bytes[at + i] = text.charCodeAt(i);
    return at;
  }

  /** Where raw bytes were put. */
  put(bytes: Uint8Array): number {
    const at = this.exports.allocate(bytes.length + SLACK);
    this.bytes.set(bytes, at);
    return at;
  }

  /** Where words were put. */
  list(words: readonly number[]): number {
    const at = this.exports.allocate(4 * words.length);
    this.words.set(words, at >> 2);
    return at;
  }

  /** The bits of a set, without a head. */
  bits(bits: Bits): number {
    const at = this.exports.allocate(this.exports.setBytes());
    this.words.set(bits, at >> 2);
    return at;
  }

  /** A list of rows to add, the same one for equal lists; 0 for none. */
  members(rows: readonly number[], size: number): number {
    if (rows.length === 0) return 0;
    const key = rows.join();
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const members = membersOf(rows, size);
    const at = members instanceof Uint32Array ? this.#set(members) : this.#list(rows);
    this.#members.set(key, at);
    return at;
  }

  #set(bits: Bits): number {
    const at = this.exports.allocate(this.exports.setBytes() + SLACK);
    this.words[at >> 2] = -1;
    this.words.set(bits, (at + SLACK) >> 2);
    return at;
  }

  #list(rows: readonly number[]): number {
    const at = this.exports.allocate(4 + 4 * rows.length);
    this.words[at >> 2] = rows.length;
    this.words.set(rows, (at >> 2) + 1);
    return at;
  }
}
