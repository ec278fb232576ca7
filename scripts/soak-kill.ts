/**
 * `npm run soak:kill -- [--rounds N] [--seed N] [--history N] [--lateness SECONDS]`: `tocsin serve` is ended with SIGKILL at random moments, while it starts,
 * while it judges a backlog and while events come, again and again on the same data. Then one engine reads the same journal without
 * a stop. Ends with 1 when an event that was acknowledged is not in the journal, or when alerts, ledger or state of the two
 * differ by a byte.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "../src/store/database.ts";
import { type KillRequest, killRequest, writeHistory } from "./soak/kill-events.ts";
import { INTERVAL_S, RULE_NAMES, writeKillRules } from "./soak/kill-rules.ts";
import { createRandom } from "./soak/random.ts";
import { readMetrics, type ServerProcess, spawnServerProcess, startServerProcess } from "./soak/server-process.ts";
import { differences, runUninterrupted } from "./soak/uninterrupted.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    history: { type: "string", default: "30000" },
    lateness: { type: "string", default: "20" },
    port: { type: "string", default: "9388" },
    /** Keeps the data. */
    keep: { type: "boolean", default: false },
  },
});
const ROUNDS = Number(values.rounds);
const random = createRandom(Number(values.seed));
const BATCH = 10;
const SENDERS = 2;
const PAUSE_MS = 30;
/** The service is ended this long after it answers, at the most; every fourth time while it starts. */
const LONGEST_ROUND_MS = 1_500;
const LONGEST_START_MS = 3_000;
const LATENESS_S = Number(values.lateness);
/** What was not acknowledged for so long is given up: sent later, its events would be late. */
const PATIENCE_MS = (LATENESS_S * 1_000) / 2;

const folder = mkdtempSync(join(tmpdir(), "tocsin-kill-"));
const data = join(folder, "data");
const args = ["--data", data, "--lateness", `${LATENESS_S}s`, ...writeKillRules(folder)];
const port = Number(values.port);

/** Ids of events that were acknowledged; tags that were. */
const acknowledged = new Set<string>();
const tagged = new Map<string, string>();
let users = 0;
const failures: string[] = [];
const sleep = async (milliseconds: number): Promise<void> => await new Promise((done) => setTimeout(done, milliseconds));

async function send(server: ServerProcess, request: KillRequest): Promise<boolean> {
  try {
    const answer = await fetch(`${server.url}/_bulk`, { method: "POST", body: request.body });
    const { items } = (await answer.json()) as { items?: { create: { status: number } }[] };
    if (answer.status === 429) return false;
    // 409: an earlier try had been taken, and its answer was lost.
    if (answer.status !== 200 || !items?.every(({ create }) => create.status === 201 || create.status === 409))
      failures.push(`an answer of ${answer.status}`);
    for (const name of request.users) acknowledged.add(`${name}-${request.action}`);
    return true;
  } catch {
    // The service is gone: nobody knows whether it was taken.
    return false;
  }
}

/** Sends until the service is gone. What was not acknowledged comes again in the next round, unless it would be late. */
async function sender(server: ServerProcess, isOver: () => boolean, open: KillRequest[]): Promise<void> {
  while (!isOver()) {
    const names = Array.from({ length: BATCH }, () => (random.oneIn(10) ? `calm${users++}` : `u${users++}`));
    const request = open.shift() ?? killRequest(random, names, "first");
    if (!(await send(server, request))) open.push(request);
    else if (request.action === "first" && !random.oneIn(4)) open.push(killRequest(random, request.users, "second"));
    await sleep(PAUSE_MS);
  }
}

/** A person's work on an alert: what was answered must last. */
async function triage(server: ServerProcess, tag: string): Promise<void> {
  try {
    const answer = await fetch(`${server.url}/api/tocsin/alerts/search`, { method: "POST", body: '{"size":1}' });
    const [alert] = ((await answer.json()) as { alerts: { id: string }[] }).alerts;
    if (!alert) return;
    const body = JSON.stringify({ ids: [alert.id], addTags: [tag] });
    const { status } = await fetch(`${server.url}/api/tocsin/alerts`, { method: "PATCH", body });
    if (status === 200) tagged.set(tag, alert.id);
  } catch {
    // Ended before it answered.
  }
}

async function round(number: number, open: KillRequest[]): Promise<void> {
  const server = spawnServerProcess(port, args);
  if (random.oneIn(4)) {
    await sleep(random.below(LONGEST_START_MS));
    await server.kill();
    return;
  }
  await server.answers();
  let isOver = false;
  const work = [
    ...Array.from({ length: SENDERS }, async () => await sender(server, () => isOver, open)),
    triage(server, `round-${number}`),
  ];
  await sleep(random.below(LONGEST_ROUND_MS));
  isOver = true;
  await server.kill();
  await Promise.all(work);
}

/** Until all is judged, and the watermark stands where no run of a rule is near: the comparison must not race with the clock. */
async function settle(server: ServerProcess): Promise<number> {
  while (((await readMetrics(server.url)).get("tocsin_backlog_events") ?? 1) > 0) await sleep(100);
  const until = Date.now() + (LATENESS_S + 2 * INTERVAL_S + 2) * 1_000;
  const offset = (): number => ((Date.now() / 1_000 - LATENESS_S) % INTERVAL_S) / INTERVAL_S;
  while (Date.now() < until || offset() < 0.3 || offset() > 0.6) await sleep(100);
  return Date.now();
}

try {
  await writeHistory(join(data, "journal"), Number(values.history), random);
  let open: KillRequest[] = [];
  const begun = performance.now();
  for (let number = 1; number <= ROUNDS; number++) {
    await round(number, open);
    open = open.filter(({ made }) => Date.now() - made < PATIENCE_MS);
    if (number % 20 === 0) process.stderr.write(`${number} rounds, ${acknowledged.size} events acknowledged\n`);
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  const server = await startServerProcess(port, args);
  const end = await settle(server);
  if ((await server.stop()) !== 0) failures.push(`it did not end well:\n${server.log()}`);
  process.stdout.write(`${ROUNDS} times SIGKILL in ${seconds} s, ${acknowledged.size} events acknowledged\n`);

  const storeId = readFileSync(join(data, "store-id"), "utf8").trim();
  const [rules, exceptions, indicators] = ["rules", "exceptions", "indicators"].map((name) => join(folder, `${name}.ndjson`));
  const run = { data, storeId, latenessMs: LATENESS_S * 1_000, end, database: join(folder, "expected.db") };
  const expected = await runUninterrupted({ ...run, rules: rules ?? "", exceptions: exceptions ?? "", indicators: indicators ?? "" });
  const served = openDatabase(join(data, "tocsin.db"));
  failures.push(...differences(served, expected.database));
  const lost = [...acknowledged].filter((id) => !expected.ids.has(id));
  if (lost.length > 0) failures.push(`${lost.length} acknowledged events are not in the journal, as ${lost[0]}`);
  const counts = served.prepare("SELECT rule_name, count(*) AS n FROM alerts GROUP BY rule_name").all();
  const byRule = new Map(counts.map((row) => [String(row["rule_name"]), Number(row["n"])]));
  for (const name of RULE_NAMES) process.stdout.write(`  ${name}: ${byRule.get(name) ?? 0} alerts\n`);
  for (const name of RULE_NAMES) if (!byRule.has(name)) failures.push(`the rule ${name} never rang: it proves nothing`);
  const fates = served.prepare("SELECT fate, sum(count) AS n FROM ledger_counts GROUP BY fate").all();
  process.stdout.write(`  ledger: ${fates.map((row) => `${String(row["fate"])} ${String(row["n"])}`).join(", ")}\n`);
  const tags = served.prepare("SELECT tags FROM alerts WHERE id = ?");
  for (const [tag, id] of tagged)
    if (!(JSON.parse(String(tags.get(id)?.["tags"] ?? "[]")) as string[]).includes(tag)) failures.push(`${tag}: a tag was lost`);
  process.stdout.write(`  ${tagged.size} tags of people\n`);
} finally {
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) process.stdout.write(`FAULT: ${failure}\n`);
process.stdout.write(failures.length === 0 ? "alerts, ledger and state are those of an uninterrupted engine\n" : "");
process.exitCode = failures.length === 0 ? 0 : 1;
