import { NUMBER, TEXT } from "./lookups";
import { onlyValue } from "./tape";
import { hashOf } from "./hash";

/**
 * Adds the value of a path to the hash of a key (FNV-1a): equal keys have equal hashes. 0 where that cannot be promised:
 * the path has not one plain text or whole number.
 */
export function hashKey(path: i32, seed: u32, texts: bool): u32 {
  const entry = onlyValue(path);
  if (entry <= 1 || load<i32>(entry) != (texts ? TEXT : NUMBER)) return 0;
  const to = load<u32>(entry + 8) as usize;
  let hash = seed;
  for (let at = load<u32>(entry + 4) as usize; at < to; at++) {
    const byte = load<u8>(at);
    if (!texts && byte - 0x30 > 9) return 0;
    hash = (hash ^ (byte as u32)) * 0x01000193;
  }
  return hash == 0 ? 1 : hash;
}

/** Tells whether bytes are those that they were. */
export function digest(at: usize, length: i32): u32 {
  return hashOf(at, length, 2) as u32;
}
