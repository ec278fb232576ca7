/**
 * `npm run demo:serve -- [--port N]`: brings the service up with the shipped rules and a live stream of the example events, as if they
 * happened now, over and over, until Ctrl-C. Its data is thrown away at the end.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createLog } from "../src/server/log.ts";
import { startServer } from "../src/server/serve.ts";
import { readEvents } from "../src/index.ts";

const ROOT = join(import.meta.dirname, "..");
const { values } = parseArgs({ options: { port: { type: "string", default: "9200" }, seconds: { type: "string" } } });
/** Events sent together, and how often. */
const BATCH = 5;
const EVERY_MS = 500;

const folder = mkdtempSync(join(tmpdir(), "tocsin-demo-"));
const log = createLog((text) => process.stderr.write(text), { isForPeople: true });
const server = await startServer({
  data: folder,
  host: "127.0.0.1",
  port: Number(values.port),
  paths: { rules: [join(ROOT, "rules")], exceptions: [], valueLists: [], indicators: [] },
  latenessMs: 5_000,
  retention: { age: 24 * 60 * 60_000, bytes: 2 ** 30 },
  mostBacklog: 100_000,
  noAuth: true,
  log,
});
process.stdout.write(`The demo runs at ${server.url}/app/ (Ctrl-C ends it)\n`);
server.service.events.on("alerts", (alerts) => {
  for (const { severity, ruleName, reason, buildingBlock } of alerts)
    if (!buildingBlock) process.stdout.write(`${severity.padEnd(8)} ${JSON.stringify(ruleName)}: ${JSON.stringify(reason)}\n`);
});

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
if (values.seconds !== undefined) setTimeout(() => stopping.abort(), Number(values.seconds) * 1_000);

/** The example events, each as if it happened now. */
async function* examples(): AsyncGenerator<string> {
  while (!stopping.signal.aborted)
    for await (const event of readEvents(join(ROOT, "examples"))) {
      const { _id: _, _index: index, ...fields } = event;
      const now = new Date().toISOString();
      const action = { create: { _index: typeof index === "string" ? index : "logs-example-default" } };
      yield `${JSON.stringify(action)}\n${JSON.stringify({ ...fields, "@timestamp": now })}\n`;
    }
}

let batch: string[] = [];
for await (const event of examples()) {
  batch.push(event);
  if (batch.length < BATCH) continue;
  const answer = await fetch(`${server.url}/_bulk`, { method: "POST", body: batch.join("") }).catch(() => undefined);
  if (answer?.ok !== true) log("warn", "the events were not taken");
  batch = [];
  await sleep(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
  if (stopping.signal.aborted) break;
}
await server.stop();
rmSync(folder, { recursive: true, force: true });
