import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readEvents } from "../../src/index.ts";
import { isJsonObject } from "../../src/event/json.ts";
import { createLog } from "../../src/server/log.ts";
import { startServer } from "../../src/server/serve.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** Events sent together. */
const BATCH = 5;

type Server = Awaited<ReturnType<typeof startServer>>;

export interface DemoService {
  readonly server: Server;
  /** Sends the example events, each as if it happened now, over and over. Ends when the signal says so. */
  stream(everyMs: number, signal: AbortSignal): Promise<void>;
  /** Its data is thrown away. */
  stop(): Promise<void>;
}

/** The live service with the shipped rules, in a folder of its own, open to this machine. */
export async function startDemoService(port: number): Promise<DemoService> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-demo-"));
  const log = createLog((text) => process.stderr.write(text), { isForPeople: true });
  const server = await startServer({
    data: folder,
    host: "127.0.0.1",
    port,
    paths: { rules: [relative(process.cwd(), join(ROOT, "rules"))], exceptions: [], valueLists: [], indicators: [] },
    latenessMs: 5_000,
    retention: { age: 24 * 60 * 60_000, bytes: 2 ** 30 },
    mostBacklog: 100_000,
    noAuth: true,
    log,
  });
  return {
    server,
    async stream(everyMs, signal) {
      let batch: string[] = [];
      for await (const event of examples(signal)) {
        batch.push(event);
        if (batch.length < BATCH) continue;
        const answer = await fetch(`${server.url}/_bulk`, { method: "POST", body: batch.join("") }).catch(() => undefined);
        if (answer?.ok !== true) log("warn", "the events were not taken");
        batch = [];
        await sleep(everyMs, undefined, { signal }).catch(() => undefined);
      }
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function* examples(signal: AbortSignal): AsyncGenerator<string> {
  while (!signal.aborted)
    for await (const event of readEvents(join(ROOT, "examples"))) {
      if (signal.aborted) return;
      const { _id: _, _index: index, ...fields } = event;
      // When it came is what the service says.
      if (isJsonObject(fields["event"])) delete fields["event"]["ingested"];
      const now = new Date().toISOString();
      const action = { create: { _index: typeof index === "string" ? index : "logs-example-default" } };
      yield `${JSON.stringify(action)}\n${JSON.stringify({ ...fields, "@timestamp": now })}\n`;
    }
}
