import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** One run of a program, or the middle one of several. */
export interface Run {
  readonly seconds: number;
  /** Processor time of all its threads, in seconds: what a busy machine changes least. */
  readonly processor: number;
  /** The most memory held at any time, in bytes. */
  readonly memory: number;
  readonly stdout: string;
}

/** Runs a script with this Node.js in a process of its own. A run that fails ends the bench: there is nothing to compare. */
export function runOnce(folder: string, script: string, args: readonly string[]): Run {
  const BENCH_USAGE = join(folder, "usage");
  const preload = join(import.meta.dirname, "report-usage.mjs");
  const begun = performance.now();
  const done = spawnSync(process.execPath, ["--import", preload, script, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, BENCH_USAGE },
  });
  const seconds = (performance.now() - begun) / 1000;
  if (done.status !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${done.status}:\n${done.stderr}`);
  return { seconds, ...usageOf(BENCH_USAGE), stdout: done.stdout };
}

/** {@link runOnce} with what goes into the program's standard input. */
export async function runFed(folder: string, script: string, args: readonly string[], input: Iterable<string>): Promise<Run> {
  const BENCH_USAGE = join(folder, "usage");
  const preload = join(import.meta.dirname, "report-usage.mjs");
  const begun = performance.now();
  const env = { ...process.env, BENCH_USAGE };
  const child = spawn(process.execPath, ["--import", preload, script, ...args], { env, stdio: ["pipe", "ignore", "inherit"] });
  const ended = once(child, "exit");
  await pipeline(Readable.from(input), child.stdin);
  const [status] = (await ended) as [number | null];
  const seconds = (performance.now() - begun) / 1000;
  if (status !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${status}`);
  return { seconds, ...usageOf(BENCH_USAGE), stdout: "" };
}

const usageOf = (file: string): Pick<Run, "memory" | "processor"> =>
  JSON.parse(readFileSync(file, "utf8")) as Pick<Run, "memory" | "processor">;

/** Runs all programs in turn, `rounds` times, so that a slow moment of the machine meets them all; gives each one's middle run. */
export function runInTurn(rounds: number, programs: Readonly<Record<string, () => Run>>): Readonly<Record<string, Run>> {
  const names = Object.keys(programs);
  const runs = new Map(names.map((name) => [name, [] as Run[]]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      process.stderr.write(`round ${round + 1} of ${rounds}: ${name}\u001b[K\r`);
      runs.get(name)?.push((programs[name] as () => Run)());
    }
  }
  process.stderr.write("\u001b[K");
  return Object.fromEntries([...runs].map(([name, all]) => [name, middle(all)]));
}

function middle(runs: readonly Run[]): Run {
  const sorted = runs.toSorted((a, b) => a.processor - b.processor);
  return sorted[Math.floor((sorted.length - 1) / 2)] as Run;
}
