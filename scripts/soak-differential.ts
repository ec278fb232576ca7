/**
 * `npm run soak:differential -- [--events N] [--seed N] [--rules FOLDER] [--jobs N]`: random events that nearly satisfy rules, judged three
 * ways: by the matcher on the parsed event, by the judge of lines on its bytes, and by the reference. A difference is printed with the
 * event, and makes the exit code 1.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { compileRules } from "../src/engine/compile-rules.ts";
import { createTimeReaders } from "../src/engine/time-readers.ts";
import type { JsonObject } from "../src/event/json.ts";
import { defaultFields } from "../src/event/schema.ts";
import { loadRules } from "../src/index.ts";
import { compileMatcher, type Matcher } from "../src/matcher/compile.ts";
import { type LineSieve, STOP } from "../src/matcher/lines/sieve.ts";
import { evaluateAll } from "../src/matcher/reference.ts";
import type { Predicate } from "../src/plan/predicate.ts";
import { createNearEvents } from "./soak/near-events.ts";
import { createRandom, seedOf } from "./soak/random.ts";
import { writeLine } from "./soak/write-line.ts";
import { stagesOf } from "../src/plan/stages.ts";

const PUBLIC_RULES = join(import.meta.dirname, "..", "..", "shared", "corpus", "detection-rules", "rules");
const NOW = Date.UTC(2026, 0, 1);
/** Events that are made of one seed and judged together. */
const BATCH = 250;
const MOST_SHOWN = 10;

interface Job {
  readonly rules: string;
  readonly seed: number;
  /** Batches `first`, `first + step`, … up to `count`. */
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

if (isMainThread) process.exitCode = await main();
else await work(workerData as Job);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      events: { type: "string", default: "1000000" },
      seed: { type: "string", default: "1" },
      rules: { type: "string", default: existsSync(PUBLIC_RULES) ? PUBLIC_RULES : "rules" },
      jobs: { type: "string", default: "2" },
    },
  });
  const step = Number(values.jobs);
  const count = Math.ceil(Number(values.events) / BATCH);
  let differences = 0;
  let events = 0;
  let matches = 0;
  let lines = 0;
  let predicates = 0;
  let met = new Set<number>();
  const told = (): string => `${events} events (${lines} by their lines), ${matches} matches, ${differences} differences`;
  const workers = Array.from({ length: step }, (_, first) => {
    const job: Job = { rules: values.rules, seed: Number(values.seed), first, step, count };
    const worker = new Worker(new URL(import.meta.url), { workerData: job });
    worker.on("message", (batch: BatchResult) => {
      events += BATCH;
      matches += batch.matches;
      lines += batch.lines;
      predicates = batch.predicates;
      met = met.union(batch.met);
      differences += batch.differences.length;
      for (const difference of batch.differences.slice(0, MOST_SHOWN)) process.stdout.write(`${difference}\n`);
      process.stderr.write(`${told()}\u001b[K\r`);
    });
    return new Promise<void>((resolve, reject) => worker.once("exit", () => resolve()).once("error", reject));
  });
  await Promise.all(workers);
  process.stdout.write(`${told()}, ${met.size} of ${predicates} predicates met, seed ${values.seed}\n`);
  return differences === 0 ? 0 : 1;
}

interface BatchResult {
  readonly matches: number;
  /** Events that the judge of lines decided from their bytes; the others it leaves to be parsed. */
  readonly lines: number;
  readonly predicates: number;
  /** Those that matched one of the events. */
  readonly met: ReadonlySet<number>;
  readonly differences: readonly string[];
}

async function work({ rules: folder, seed, first, step, count }: Job): Promise<void> {
  const { rules } = await loadRules([folder]);
  const set = compileRules(rules, createTimeReaders(), { env: { fields: defaultFields() } });
  const predicates = set.rules.flatMap(({ plan }) => stagesOf(plan.root).map(({ where }) => where));
  const matcher = compileMatcher(predicates);
  const options = { times: ["@timestamp"], routing: ["_index"], fields: [], capacity: 1 << 24, guarded: [], marks: undefined };
  const sieve = matcher.sieve(options);
  if (!sieve) throw new Error("the rules have too many fields for a judge of lines");
  for (let batch = first; batch < count; batch += step) {
    const random = createRandom(seedOf(seed, batch));
    const next = createNearEvents(predicates, random);
    const lines = Array.from({ length: BATCH }, () => writeLine(next(), random));
    parentPort?.postMessage(compare(predicates, matcher, sieve, lines) satisfies BatchResult);
  }
}

function compare(predicates: readonly Predicate[], matcher: Matcher, sieve: LineSieve, lines: readonly string[]): BatchResult {
  const events = lines.map((line) => JSON.parse(line) as JsonObject);
  const differences: string[] = [];
  const byLine = judgeLines(matcher, sieve, lines, events);
  const met = new Set<number>();
  let matches = 0;
  events.forEach((event, i) => {
    const expected = evaluateAll(predicates, event, NOW).flatMap((holds, p) => (holds ? [p] : []));
    matcher.run(event, NOW);
    const found = matcher.candidates().filter((p) => matcher.matched(p));
    const line = byLine[i];
    matches += expected.length;
    for (const p of expected) met.add(p);
    const tell = (way: string, got: readonly number[]): void => {
      if (got.join() !== expected.join()) differences.push(`${way}: ${got.join()} instead of ${expected.join()}: ${lines[i]}`);
    };
    tell("matcher", found);
    if (line) tell("lines", line);
  });
  return { matches, predicates: predicates.length, met, lines: byLine.filter((line) => line).length, differences };
}

/** By event: what its line matches; undefined where the line is not judged. */
function judgeLines(
  matcher: Matcher,
  sieve: LineSieve,
  lines: readonly string[],
  events: readonly JsonObject[],
): readonly (readonly number[] | undefined)[] {
  const verdicts: (readonly number[] | undefined)[] = lines.map(() => []);
  sieve.load(Buffer.from(lines.join("\n")));
  for (let stop = sieve.next(); stop !== STOP.blockEnd; stop = sieve.next()) {
    const at = sieve.line - 1;
    if (stop === STOP.newRoute) sieve.learnRoute({ any: true, byRule: true }, () => true);
    if (stop !== STOP.candidates) {
      verdicts[at] = undefined;
      continue;
    }
    sieve.values.begin(() => events[at] as JsonObject);
    matcher.runLine(sieve, NOW);
    verdicts[at] = [...sieve.candidates.subarray(0, sieve.count)].filter((p) => matcher.matched(p));
  }
  return verdicts;
}
