import type { SpillStore } from "./spill.ts";

/** Where a text lies in a spill store, in bytes. */
export interface Place {
  readonly offset: number;
  readonly size: number;
}

/** A text's characters take no more UTF-8 bytes each. */
const BYTES_A_CHARACTER = 3;

/** Texts in a spill store. The bytes on their way go through one buffer: millions of small ones would outgrow the heap unseen. */
export class SpilledText {
  readonly #store: SpillStore;
  #buffer = Buffer.allocUnsafe(16 * 1024);

  constructor(store: SpillStore) {
    this.#store = store;
  }

  /** Texts appended one after another lie one after another. */
  append(text: string): Place {
    const most = text.length * BYTES_A_CHARACTER;
    if (most > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(2 * most);
    const size = this.#buffer.write(text, "utf8");
    return { offset: this.#store.append(this.#buffer.subarray(0, size)), size };
  }

  read({ offset, size }: Place): string {
    const bytes = this.#store.read(offset, size);
    return Buffer.from(bytes.buffer, bytes.byteOffset, size).toString("utf8");
  }
}
