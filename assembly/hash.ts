const PRIME_A: u64 = 0x9e3779b185ebca87;
const PRIME_B: u64 = 0xc2b2ae3d27d4eb4f;

export function mix(hash: u64, word: u64): u64 {
  return rotl<u64>((hash ^ word) * PRIME_A, 29);
}

/** Of `length` bytes, eight at a time; may read, but does not count, up to seven bytes more. */
export function hashOf(at: usize, length: i32, seed: u64): u64 {
  let hash = (seed ^ (length as u64)) * PRIME_B;
  let left = length;
  while (left >= 8) {
    hash = mix(hash, load<u64>(at));
    at += 8;
    left -= 8;
  }
  if (left > 0) hash = mix(hash, load<u64>(at) & (((1 as u64) << ((left as u64) << 3)) - 1));
  return (hash ^ (hash >> 32)) * PRIME_B;
}

/** Whether two runs of bytes are the same. */
export function sameBytes(a: usize, b: usize, length: i32): bool {
  let i: usize = 0;
  const whole = (length & ~7) as usize;
  for (; i < whole; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  for (; i < (length as usize); i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

/** For the last bytes of a run, as many as there are: first those that count. */
const MASKS: usize = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** The same as {@link sameBytes}; up to sixteen bytes more are read of both. */
export function sameBegin(a: usize, b: usize, length: usize): bool {
  while (length >= 16) {
    if (v128.any_true(v128.xor(v128.load(a), v128.load(b)))) return false;
    a += 16;
    b += 16;
    length -= 16;
  }
  return !v128.any_true(v128.and(v128.xor(v128.load(a), v128.load(b)), v128.load(MASKS + 16 - length)));
}
