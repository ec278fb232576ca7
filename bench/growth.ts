/**
 * `npm run bench:growth -- [--quick]`: how the time of an event grows with the rules and with the events, as two pictures in `docs/`.
 * Processor time, each point the least of some runs: what a busy machine adds is never wanted.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Bench, parseLoop, scan } from "./bench.ts";
import { drawChart } from "./chart.ts";
import { generateEvents } from "./generate.ts";
import type { Run } from "./measure.ts";
import { synthesiseRules } from "./synthesise.ts";

const { quick = false } = parseArgs({ options: { quick: { type: "boolean" } } }).values;
const DOCS = join(import.meta.dirname, "..", "docs");
const RULES = [10, 30, 100, 300, 1_000, 3_000, 10_000];
const EVENTS = [10_000, 30_000, 100_000, 300_000, 1_000_000];
const SEED = 1;
const COUNT = quick ? 20_000 : 100_000;
/** Rules beside which the events grow. */
const MIDDLE = 1_000;
const ROUNDS = quick ? 1 : 3;

const folder = mkdtempSync(join(tmpdir(), "tocsin-growth-"));
const bench: Bench = { folder, rules: "", events: COUNT, seed: SEED, rounds: ROUNDS, quick };

const least = (run: () => Run): number => Math.min(...Array.from({ length: ROUNDS }, () => run().processor));
const events = async (count: number): Promise<string> => {
  const path = join(folder, `events-${count}.ndjson`);
  await generateEvents(count, path, SEED);
  return path;
};
const rulesOf = (count: number): string => {
  const path = join(folder, `rules-${count}`);
  synthesiseRules(path, count, SEED);
  return path;
};

/** Microseconds an event, start of the program apart. */
function perEvent(path: string, one: string, count: number, rules: string): number {
  return ((least(() => scan(bench, path, { rules })) - least(() => scan(bench, one, { rules }))) / count) * 1e6;
}

const told = (what: string, value: number): void =>
  void process.stdout.write(`${what.padEnd(40)}${value.toFixed(1).padStart(10)} µs an event\n`);

/** A round end for an axis. */
const ticksTo = (most: number): number[] => {
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((each) => each * 6 >= most) ?? 500;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
};

async function grow(): Promise<void> {
  const one = await events(1);
  const many = await events(COUNT);
  const parse = (least(() => parseLoop(bench, many)) / COUNT) * 1e6;
  const byRules = RULES.map((count) => [count, perEvent(many, one, COUNT, rulesOf(count))] as const);
  for (const [count, time] of byRules) told(`${count} rules, ${COUNT} events`, time);
  const rules = rulesOf(MIDDLE);
  const byEvents: (readonly [number, number])[] = [];
  const parsed: (readonly [number, number])[] = [];
  for (const count of quick ? EVENTS.slice(0, 3) : EVENTS) {
    const path = await events(count);
    byEvents.push([count, perEvent(path, one, count, rules)]);
    parsed.push([count, (least(() => parseLoop(bench, path)) / count) * 1e6]);
    told(`${MIDDLE} rules, ${count} events`, byEvents.at(-1)?.[1] ?? Number.NaN);
    rmSync(path, { force: true });
  }
  const y = { label: "processor time an event, µs" };
  const most = Math.max(parse, ...[...byRules, ...byEvents, ...parsed].map(([, time]) => time));
  write("growth-rules.svg", "An event's time by the number of rules", { label: "rules (made for this)", ticks: RULES, logarithmic: true }, [
    { name: "scan, its start apart", points: byRules },
    { name: "parse loop: reading JSON alone", points: RULES.map((count) => [count, parse] as const) },
  ]);
  write(
    "growth-events.svg",
    `An event's time by the number of events, ${MIDDLE} rules`,
    { label: "events", ticks: EVENTS, logarithmic: true },
    [
      { name: "scan, its start apart", points: byEvents },
      { name: "parse loop: reading JSON alone", points: parsed },
    ],
  );

  function write(
    file: string,
    title: string,
    x: Parameters<typeof drawChart>[0]["x"],
    lines: Parameters<typeof drawChart>[0]["lines"],
  ): void {
    writeFileSync(join(quick ? folder : DOCS, file), drawChart({ title, x, y: { ...y, ticks: ticksTo(most) }, lines }));
    if (quick) process.stdout.write(drawChart({ title, x, y: { ...y, ticks: ticksTo(most) }, lines }));
  }
}

try {
  await grow();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
