import { CELL, CELL_WORDS, type Counted, ENTRY, ENTRY_WORDS, PAIR, PAIR_WORDS, ROLE_BITS } from "./counted.ts";

/** Some cells of what was counted, by themselves. */
export function partOf(counted: Counted, numbers: Int32Array): Counted {
  const part = new PartBuilder(counted);
  const cells = new Int32Array(numbers.length * CELL_WORDS);
  numbers.forEach((number, i) => {
    const cell = cells.subarray(i * CELL_WORDS, (i + 1) * CELL_WORDS);
    cell.set(counted.cells.subarray(number * CELL_WORDS, (number + 1) * CELL_WORDS));
    for (let key = CELL.keys; key < CELL.events; key++) cell[key] = part.value(cell[key] as number);
    cell[CELL.lastPair] = part.pairs(cell[CELL.lastPair] as number);
    cell[CELL.lastAmount] = part.amounts(cell[CELL.lastAmount] as number);
  });
  return part.build(cells);
}

/** Takes over what cells refer to, with numbers of its own. */
class PartBuilder {
  readonly #counted: Counted;
  readonly #pairs: number[] = [];
  readonly #amounts: number[] = [];
  readonly #numbers = new Map<number, number>([[0, 0]]);
  readonly #entries: number[] = [];
  readonly #bytes: Uint8Array[] = [];
  readonly #told = new Map<number, string>();
  #length = 0;

  constructor(counted: Counted) {
    this.#counted = counted;
  }

  value(old: number): number {
    const known = this.#numbers.get(old);
    if (known !== undefined) return known;
    const { entries, bytes, address, told } = this.#counted.values;
    const entry = (old - 1) * ENTRY_WORDS;
    const text = told.get(old);
    const length = text === undefined ? (entries[entry + ENTRY.length] as number) : 0;
    const at = (entries[entry + ENTRY.at] as number) - address;
    const words = new Array<number>(ENTRY_WORDS).fill(0);
    words[ENTRY.at] = this.#length;
    words[ENTRY.length] = length;
    this.#bytes.push(bytes.subarray(at, at + length));
    this.#length += length;
    const number = this.#entries.push(...words) / ENTRY_WORDS;
    if (text !== undefined) this.#told.set(number, text);
    this.#numbers.set(old, number);
    return number;
  }

  /** The pairs that end with this one; gives the last. */
  pairs(last: number): number {
    let own = 0;
    for (let pair = last; pair !== 0; ) {
      const words = this.#counted.pairs.subarray((pair - 1) * PAIR_WORDS, pair * PAIR_WORDS);
      const what = words[PAIR.what] as number;
      const role = what & ((1 << ROLE_BITS) - 1);
      own = this.#pairs.push(0, (this.value(what >> ROLE_BITS) << ROLE_BITS) | role, words[PAIR.count] as number, own) / PAIR_WORDS;
      pair = words[PAIR.before] as number;
    }
    return own;
  }

  amounts(last: number): number {
    const { amounts } = this.#counted;
    let own = 0;
    for (let amount = last; amount !== 0; amount = amounts[2 * amount - 1] as number)
      own = this.#amounts.push(amounts[2 * amount - 2] as number, own) / 2;
    return own;
  }

  build(cells: Int32Array): Counted {
    const values = {
      entries: Int32Array.from(this.#entries),
      bytes: new Uint8Array(Buffer.concat(this.#bytes, this.#length)),
      address: 0,
      told: this.#told,
    };
    return { cells, pairs: Int32Array.from(this.#pairs), amounts: Float64Array.from(this.#amounts), values };
  }
}

/** Lengths of what follows, in its order, and the address of the first byte. */
const HEAD_WORDS = 8;

/** What was counted as bytes, for {@link readCounted}. */
export function writeCounted({ cells, pairs, amounts, values }: Counted): Uint8Array {
  const told = Buffer.from(JSON.stringify([...values.told]), "utf8");
  const parts = [amounts, cells, pairs, values.entries, values.bytes, told];
  const head = new Int32Array(HEAD_WORDS);
  head.set([...parts.map(({ length }) => length), values.address]);
  return Buffer.concat([head, ...parts].map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)));
}

export function readCounted(bytes: Uint8Array): Counted {
  const { buffer } = new Uint8Array(bytes);
  let at = 0;
  const words = (length: number): Int32Array => {
    const part = new Int32Array(buffer, at, length);
    at += part.byteLength;
    return part;
  };
  const [amountCount = 0, cells = 0, pairs = 0, entries = 0, length = 0, toldLength = 0, address = 0] = words(HEAD_WORDS);
  const amounts = new Float64Array(buffer, at, amountCount);
  at += amounts.byteLength;
  const lists = { cells: words(cells), pairs: words(pairs), entries: words(entries) };
  const told = JSON.parse(Buffer.from(buffer, at + length, toldLength).toString("utf8")) as [number, string][];
  const values = { entries: lists.entries, bytes: new Uint8Array(buffer, at, length), address, told: new Map(told) };
  return { cells: lists.cells, pairs: lists.pairs, amounts, values };
}
