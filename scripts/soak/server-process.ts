import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "..", "..", "bin", "main.mjs");
const PATIENCE_MS = 60_000;

/** `tocsin serve` as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Resolves when it answers. */
  answers(): Promise<void>;
  /** What it wrote to its error stream so far. */
  log(): string;
  /** Ends it at once, as a power switch would. */
  kill(): Promise<void>;
  /** Ends it as an administrator would. */
  stop(): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed check left behind. */
export function killServerProcesses(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Starts it on a port; resolves when it answers. */
export async function startServerProcess(port: number, args: readonly string[], nodeArgs: readonly string[] = []): Promise<ServerProcess> {
  const server = spawnServerProcess(port, args, nodeArgs);
  await server.answers();
  return server;
}

/** Starts it, and does not wait. */
export function spawnServerProcess(port: number, args: readonly string[], nodeArgs: readonly string[] = []): ServerProcess {
  const child = spawn(process.execPath, [...nodeArgs, MAIN, "serve", "--no-auth", "--port", String(port), ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString("utf8")).slice(-20_000);
  });
  running.add(child);
  const ended = new Promise<number | null>((done) =>
    child.once("exit", (code) => {
      running.delete(child);
      done(code);
    }),
  );
  const url = `http://127.0.0.1:${port}`;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return await ended;
  };
  return {
    url,
    pid: child.pid ?? 0,
    log: () => log,
    answers: async () => await answers(url, child, () => log),
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  };
}

async function answers(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; ; ) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}:\n${log()}`);
    const health = await fetch(`${url}/health`).then(
      (answer) => answer.json() as Promise<{ status: string }>,
      () => undefined,
    );
    if (health && health.status !== "starting") return;
    if (performance.now() > end) throw new Error(`the service does not answer:\n${log()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Prometheus's samples by name; those with labels by name and labels. */
export async function readMetrics(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(samples.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}
