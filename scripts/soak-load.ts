/**
 * `npm run soak:load -- [--rate N] [--seconds N] [--rules FOLDER] [--batch N] [--overload N] [--profile FOLDER]`: events of a small fleet by `_bulk`, at a rate,
 * into `tocsin serve` with the whole corpus; then, for `--overload` seconds, as fast as they go. Measures the time from sending a
 * probe event to hearing of its alert, and the memory of the service. Ends with 1 when the rate was not held, when the 99th of a hundred
 * probes took 2 s, when memory grew, or when an event that was acknowledged was not judged.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeEvent } from "../bench/generate.ts";
import { createRandom } from "./soak/random.ts";
import { readMetrics, startServerProcess } from "./soak/server-process.ts";

const ROOT = join(import.meta.dirname, "..");
const PUBLIC_RULES = join(ROOT, "..", "shared", "corpus", "detection-rules", "rules");
const { values } = parseArgs({
  options: {
    rate: { type: "string", default: "20000" },
    seconds: { type: "string", default: "120" },
    overload: { type: "string", default: "20" },
    batch: { type: "string", default: "500" },
    rules: { type: "string", default: existsSync(PUBLIC_RULES) ? PUBLIC_RULES : join(ROOT, "rules") },
    port: { type: "string", default: "9387" },
    profile: { type: "string" },
  },
});
const RATE = Number(values.rate);
const BATCH = Number(values.batch);
/** Distinct events; they are sent again and again, with the time of sending. */
const EVENTS = 40_000;
const MOST_UNDER_WAY = 12;
const MOST_LATENCY_MS = 2_000;
const MOST_GROWTH = 1.2;
const MB = 1024 * 1024;
const TIME = "2026-01-01T00:00:00.000Z";
const PROBE = "probe-0000000";

const folder = mkdtempSync(join(tmpdir(), "tocsin-soak-"));
const probeRule = join(folder, "probe.toml");
writeFileSync(
  probeRule,
  `[rule]\nauthor = ["t"]\ndescription = "d"\nname = "Probe"\nrisk_score = 1\nrule_id = "10000000-0000-4000-8000-00000000000f"\nseverity = "low"\n` +
    `max_signals = 1000000\nlanguage = "kuery"\ntype = "query"\nquery = 'user.name:probe-*'\n`,
);

/** A request body made once; times and the probe's name are written into it before each sending. */
interface Template {
  readonly body: Buffer;
  readonly times: readonly number[];
  readonly probe: number;
}

function templates(): readonly Template[] {
  const random = createRandom(7);
  return Array.from({ length: EVENTS / BATCH }, (_, t) => {
    const lines = Array.from({ length: BATCH }, (_unused, i) => {
      const event = { ...makeEvent(random, t * BATCH + i), "@timestamp": TIME };
      return `{"create":{"_index":"logs-endpoint.events.default"}}\n${JSON.stringify(i === 0 ? { ...event, user: { name: PROBE } } : event)}\n`;
    });
    const body = Buffer.from(lines.join(""));
    const times: number[] = [];
    for (let at = body.indexOf(TIME); at !== -1; at = body.indexOf(TIME, at + 1)) times.push(at);
    return { body, times, probe: body.indexOf(PROBE) };
  });
}

const counts = { acknowledged: 0, refused: 0, failed: 0, probes: 0 };
const sent = new Map<string, number>();
const latencies: number[] = [];
const agent = new http.Agent({ keepAlive: true, maxSockets: MOST_UNDER_WAY });

/** Sends a body; true where it was taken. */
function post(url: string, body: Buffer): Promise<boolean> {
  return new Promise((done) => {
    const request = http.request(
      `${url}/_bulk?filter_path=errors`,
      { method: "POST", agent, headers: { "content-type": "application/x-ndjson", "content-length": body.length } },
      (answer) => {
        answer.resume();
        answer.once("end", () => {
          if (answer.statusCode === 429) counts.refused++;
          else if (answer.statusCode !== 200) counts.failed++;
          done(answer.statusCode === 200);
        });
      },
    );
    request.once("error", () => {
      counts.failed++;
      done(false);
    });
    request.end(body);
  });
}

/** Fills in a template and sends it, again where it was refused. */
async function send(url: string, { body, times, probe }: Template, again: boolean): Promise<void> {
  const name = `probe-${String(counts.probes++).padStart(7, "0")}`;
  const copy = Buffer.from(body);
  copy.write(name, probe, "latin1");
  const begun = performance.now();
  const now = new Date().toISOString();
  for (const at of times) copy.write(now, at, "latin1");
  sent.set(name, begun);
  while (!(await post(url, copy))) {
    if (!again) {
      sent.delete(name);
      return;
    }
    await new Promise((wait) => setTimeout(wait, 200));
  }
  counts.acknowledged += BATCH;
}

/** Hears of alerts as the pages do. */
async function listen(url: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${url}/api/tocsin/stream`, { signal });
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (const [, name = ""] of text.matchAll(/"user":"(probe-\d+)"/g)) {
      const begun = sent.get(name);
      if (begun === undefined) continue;
      sent.delete(name);
      latencies.push(performance.now() - begun);
    }
    text = text.slice(text.lastIndexOf("\n\n") + 2);
  }
}

/** Sends at the rate for so long; gives events sent per second. */
async function steady(url: string, bodies: readonly Template[], seconds: number): Promise<number> {
  const begun = performance.now();
  const underWay = new Set<Promise<void>>();
  let next = 0;
  while (performance.now() - begun < seconds * 1000) {
    const due = ((performance.now() - begun) / 1000) * (RATE / BATCH);
    while (next < due && underWay.size < MOST_UNDER_WAY) {
      const sending = send(url, bodies[next++ % bodies.length] as Template, true).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    await new Promise((wait) => setTimeout(wait, 5));
  }
  await Promise.all(underWay);
  return (next * BATCH) / ((performance.now() - begun) / 1000);
}

async function flood(url: string, bodies: readonly Template[], seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) await send(url, bodies[next++ % bodies.length] as Template, false);
  };
  await Promise.all(Array.from({ length: MOST_UNDER_WAY }, worker));
}

async function drained(url: string): Promise<void> {
  while (((await readMetrics(url)).get("tocsin_backlog_events") ?? 0) > 0) await new Promise((wait) => setTimeout(wait, 200));
  await new Promise((wait) => setTimeout(wait, 1_500));
}

const quantile = (sorted: readonly number[], part: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN);
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;

const server = await startServerProcess(
  Number(values.port),
  ["--data", join(folder, "data"), "--rules", values.rules, "--rules", probeRule],
  values.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.profile}`],
);
const listening = new AbortController();
const faults: string[] = [];
try {
  const bodies = templates();
  const bytes = Math.round(mean(bodies.map(({ body }) => body.length)) / BATCH);
  void listen(server.url, listening.signal).catch(() => undefined);
  await steady(server.url, bodies, 5);
  latencies.length = 0;
  const memory: number[] = [];
  const sampling = setInterval(
    () => void readMetrics(server.url).then((m) => memory.push((m.get("tocsin_resident_bytes") ?? 0) / MB)),
    1_000,
  );
  const rate = await steady(server.url, bodies, Number(values.seconds));
  clearInterval(sampling);
  const backlog = (await readMetrics(server.url)).get("tocsin_backlog_events") ?? Number.NaN;
  await drained(server.url);
  const sorted = latencies.toSorted((a, b) => a - b);
  const part = Math.floor(memory.length / 3);
  const growth = mean(memory.slice(-part)) / mean(memory.slice(part, 2 * part));
  const p99 = quantile(sorted, 0.99);
  const rules = (await readMetrics(server.url)).get("tocsin_rules_running");
  process.stdout.write(`${rules} rules; ${Math.round(rate)} events/s of ${bytes} bytes for ${values.seconds} s, ${BATCH} a request\n`);
  process.stdout.write(
    `sending to alert: median ${quantile(sorted, 0.5)} ms, 99 % ${p99} ms, longest ${quantile(sorted, 1)} ms (${sorted.length} probes)\n`,
  );
  process.stdout.write(
    `memory: ${Math.round(mean(memory.slice(part, 2 * part)))} MB in the middle third, ${Math.round(mean(memory.slice(-part)))} MB in the last (peak ${Math.round(Math.max(...memory))} MB)\n`,
  );
  process.stdout.write(`requests refused: ${counts.refused}; backlog at the end ${backlog}\n`);
  if (rate < RATE * 0.98) faults.push(`the rate was ${Math.round(rate)}, not ${RATE}`);
  if (!(p99 < MOST_LATENCY_MS)) faults.push(`99 % of alerts rang within ${p99} ms, not ${MOST_LATENCY_MS}`);
  if (!(growth < MOST_GROWTH)) faults.push(`memory grew by a factor of ${growth.toFixed(2)}`);
  if (Number(values.overload) > 0) {
    const before = { ...counts };
    await flood(server.url, bodies, Number(values.overload));
    await drained(server.url);
    process.stdout.write(
      `overload: ${Math.round((counts.acknowledged - before.acknowledged) / Number(values.overload))} events/s taken, ${counts.refused - before.refused} requests refused with 429\n`,
    );
  }
  const judged = (await readMetrics(server.url)).get("tocsin_events_judged_total");
  process.stdout.write(
    `acknowledged ${counts.acknowledged}, judged ${judged}, failed requests ${counts.failed}, probes without an alert ${sent.size}\n`,
  );
  if (judged !== counts.acknowledged || counts.failed > 0)
    faults.push(`${judged} events were judged of ${counts.acknowledged} that were acknowledged`);
  if (sent.size > 0) faults.push(`${sent.size} probes rang no alert`);
} finally {
  listening.abort();
  agent.destroy();
  await server.stop();
  if (faults.length > 0) process.stdout.write(`${server.log().split("\n").slice(-5).join("\n")}\n`);
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) process.stdout.write(`FAULT: ${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
