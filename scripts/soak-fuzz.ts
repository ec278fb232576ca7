/**
 * `npm run soak:fuzz -- [--seconds N] [--seed N] [--only INDEX] [--corpus FOLDER]…`: random and mutated queries and rule files against
 * every parser. Nothing may throw, hang or take longer than its bound. A find is printed with its seed, index and input, and makes the
 * exit code 1; `--seed S --only INDEX` makes the same input again.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { makeInput } from "./soak/mutate.ts";
import { createRandom, seedOf } from "./soak/random.ts";
import { createTargets, type Target } from "./soak/targets.ts";

/** No input may take longer; generous, since the machine may be busy. */
const BOUND_MS = 2_000;
/** After so many finds there is enough to mend. */
const MOST_FINDS = 20;
/** So much of an input is printed. */
const SHOWN = 1_000;

interface Job {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  readonly deadline: number;
  readonly corpus: readonly string[];
  /** Slot 0: the input that is being judged; slot 1: how many are done. */
  readonly progress: Int32Array;
}

interface Find {
  readonly index: number;
  readonly what: string;
}

if (isMainThread) process.exitCode = await main();
else await work(workerData as Job);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "30" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      only: { type: "string" },
      corpus: { type: "string", multiple: true, default: [] },
    },
  });
  const seed = Number(values.seed);
  const only = values.only === undefined ? undefined : Number(values.only);
  const job: Job = {
    seed,
    first: only ?? 0,
    count: only === undefined ? Number.MAX_SAFE_INTEGER : 1,
    deadline: Date.now() + Number(values.seconds) * 1000,
    corpus: ["rules", ...values.corpus],
    progress: new Int32Array(new SharedArrayBuffer(8)),
  };
  const finds = await watch(job);
  const targets = createTargets(job.corpus);
  const again = [`npm run soak:fuzz -- --seed ${seed}`, ...values.corpus.map((folder) => `--corpus ${folder}`), "--only"].join(" ");
  for (const find of finds) report(find, inputOf(seed, find.index, targets), again);
  process.stdout.write(`${Atomics.load(job.progress, 1)} inputs, ${finds.length} finds, seed ${seed}\n`);
  return finds.length === 0 ? 0 : 1;
}

/** Runs the job in a worker and ends the worker when one input takes too long; goes on behind that input. */
async function watch(job: Job): Promise<readonly Find[]> {
  const finds: Find[] = [];
  for (let first = job.first; first !== -1 && finds.length < MOST_FINDS; ) first = await watchOne({ ...job, first }, finds);
  return finds;
}

/** Where to go on after a hang; -1 when the job is done. */
async function watchOne(job: Job, finds: Find[]): Promise<number> {
  Atomics.store(job.progress, 0, -1);
  const worker = new Worker(new URL(import.meta.url), { workerData: job });
  const ended = new Promise<"ended">((resolve) => worker.once("exit", () => resolve("ended")));
  worker.on("message", (find: Find) => finds.push(find));
  worker.on("error", (error: Error) => finds.push({ index: Atomics.load(job.progress, 0), what: `the worker died: ${error.stack}` }));
  let since = Date.now();
  for (let seen = -1; (await Promise.race([ended, sleep(200)])) !== "ended"; ) {
    const now = Atomics.load(job.progress, 0);
    if (now !== seen || now === -1) [seen, since] = [now, Date.now()];
    if (Date.now() - since < BOUND_MS) continue;
    await worker.terminate();
    finds.push({ index: now, what: `still running after ${BOUND_MS} ms` });
    return job.count === 1 ? -1 : now + 1;
  }
  return -1;
}

async function work(job: Job): Promise<void> {
  const targets = createTargets(job.corpus);
  for (let n = 0; n < job.count && (Date.now() < job.deadline || job.count === 1); n++) {
    const index = job.first + n;
    const { target, text } = inputOf(job.seed, index, targets);
    Atomics.store(job.progress, 0, index);
    const begun = performance.now();
    const what = judge(target, text);
    const took = performance.now() - begun;
    if (what !== undefined) parentPort?.postMessage({ index, what });
    else if (took > BOUND_MS) parentPort?.postMessage({ index, what: `took ${Math.round(took)} ms` });
    Atomics.add(job.progress, 1, 1);
  }
}

function judge(target: Target, text: string): string | undefined {
  try {
    return target.run(text);
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
}

function inputOf(seed: number, index: number, targets: readonly Target[]): { target: Target; text: string } {
  const random = createRandom(seedOf(seed, index));
  const target = random.pick(targets);
  return { target, text: makeInput(random, target) };
}

function report({ index, what }: Find, { target, text }: { readonly target: Target; readonly text: string }, again: string): void {
  const shown = text.length > SHOWN ? `${JSON.stringify(text.slice(0, SHOWN))} … (${text.length} characters)` : JSON.stringify(text);
  process.stdout.write(`FIND in ${target.name}: ${what}\n  input: ${shown}\n  again: ${again} ${index}\n\n`);
}
