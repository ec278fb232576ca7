/**
 * `npm run soak:kill -- [--rounds N] [--seed N]`: `tocsin serve` is ended with SIGKILL at random moments while events come, again and
 * again on the same data. Ends with 1 when an event that was acknowledged rang no alert, when one rang twice, or when a
 * sequence whose events were all acknowledged is missing or doubled.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { AlertPage, AlertRow } from "../src/server/wire/alerts.ts";
import { createRandom } from "./soak/random.ts";
import { readMetrics, startServerProcess, type ServerProcess } from "./soak/server-process.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    port: { type: "string", default: "9388" },
  },
});
const ROUNDS = Number(values.rounds);
const random = createRandom(Number(values.seed));
const BATCH = 20;
const SENDERS = 3;
/** The service is ended this long after it answers, at the most. */
const LONGEST_ROUND_MS = 1_200;
/** Longer than a start takes: requests that are sent again carry the times of the first try. */
const LATENESS_S = 40;
const EVENT_RULE = "10000000-0000-4000-8000-0000000000e1";
const SEQUENCE_RULE = "10000000-0000-4000-8000-0000000000e2";

const folder = mkdtempSync(join(tmpdir(), "tocsin-kill-"));
const rule = (id: string, type: string, language: string, query: string): string =>
  `[rule]\nauthor = ["t"]\ndescription = "d"\nname = "${type}"\nrisk_score = 1\nrule_id = "${id}"\nseverity = "low"\nmax_signals = 10000000\n` +
  `language = "${language}"\ntype = "${type}"\nquery = '''${query}'''\n`;
writeFileSync(join(folder, "event.toml"), rule(EVENT_RULE, "query", "kuery", "event.action:first"));
const sequence = 'sequence by user.name with maxspan=1h [any where event.action == "first"] [any where event.action == "second"]';
writeFileSync(join(folder, "sequence.toml"), rule(SEQUENCE_RULE, "eql", "eql", sequence));
const args = ["--data", join(folder, "data"), "--rules", folder, "--lateness", `${LATENESS_S}s`];

/** Users whose first event, and whose both events, were acknowledged. */
const first = new Set<string>();
const both = new Set<string>();
let users = 0;
const failures: string[] = [];

/** One request with the first and second events of some users; sent again under the same ids until it is acknowledged. */
interface Request {
  readonly users: readonly string[];
  readonly action: "first" | "second";
  readonly body: string;
}

function requestOf(names: readonly string[], action: "first" | "second"): Request {
  const lines = names.flatMap((name) => [
    JSON.stringify({ create: { _index: "logs-kill-default", _id: `${name}-${action}` } }),
    JSON.stringify({ "@timestamp": new Date().toISOString(), event: { action }, user: { name } }),
  ]);
  return { users: names, action, body: `${lines.join("\n")}\n` };
}

async function send(server: ServerProcess, request: Request): Promise<boolean> {
  try {
    const answer = await fetch(`${server.url}/_bulk`, { method: "POST", body: request.body });
    const { errors } = (await answer.json()) as { errors?: boolean };
    if (answer.status === 429) return false;
    if (answer.status !== 200 || errors !== false) failures.push(`an answer of ${answer.status}`);
    for (const name of request.users) (request.action === "first" ? first : both).add(name);
    return true;
  } catch {
    // The service is gone: nobody knows whether it was taken.
    return false;
  }
}

/** Sends until the service is gone. What was not acknowledged is left as it is, or comes again in the next round. */
async function sender(server: ServerProcess, isOver: () => boolean, open: Request[]): Promise<void> {
  while (!isOver()) {
    const again = open.shift();
    const request =
      again ??
      requestOf(
        Array.from({ length: BATCH }, () => `u${users++}`),
        "first",
      );
    if (!(await send(server, request))) {
      open.push(request);
      await new Promise((wait) => setTimeout(wait, 20));
    } else if (request.action === "first") open.push(requestOf(request.users, "second"));
  }
}

async function allAlerts(server: ServerProcess, ruleId: string): Promise<readonly AlertRow[]> {
  const rows: AlertRow[] = [];
  for (let after: string | undefined; ; ) {
    const search = { rule: [ruleId], size: 1_000, ...(after !== undefined && { after }) };
    const answer = await fetch(`${server.url}/api/tocsin/alerts/search`, { method: "POST", body: JSON.stringify(search) });
    const page = (await answer.json()) as AlertPage;
    rows.push(...page.alerts);
    if (page.next === undefined) return rows;
    after = page.next;
  }
}

/** Each of these users has exactly one alert. */
function check(what: string, expected: ReadonlySet<string>, rows: readonly AlertRow[]): void {
  const counts = new Map<string, number>();
  for (const { user } of rows) counts.set(user ?? "", (counts.get(user ?? "") ?? 0) + 1);
  const missing = [...expected].filter((name) => !counts.has(name));
  const doubled = [...counts].filter(([, count]) => count > 1);
  process.stdout.write(
    `${what}: ${expected.size} acknowledged, ${rows.length} alerts, ${missing.length} missing, ${doubled.length} doubled\n`,
  );
  if (missing.length > 0) failures.push(`${what}: no alert for ${missing.slice(0, 5).join(", ")}`);
  if (doubled.length > 0) failures.push(`${what}: more than one alert for ${doubled.slice(0, 5).join(", ")}`);
}

try {
  let open: Request[] = [];
  const begun = performance.now();
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServerProcess(Number(values.port), args);
    let isOver = false;
    const senders = Array.from({ length: SENDERS }, () => sender(server, () => isOver, open));
    await new Promise((wait) => setTimeout(wait, random.below(LONGEST_ROUND_MS)));
    isOver = true;
    await server.kill();
    await Promise.all(senders);
    open = open.filter(() => !random.oneIn(4));
    if (round % 20 === 19) process.stderr.write(`${round + 1} rounds, ${first.size + both.size} events acknowledged\n`);
  }
  const server = await startServerProcess(Number(values.port), args);
  while (((await readMetrics(server.url)).get("tocsin_backlog_events") ?? 1) > 0) await new Promise((wait) => setTimeout(wait, 100));
  await new Promise((wait) => setTimeout(wait, (LATENESS_S + 3) * 1_000));
  process.stdout.write(`${ROUNDS} times SIGKILL in ${Math.round((performance.now() - begun) / 1000)} s\n`);
  check("events", first, await allAlerts(server, EVENT_RULE));
  check("sequences", both, await allAlerts(server, SEQUENCE_RULE));
  await server.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) process.stdout.write(`FAULT: ${failure}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
