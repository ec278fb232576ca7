/**
 * `npm run soak:evtx -- [--seconds N] [--seed N] [--only INDEX]`: made-up Windows event logs with random damage through the
 * reader and the Windows integrations. Nothing may throw, take longer than its bound, or lose a record of a chunk that was not
 * damaged. A find is printed with its seed and index, and makes the exit code 1; `--seed S --only INDEX` makes the same log again.
 */
import { parseArgs } from "node:util";
import { readBatches } from "../src/formats/input/read.ts";
import { type EvtxCase, makeEvtxCase } from "./soak/evtx-cases.ts";
import { createRandom, seedOf } from "./soak/random.ts";

/** No log of a few chunks may take longer; generous, since the machine may be busy. */
const BOUND_MS = 5_000;
/** After so many finds there is enough to mend. */
const MOST_FINDS = 20;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "30" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    only: { type: "string" },
  },
});
const seed = Number(values.seed);
const only = values.only === undefined ? undefined : Number(values.only);
const deadline = Date.now() + Number(values.seconds) * 1000;
let logs = 0;
let records = 0;
let finds = 0;
const isOver = (): boolean => (only === undefined ? Date.now() >= deadline || finds >= MOST_FINDS : logs > 0);
for (let index = only ?? 0; !isOver(); index++) {
  const random = createRandom(seedOf(seed, index));
  const find = await judge(makeEvtxCase(random));
  logs++;
  if (find === undefined) continue;
  finds++;
  process.stdout.write(`FIND: ${find}\n  again: npm run soak:evtx -- --seed ${seed} --only ${index}\n`);
}
process.stdout.write(`${logs} logs, ${records} records read, ${finds} finds, seed ${seed}\n`);
process.exitCode = finds === 0 ? 0 : 1;

/** What is wrong with the reading of a log; undefined where nothing is. */
async function judge({ log, intact }: EvtxCase): Promise<string | undefined> {
  const begun = performance.now();
  const found = new Set<string>();
  try {
    for await (const batch of readBatches("-", { stdin: once(log) })) {
      records += batch.length;
      for (const event of batch) found.add(JSON.stringify((event["winlog"] as Record<string, unknown> | undefined)?.["record_id"]));
    }
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
  const took = performance.now() - begun;
  if (took > BOUND_MS) return `took ${Math.round(took)} ms`;
  const lost = intact.filter((id) => !found.has(JSON.stringify(String(id))));
  return lost.length > 0 ? `lost ${lost.length} records of chunks without damage, the first is ${lost[0]}` : undefined;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
