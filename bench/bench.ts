import { copyFileSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Run, runOnce } from "./measure.ts";

const ALERTS = "alerts.ndjson";
const ROOT = join(import.meta.dirname, "..");

/** What all sections of a bench share. */
export interface Bench {
  /** Where everything that is made is put; deleted at the end. */
  readonly folder: string;
  /** A folder of rule files. */
  readonly rules: string;
  /** Generated events. */
  readonly events: number;
  readonly seed: number;
  /** How often each program runs, in turn with the others. */
  readonly rounds: number;
  /** For a person who waits: one round, few events. */
  readonly quick: boolean;
}

/** A line of the table. What is not known by a clock or by processor time is left out. */
export interface Row {
  readonly what: string;
  readonly clock?: number | string;
  readonly processor?: number | string;
  readonly aim?: string;
}

export type Section = (bench: Bench) => Promise<readonly Row[]>;

/** `tocsin …`. */
export const command = ({ folder }: Bench, args: readonly string[]): Run => runOnce(folder, join(ROOT, "bin", "main.mjs"), args);

export interface ScanOptions {
  readonly rules?: string;
  readonly jobs?: number;
}

export const scanArgs = (bench: Bench, events: string, { rules = bench.rules, jobs = 1 }: ScanOptions = {}): readonly string[] => [
  "scan",
  events,
  "--rules",
  rules,
  "--output",
  "ndjson",
  "-o",
  join(bench.folder, ALERTS),
  "--jobs",
  String(jobs),
];

/** How many alerts the last scan made. */
export const alertsOf = ({ folder }: Bench): number => readFileSync(join(folder, ALERTS), "utf8").split("\n").length - 1;

export const scan = (bench: Bench, events: string, options?: ScanOptions): Run => command(bench, scanArgs(bench, events, options));

export const parseLoop = ({ folder }: Bench, events: string): Run => runOnce(folder, join(import.meta.dirname, "parse-loop.mjs"), [events]);

/** A folder with every so-many-th rule file, so that each kind is in it as often as in the whole. */
export function everyNth({ folder, rules }: Bench, n: number): string {
  const target = join(folder, `every-${n}`);
  mkdirSync(target);
  const files = globSync("**/*.toml", { cwd: rules })
    .filter((file) => !file.includes("_deprecated"))
    .toSorted();
  files.forEach((file, i) => i % n === 0 && copyFileSync(join(rules, file), join(target, `${i}.toml`)));
  return target;
}

/** How two of the runs compare, by the clock and by processor time. `least`: what is taken off each first. */
export function ratio(
  runs: Readonly<Record<string, Run>>,
  [above, aboveLeast]: Side,
  [below, belowLeast]: Side,
): Pick<Row, "clock" | "processor"> {
  const less = (measure: (run: Run) => number, name: string, least: string | undefined): number =>
    measureOf(runs, name, measure) - (least ? measureOf(runs, least, measure) : 0);
  const of = (measure: (run: Run) => number): number => less(measure, above, aboveLeast) / less(measure, below, belowLeast);
  return { clock: of(({ seconds }) => seconds), processor: of(({ processor }) => processor) };
}

/** A run, and the run whose time is taken off it: what starting up costs. */
type Side = readonly [run: string, least?: string];

function measureOf(runs: Readonly<Record<string, Run>>, name: string, measure: (run: Run) => number): number {
  const run = runs[name];
  if (!run) throw new Error(`no run is named ${name}`);
  return measure(run);
}

export const secondsOf = (runs: Readonly<Record<string, Run>>, name: string, least?: string): Pick<Row, "clock" | "processor"> => ({
  clock: measureOf(runs, name, ({ seconds }) => seconds) - (least ? measureOf(runs, least, ({ seconds }) => seconds) : 0),
  processor: measureOf(runs, name, ({ processor }) => processor) - (least ? measureOf(runs, least, ({ processor }) => processor) : 0),
});

export const megabytes = (run: Run | undefined): string => `${Math.round((run?.memory ?? Number.NaN) / 1e6)}`;
