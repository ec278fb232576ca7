import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ServerProcess, startServerProcess } from "../server-process.ts";
import { check, type Fault, health, metric, sleep, until } from "./place.ts";

const HOUR_MS = 60 * 60_000;
const PRELOAD = join(import.meta.dirname, "shifted-clock.mjs");

const LEAPS = [
  ["an hour ahead", HOUR_MS],
  ["set right", 0],
  ["an hour behind", -HOUR_MS],
  ["set right again", 0],
] as const;

/** The service's clock leaps an hour ahead, back, and an hour behind; events of the true time go on. Pairs must ring all along. */
export const clock: Fault = async ({ args, folder, port }, scale) => {
  const file = join(folder, "shift");
  writeFileSync(file, "0");
  process.env["TOCSIN_CLOCK_SHIFT"] = file;
  const server = await startServerProcess(port, args, ["--import", PRELOAD]);
  let pairs = 0;
  const expectPair = async (when: string): Promise<void> => {
    await sendPair(server, `user-${pairs++}`);
    // Each pair is three alerts: the sequence and its two building blocks.
    await until(`the pair ${when} rings`, async () => (await metric(server, "tocsin_alerts_stored")) === pairs * 3);
  };
  await expectPair("before");
  const told: string[] = [];
  for (const [when, shift] of LEAPS.slice(0, scale === "short" ? 1 : LEAPS.length)) {
    writeFileSync(file, String(shift));
    await sleep(2_500);
    const { reasons } = await health(server);
    if (shift !== 0)
      check(
        reasons.some((reason) => reason.includes("clock")),
        `health does not tell of a clock that is ${when}`,
      );
    if (shift !== 0) told.push(...reasons);
    await expectPair(when);
  }
  if (scale === "long") await until("health is well at last", async () => (await health(server)).status === "ok");
  check((await metric(server, 'tocsin_matches_total{fate="late"}')) === 0, "events came to be late");
  await server.stop();
  return `${pairs} pairs, before, during and after leaps by an hour: all rang, none late; health said: ${told.join("; ")}`;
};

/** Both events of a pair, by the true clock. */
async function sendPair(server: ServerProcess, user: string): Promise<void> {
  const now = Date.now();
  const lines = ["a", "b"].map((action, i) => {
    const event = { "@timestamp": new Date(now + i).toISOString(), event: { action }, user: { name: user } };
    return `{"create":{"_index":"logs-pair-default"}}\n${JSON.stringify(event)}\n`;
  });
  const answer = await fetch(`${server.url}/_bulk`, { method: "POST", body: lines.join("") });
  check(answer.status === 200, `an answer of ${answer.status}`);
}
