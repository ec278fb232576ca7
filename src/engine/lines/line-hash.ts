import type { LineSieve } from "../../matcher/lines/sieve.ts";
import { type HashedField, NO_HASH, SEED } from "./key-hash.ts";

/** The hash of the key of the line that a sieve stands at, equal to `hashKey` of its event. */
export function hashOfLine(sieve: LineSieve, key: readonly HashedField[] | undefined): number {
  if (!key) return NO_HASH;
  let hash = SEED;
  for (const { path, kind } of key) {
    const number = sieve.pathOf(path);
    hash = number === undefined ? NO_HASH : sieve.hashKey(number, hash, kind);
    if (hash === NO_HASH) return NO_HASH;
  }
  return hash;
}
