/**
 * `npm run demo:serve -- [--port N]`: brings the service up with the shipped rules and a live stream of the example events, as if they
 * happened now, over and over, until Ctrl-C. Its data is thrown away at the end. The pages are built where they are not yet.
 */
import { parseArgs } from "node:util";
import { ensurePages } from "./demo/built-pages.ts";
import { startDemoService } from "./demo/service.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "9200" }, seconds: { type: "string" } } });
/** Between two bulk requests. */
const EVERY_MS = 500;

await ensurePages();
const { server, stream, stop } = await startDemoService(Number(values.port));
process.stdout.write(`The demo runs at ${server.url}/app/ (Ctrl-C ends it)\n`);
server.service.events.on("alerts", (alerts) => {
  for (const { severity, ruleName, reason, buildingBlock } of alerts)
    if (!buildingBlock) process.stdout.write(`${severity.padEnd(8)} ${JSON.stringify(ruleName)}: ${JSON.stringify(reason)}\n`);
});

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
if (values.seconds !== undefined) setTimeout(() => stopping.abort(), Number(values.seconds) * 1_000);
await stream(EVERY_MS, stopping.signal);
await stop();
