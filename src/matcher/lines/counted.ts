/** What was counted. Plain data, read by {@link CountedCells}. */
export interface Counted {
  readonly cells: Int32Array;
  readonly pairs: Int32Array;
  readonly amounts: Float64Array;
  readonly values: CountedValues;
}

/** Values by their numbers. Plain data. */
export interface CountedValues {
  /** Of each where its bytes are, and more. */
  readonly entries: Int32Array;
  /** Of all, and the address of the first. */
  readonly bytes: Uint8Array;
  readonly address: number;
  /** Those of which the bytes are not the text. */
  readonly told: ReadonlyMap<number, string>;
}

/** Words of what is counted, as `assembly/cells.ts` has them. */
export const CELL_WORDS = 10;
export const CELL = { owner: 2, keys: 3, events: 6, lastPair: 7, lastAmount: 8 } as const;
export const PAIR_WORDS = 4;
export const PAIR = { what: 1, count: 2, before: 3 } as const;
/** What a value is to its cell stands in the lowest bits, its number above. */
export const ROLE_BITS = 8;
const OWN_VALUE = 255;
/** As `assembly/interned.ts` has it. */
export const ENTRY_WORDS = 5;
export const ENTRY = { at: 2, length: 3 } as const;

/** What was counted, as it can be kept. */
export const copyCounted = ({ cells, pairs, amounts, values }: Counted): Counted => ({
  cells: cells.slice(),
  pairs: pairs.slice(),
  amounts: amounts.slice(),
  values: { ...values, entries: values.entries.slice(), bytes: values.bytes.slice(), told: new Map(values.told) },
});

/** What can be transferred of a copy. */
export const buffersOf = ({ cells, pairs, amounts, values }: Counted): readonly ArrayBuffer[] =>
  [cells, pairs, amounts, values.entries, values.bytes].map(({ buffer }) => buffer as ArrayBuffer);

/** The cells of what was counted, one at a time. */
export class CountedCells {
  readonly #counted: Counted;
  readonly #starts: Float64Array;
  readonly #bytes: Buffer;
  readonly #texts: (string | undefined)[] = [];
  #at = 0;

  constructor(counted: Counted) {
    const { buffer, byteOffset, length } = counted.cells;
    const { bytes } = counted.values;
    this.#counted = counted;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#starts = new Float64Array(buffer, byteOffset, length >> 1);
  }

  /** How many there are. */
  get count(): number {
    return this.#counted.cells.length / CELL_WORDS;
  }

  /** Goes to a cell, of those from 0 on. */
  goTo(cell: number): void {
    this.#at = cell * CELL_WORDS;
  }

  /** When its bucket begins, epoch milliseconds. */
  get start(): number {
    return this.#starts[this.#at >> 1] as number;
  }

  /** Among all detectors of all jobs in order; behind them stand the jobs, whose cells count all events that they take. */
  get owner(): number {
    return this.#word(CELL.owner);
  }

  key(i: number): string | null {
    const value = this.#word(CELL.keys + i);
    return value === 0 ? null : this.text(value);
  }

  get events(): number {
    return this.#word(CELL.events);
  }

  /** The numbers of values that the detector counts, and those of influencers by their number, with how often each came. */
  forEachValue(own: (value: number, count: number) => void, influencer: (number: number, value: number, count: number) => void): void {
    const { pairs } = this.#counted;
    for (let pair = this.#word(CELL.lastPair); pair !== 0; ) {
      const at = (pair - 1) * PAIR_WORDS;
      const what = pairs[at + PAIR.what] as number;
      const count = pairs[at + PAIR.count] as number;
      if ((what & OWN_VALUE) === OWN_VALUE) own(what >> ROLE_BITS, count);
      else influencer(what & OWN_VALUE, what >> ROLE_BITS, count);
      pair = pairs[at + PAIR.before] as number;
    }
  }

  text(value: number): string {
    return (this.#texts[value] ??= this.#counted.values.told.get(value) ?? this.#literal(value));
  }

  /** Gives the bytes of a value that is ASCII, of which they are the text; undefined of others. */
  ascii<T>(value: number, read: (bytes: Uint8Array, from: number, to: number) => T): T | undefined {
    if (this.#counted.values.told.has(value)) return undefined;
    const from = this.#placeOf(value);
    return read(this.#bytes, from, from + this.#lengthOf(value));
  }

  /** The numbers of the field, or the times of the events. */
  *amounts(): Generator<number> {
    const { amounts } = this.#counted;
    for (let amount = this.#word(CELL.lastAmount); amount !== 0; ) {
      const at = 2 * (amount - 1);
      yield amounts[at] as number;
      amount = amounts[at + 1] as number;
    }
  }

  #literal(value: number): string {
    const from = this.#placeOf(value);
    return this.#bytes.toString("latin1", from, from + this.#lengthOf(value));
  }

  #placeOf(value: number): number {
    const { entries, address } = this.#counted.values;
    return (entries[(value - 1) * ENTRY_WORDS + ENTRY.at] as number) - address;
  }

  #lengthOf(value: number): number {
    return this.#counted.values.entries[(value - 1) * ENTRY_WORDS + ENTRY.length] as number;
  }

  #word(i: number): number {
    return this.#counted.cells[this.#at + i] as number;
  }
}
