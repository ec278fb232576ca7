import { type Bits, createBits, setBit, unite } from "./bits.ts";

/** Rows that something lets through: a list while they are few, else a set. */
export type Members = readonly number[] | Bits;

export function membersOf(list: readonly number[], size: number): Members {
  if (list.length < Math.ceil(size / 32)) return list;
  const bits = createBits(size);
  for (const i of list) setBit(bits, i);
  return bits;
}

export function addMembers(members: Members, into: Bits): void {
  if (members instanceof Uint32Array) unite(into, members);
  else for (let k = 0; k < members.length; k++) setBit(into, members[k] as number);
}
