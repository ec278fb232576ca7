/** `npm run bench -- [OPTION]…`: the speed that the design promises, as ratios taken in one run; `--help` has the options. */
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, Row } from "./bench.ts";
import { type BenchOptions, HELP, readBenchOptions, UsageFault } from "./options.ts";
import { SECTIONS } from "./sections.ts";

const USAGE = 2;

async function run({ sections, ...options }: BenchOptions): Promise<void> {
  const bench: Bench = { ...options, folder: mkdtempSync(join(tmpdir(), "tocsin-bench-")) };
  try {
    process.stdout.write(
      `seed ${bench.seed}, middle of ${bench.rounds} rounds, load ${loadavg()[0]?.toFixed(1)}, rules: ${bench.rules}\n\n`,
    );
    printRow({ what: "", clock: "clock", processor: "processor", aim: "aim" });
    for (const name of sections) for (const row of (await SECTIONS[name]?.(bench)) ?? []) printRow(row);
  } finally {
    rmSync(bench.folder, { recursive: true, force: true });
  }
}

const cell = (value: number | string | undefined): string => (typeof value === "number" ? value.toFixed(2) : (value ?? ""));

const printRow = ({ what, clock, processor, aim }: Row): boolean =>
  process.stdout.write(`${what.padEnd(72)}${cell(clock).padStart(8)}${cell(processor).padStart(11)}${cell(aim).padStart(9)}\n`);

try {
  const options = readBenchOptions(process.argv.slice(2));
  if (options) await run(options);
  else process.stdout.write(HELP);
} catch (error) {
  if (!(error instanceof UsageFault)) throw error;
  process.stderr.write(`${error.message}\n\n${HELP}`);
  process.exitCode = USAGE;
}
