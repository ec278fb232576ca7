import { damage } from "./damage.ts";

/** Reads little-endian values from a part of a chunk. Every read stays inside it or throws a damage. */
export class Cursor {
  readonly bytes: Buffer;
  readonly end: number;
  at: number;

  /** @param end past the last byte; at most the length of `bytes` */
  constructor(bytes: Buffer, at: number, end: number) {
    this.bytes = bytes;
    this.at = at;
    this.end = Math.min(end, bytes.length);
  }

  get left(): number {
    return this.end - this.at;
  }

  u8(): number {
    return this.bytes[this.#take(1)] as number;
  }

  u16(): number {
    return this.bytes.readUInt16LE(this.#take(2));
  }

  u32(): number {
    return this.bytes.readUInt32LE(this.#take(4));
  }

  /** UTF-16 text of so many code units. */
  utf16(units: number): string {
    const from = this.#take(units * 2);
    return this.bytes.toString("utf16le", from, from + units * 2);
  }

  skip(length: number): void {
    this.#take(length);
  }

  #take(length: number): number {
    const from = this.at;
    if (length > this.end - from || from < 0) throw damage("the data ends too early");
    this.at = from + length;
    return from;
  }
}
