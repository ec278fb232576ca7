/**
 * `npm run soak:state -- [--events N] [--keys N] [--seconds N] [--rate N] [--seed N] [--rule NAME]… [--live]`: made-up events over many distinct keys
 * through one engine with a spill file and rules of every kind that keeps state. Ends with 1 when the memory went past its bound, when
 * an event threw, or when the fates of a rule's matches do not add up. `--rate`: events a second of event time, of
 * which a window of some minutes is held. `--seconds`: stop early.
 */
import { parseArgs } from "node:util";
import v8 from "node:v8";
import type { Engine } from "../src/engine/contract.ts";
import { createEngine } from "../src/engine/engine.ts";
import { createSpillFile } from "../src/toolkit/spill-file.ts";
import { createRandom, seedOf } from "./soak/random.ts";
import { createEventMaker } from "./soak/state-events.ts";
import { stateRules } from "./soak/state-rules.ts";

// As the command line has it.
v8.setFlagsFromString("--heap-growing-percent=25");
v8.setFlagsFromString("--max-semi-space-size=8");

const MB = 1024 * 1024;
const MOST_RSS = 400 * MB;
/** Live: events between two readings of the clock. */
const CLOCK_EVERY = 1_000;
const REPORT_EVERY = 500_000;

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    keys: { type: "string", default: "100000" },
    seconds: { type: "string", default: "3600" },
    rate: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    rule: { type: "string", multiple: true },
    live: { type: "boolean", default: false },
  },
});
const begun = performance.now();
const spill = createSpillFile();
const engine = createEngine({
  rules: stateRules().filter(({ name }) => values.rule?.includes(name) ?? true),
  spill,
  ...(values.live && { lateness: "60s" }),
});
const faults = engine.problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
let alerts = 0;
const pushed = push(engine);
const read = performance.now();
// As the scan command does when the input has ended.
v8.setFlagsFromString("--optimize-for-size");
v8.setFlagsFromString("--heap-growing-percent=15");
for (const _ of engine.finish()) alerts++;
process.exitCode = report();
spill.close();

/** The number of events pushed. */
function push(target: Engine): number {
  const make = createEventMaker(createRandom(seedOf(Number(values.seed), 0)), { keys: Number(values.keys), rate: Number(values.rate) });
  const end = begun + Number(values.seconds) * 1000;
  const count = Number(values.events);
  for (let n = 0; n < count; n++) {
    const { event, clock } = make(n);
    alerts += target.push(event).length;
    if (n % CLOCK_EVERY !== 0) continue;
    alerts += target.advance(clock).length;
    if (n % REPORT_EVERY === 0) process.stderr.write(`${n} events, ${megabytes(process.memoryUsage.rss())} MB\n`);
    if (performance.now() > end) return n + 1;
  }
  return count;
}

function report(): number {
  const { rules, limits } = engine.stats();
  const peak = process.resourceUsage().maxRSS * 1024;
  const [pushing, finishing] = [(read - begun) / 1000, (performance.now() - read) / 1000];
  for (const { name, matches, contributed, fates } of rules) {
    const sum = Object.values(fates).reduce((a, b) => a + b, 0);
    const shown = Object.entries(fates).filter(([, count]) => count > 0);
    process.stdout.write(
      `${name}: ${matches} matches, ${contributed} contributed, ${shown.map(([fate, count]) => `${fate} ${count}`).join(", ")}\n`,
    );
    if (sum !== matches) faults.push(`${name}: the fates are ${sum} of ${matches} matches`);
  }
  process.stdout.write(`${pushed} events over ${values.keys} keys: ${Math.round(pushed / (pushing + finishing))} events/s `);
  process.stdout.write(
    `(${pushing.toFixed(1)} s to push, ${finishing.toFixed(1)} s to finish), ${alerts} alerts, peak ${megabytes(peak)} MB\n`,
  );
  process.stdout.write(`limits reached: ${JSON.stringify(limits)}\n`);
  if (peak > MOST_RSS) faults.push(`the peak of ${megabytes(peak)} MB is past ${megabytes(MOST_RSS)} MB`);
  for (const fault of faults) process.stdout.write(`FAULT: ${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / MB);
}
