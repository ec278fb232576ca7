/**
 * `npm run bench -- [--quick] [--only SECTION]… [--worst] [--events N] [--rounds N] [--rules FOLDER] [--seed N]`: the speed that the
 * design promises, as ratios taken in one run. The public rules are used where they lie beside the clone, else the shipped ones.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bench, Row } from "./bench.ts";
import { SECTIONS } from "./sections.ts";

const ROOT = join(import.meta.dirname, "..");
const PUBLIC_RULES = join(ROOT, "..", "shared", "corpus", "detection-rules", "rules");

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    worst: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    events: { type: "string" },
    rounds: { type: "string" },
    rules: { type: "string", default: existsSync(PUBLIC_RULES) ? PUBLIC_RULES : join(ROOT, "rules") },
    seed: { type: "string", default: "1" },
  },
});

const { quick, rules } = values;
const bench: Bench = {
  folder: mkdtempSync(join(tmpdir(), "tocsin-bench-")),
  rules,
  events: Number(values.events ?? (quick ? 50_000 : 500_000)),
  rounds: Number(values.rounds ?? (quick ? 1 : 3)),
  seed: Number(values.seed),
  quick,
};

async function run(): Promise<void> {
  const only = values.worst ? ["worst"] : values.only;
  const unknown = only.find((name) => !(name in SECTIONS));
  if (unknown !== undefined) throw new Error(`no section is named ${unknown}: ${Object.keys(SECTIONS).join(", ")}`);
  const chosen = Object.entries(SECTIONS).filter(([name]) => only.length === 0 || only.includes(name));
  process.stdout.write(`seed ${bench.seed}, middle of ${bench.rounds} rounds, load ${loadavg()[0]?.toFixed(1)}, rules: ${rules}\n\n`);
  printRow({ what: "", clock: "clock", processor: "processor", aim: "aim" });
  for (const [, section] of chosen) for (const row of await section(bench)) printRow(row);
}

const cell = (value: number | string | undefined): string => (typeof value === "number" ? value.toFixed(2) : (value ?? ""));

const printRow = ({ what, clock, processor, aim }: Row): boolean =>
  process.stdout.write(`${what.padEnd(72)}${cell(clock).padStart(8)}${cell(processor).padStart(11)}${cell(aim).padStart(9)}\n`);

try {
  await run();
} finally {
  rmSync(bench.folder, { recursive: true, force: true });
}
