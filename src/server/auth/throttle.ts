import { HttpError } from "../http/http-error.ts";

/** Wrong credentials that one address may send in the time below before it has to wait. */
const MOST_FAILURES = 20;
const WINDOW_MS = 60_000;
const MOST_ADDRESSES = 10_000;

/** Slows down who guesses. */
export interface Throttle {
  /** @throws {HttpError} 429 where the address has failed too often lately */
  check(address: string): void;
  fail(address: string): void;
}

export function createThrottle(now: () => number): Throttle {
  const failures = new Map<string, { count: number; since: number }>();
  return {
    check(address) {
      const known = failures.get(address);
      if (!known || known.count < MOST_FAILURES) return;
      const wait = known.since + WINDOW_MS - now();
      if (wait <= 0) failures.delete(address);
      else
        throw new HttpError(429, "too_many_attempts", "too many wrong credentials from this address", {
          headers: { "retry-after": String(Math.ceil(wait / 1000)) },
        });
    },
    fail(address) {
      const known = failures.get(address);
      if (known && now() - known.since < WINDOW_MS) {
        known.count++;
        return;
      }
      if (failures.size >= MOST_ADDRESSES) failures.clear();
      failures.set(address, { count: 1, since: now() });
    },
  };
}
