import type { NewRecord } from "../../src/store/journal/frame.ts";
import { JournalWriter } from "../../src/store/journal/writer.ts";
import { BAD_ADDRESS } from "./kill-rules.ts";
import type { Random } from "./random.ts";

const INDEX = "logs-kill-default";
const HOSTS = 40;
const HISTORY_MS = 6 * 60 * 60_000;
/** Of the machine learning jobs. The history ends with a bucket that is closed whenever the soak is run. */
const BUCKET_MS = 15 * 60_000;
const REGULARS = 20;
/** Few enough to be rare. */
const STRANGER_EVERY = 2_500;

/** One event of a user: the `first` or the `second`. */
export function killEvent(random: Random, name: string, action: "first" | "second", time: number): object {
  return {
    "@timestamp": new Date(time).toISOString(),
    event: { action, category: ["authentication"], outcome: "success" },
    host: { name: `host-${random.below(HOSTS)}` },
    source: { ip: random.oneIn(20) ? BAD_ADDRESS : `10.0.0.${random.below(200)}` },
    user: { name },
  };
}

/** Fills a journal with hours of the past, as if the service had been away while its shippers were not: it begins with a backlog. */
export async function writeHistory(folder: string, count: number, random: Random): Promise<void> {
  const writer = await JournalWriter.open(folder, 0);
  const start = Math.floor(Date.now() / BUCKET_MS - 1) * BUCKET_MS - HISTORY_MS;
  const frame = 200;
  for (let n = 0; n < count; n += frame) {
    const received = Math.round(start + pace(n / count) * HISTORY_MS);
    const records = Array.from({ length: Math.min(frame, count - n) }, (_, i): NewRecord => {
      const name = (n + i) % STRANGER_EVERY === 2_000 ? `stranger-${n + i}` : `regular-${random.below(REGULARS)}`;
      const event = killEvent(random, name, random.pick(["first", "second"]), received - random.below(2_000));
      return { index: INDEX, id: `history-${n + i}`, json: Buffer.from(JSON.stringify(event)) };
    });
    await writer.append(records, { client: "history", via: "bulk" }, received);
  }
  await writer.close();
}

/** The last tenth comes in the last three hundredths of the time: more logons than usual. */
const pace = (share: number): number => (share < 0.9 ? (share / 0.9) * 0.97 : 0.97 + (share - 0.9) * 0.3);

/** One request with the first or second events of some users; sent again under the same ids until it is acknowledged. */
export interface KillRequest {
  readonly users: readonly string[];
  readonly action: "first" | "second";
  readonly made: number;
  readonly body: string;
}

export function killRequest(random: Random, users: readonly string[], action: "first" | "second"): KillRequest {
  const made = Date.now();
  const lines = users.flatMap((name) => [
    JSON.stringify({ create: { _index: INDEX, _id: `${name}-${action}` } }),
    JSON.stringify(killEvent(random, name, action, made)),
  ]);
  return { users, action, made, body: `${lines.join("\n")}\n` };
}
