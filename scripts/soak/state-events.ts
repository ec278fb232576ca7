import { type EventDocument, ORIGIN } from "../../src/event/origin.ts";
import type { Random } from "./random.ts";

export interface EventPlan {
  /** Distinct users. */
  readonly keys: number;
  /** Events a second of event time. */
  readonly rate: number;
}

export interface MadeEvent {
  readonly event: EventDocument;
  /** The time that a clock would show, epoch milliseconds. */
  readonly clock: number;
}

const START = Date.UTC(2024, 0, 1);
/** Events come up to this much later than they happened, in milliseconds. */
const DELAY = 20_000;
const ACTIONS = ["failed", "failed", "failed", "failed", "failed", "failed", "login", "logout", "other", "other"];
const HOSTS = 1_000;

/** Makes the nth event: of a random user on the user's host, a little out of order. */
export function createEventMaker(random: Random, { keys, rate }: EventPlan): (n: number) => MadeEvent {
  const stream = { input: 0, member: 0, file: "soak" };
  return (n) => {
    const clock = START + Math.round((n / rate) * 1000);
    const key = random.below(keys);
    const event = {
      _id: `e${n}`,
      _index: "logs-soak-default",
      "@timestamp": new Date(clock - random.below(DELAY)).toISOString(),
      event: { action: random.pick(ACTIONS), category: ["authentication"], kind: "event" },
      user: { name: `user-${key}`, domain: "example" },
      host: { name: `host-${(key * 7) % HOSTS}` },
      source: { ip: `10.${random.below(4)}.${key & 255}.${random.below(8)}` },
      message: "An account was or was not logged on to a host",
      [ORIGIN]: { stream, offset: n * 400, line: n + 1 },
    };
    return { event, clock };
  };
}
