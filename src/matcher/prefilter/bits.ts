/** A set of small numbers, 32 to a word. */
export type Bits = Uint32Array;

export const createBits = (size: number): Bits => new Uint32Array(Math.ceil(size / 32));

export function setBit(bits: Bits, i: number): void {
  bits[i >> 5] = (bits[i >> 5] as number) | (1 << (i & 31));
}

/** Keeps in `into` what is also in `other`. */
export function intersect(into: Bits, other: Bits): void {
  for (let word = 0; word < into.length; word++) if (into[word] !== 0) into[word] = (into[word] as number) & (other[word] as number);
}

export function unite(into: Bits, other: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] as number) | (other[word] as number);
}

/** The members, ascending. */
export function forEachBit(bits: Bits, visit: (member: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word] as number; rest !== 0; rest &= rest - 1) visit((word << 5) + 31 - Math.clz32(rest & -rest));
  }
}
