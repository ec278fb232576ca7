import type { Principal } from "../auth/principal.ts";
import { HttpError } from "./http-error.ts";

/** What is dear: reading stored events, and taking many rules or values at once. */
export const LIMITED = ["queries", "imports"] as const;
export type Limited = (typeof LIMITED)[number];

/** Requests that one client may make at once, and how many more each minute. A page that is typed in asks twice a second. */
export const RATES: Readonly<Record<Limited, { readonly burst: number; readonly perMinute: number }>> = {
  queries: { burst: 60, perMinute: 120 },
  imports: { burst: 20, perMinute: 20 },
};
const MOST_CLIENTS = 10_000;

/** Counts requests by who makes them and from which address. */
export interface RateLimits {
  /** @throws {HttpError} 429 where this client has asked too often lately; it says when to come again */
  take(what: Limited, principal: Principal, address: string): void;
}

/** @param now milliseconds from any start */
export function createRateLimits(now: () => number = () => performance.now()): RateLimits {
  const clients = new Map<string, { left: number; at: number }>();
  return {
    take(what, { kind, name }, address) {
      const { burst, perMinute } = RATES[what];
      const key = JSON.stringify([what, kind, name, address]);
      const known = clients.get(key) ?? { left: burst, at: now() };
      const left = Math.min(burst, known.left + ((now() - known.at) * perMinute) / 60_000);
      if (left < 1) {
        const seconds = Math.ceil(((1 - left) * 60) / perMinute);
        throw new HttpError(429, "too_many_requests", `too many ${what}: at most ${perMinute} a minute`, {
          headers: { "retry-after": String(seconds) },
        });
      }
      if (clients.size >= MOST_CLIENTS && !clients.has(key)) clients.clear();
      clients.set(key, { left: left - 1, at: now() });
    },
  };
}
