/**
 * Sets of rows as bits, a whole number of vectors long. What adds rows to a set is a member list: a count and that many
 * row numbers, or -1 and the bits of a set.
 */
let bytes: usize = 0;

export function setRows(rows: i32): void {
  bytes = (((rows + 127) >> 7) << 4) as usize;
}

export function setBytes(): usize {
  return bytes;
}

export function clear(target: usize): void {
  const zero = i64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(target + i, zero);
}

export function addMembers(members: usize, target: usize): void {
  const count = load<i32>(members);
  if (count < 0) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(target + i, v128.or(v128.load(target + i), v128.load(members + 16 + i)));
    return;
  }
  for (let i = 0; i < count; i++) {
    const row = load<u32>(members + 4 + ((i as usize) << 2));
    const at = target + ((row >> 5) << 2);
    store<u32>(at, load<u32>(at) | ((1 as u32) << (row & 31)));
  }
}
