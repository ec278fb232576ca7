/**
 * `npm run bench -- [--events N] [--rounds N] [--rules FOLDER] [--seed N]`: the speed that the design promises, as ratios taken in one
 * run on generated events. The public rules are used where they lie beside the clone, else the shipped ones.
 */
import { copyFileSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateEvents } from "./generate.ts";
import { generateHostileEvents } from "./hostile.ts";
import { type Run, runInTurn, runOnce } from "./measure.ts";

const ROOT = join(import.meta.dirname, "..");
const PUBLIC_RULES = join(ROOT, "..", "shared", "corpus", "detection-rules", "rules");

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "200000" },
    rounds: { type: "string", default: "3" },
    rules: { type: "string", default: existsSync(PUBLIC_RULES) ? PUBLIC_RULES : join(ROOT, "rules") },
    seed: { type: "string", default: "1" },
  },
});

const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));

async function bench(): Promise<void> {
  const count = Number(values.events);
  const seed = Number(values.seed);
  const many = join(folder, "events.ndjson");
  const one = join(folder, "one.ndjson");
  const hostile = join(folder, "hostile.ndjson");
  await generateEvents(count, many, seed);
  await generateEvents(1, one, seed);
  await generateHostileEvents(Math.ceil(count / 10), hostile, values.rules, seed);
  const tenth = everyNth(values.rules, 10);
  const hundredth = everyNth(values.rules, 100);
  const runs = runInTurn(Number(values.rounds), {
    "parse loop": () => runOnce(folder, join(import.meta.dirname, "parse-loop.mjs"), [many]),
    scan: () => scan(many, values.rules),
    "scan of one event": () => scan(one, values.rules),
    "two jobs": () => scan(many, values.rules, "2"),
    "two jobs, one event": () => scan(one, values.rules, "2"),
    tenth: () => scan(many, tenth),
    "tenth, one event": () => scan(one, tenth),
    hundredth: () => scan(many, hundredth),
    "hundredth, one event": () => scan(one, hundredth),
    "hostile parse loop": () => runOnce(folder, join(import.meta.dirname, "parse-loop.mjs"), [hostile]),
    hostile: () => scan(hostile, values.rules),
    "load and compile": () => runOnce(folder, join(import.meta.dirname, "load.ts"), [values.rules]),
    version: () => command(["--version"]),
  });
  report(runs);
}

const command = (args: readonly string[]): Run => runOnce(folder, join(ROOT, "bin", "main.mjs"), args);

const scan = (events: string, rules: string, jobs = "1"): Run =>
  command(["scan", events, "--rules", rules, "--output", "ndjson", "-o", join(folder, "alerts.ndjson"), "--jobs", jobs]);

/** A folder with every so-many-th rule file, so that each kind is in it as often as in the whole. */
function everyNth(rules: string, n: number): string {
  const target = join(folder, `every-${n}`);
  mkdirSync(target);
  const files = globSync("**/*.toml", { cwd: rules })
    .filter((file) => !file.includes("_deprecated"))
    .toSorted();
  files.forEach((file, i) => i % n === 0 && copyFileSync(join(rules, file), join(target, `${i}.toml`)));
  return target;
}

/** What of a run is measured: time on the clock, or of the processors. */
type Measure = (run: Run) => number;

function report(runs: Readonly<Record<string, Run>>): void {
  const ratios = (measure: Measure): Readonly<Record<string, number>> => {
    const of = (name: string): number => (runs[name] ? measure(runs[name]) : Number.NaN);
    const whole = of("scan") - of("scan of one event");
    const tenth = of("tenth") - of("tenth, one event");
    return {
      parse: of("parse loop"),
      whole,
      ratio: whole / of("parse loop"),
      tenth: whole / tenth,
      hundredth: tenth / (of("hundredth") - of("hundredth, one event")),
      jobs: whole / (of("two jobs") - of("two jobs, one event")),
      hostile: (of("hostile") - of("scan of one event")) / of("hostile parse loop"),
      version: of("version"),
    };
  };
  const clock = ratios(({ seconds }) => seconds);
  const processor = ratios((run) => run.processor);
  const both = (name: string): [string, string] => [clock[name]?.toFixed(2) ?? "", processor[name]?.toFixed(2) ?? ""];
  const { rules, load, compile } = JSON.parse(runs["load and compile"]?.stdout ?? "{}") as { rules: number; load: number; compile: number };
  const rows: readonly (readonly [what: string, clock: string, processor: string, aim: string])[] = [
    ["", "clock", "processor", "aim"],
    ["parse loop, seconds", ...both("parse"), ""],
    [`scan (${rules} rules) less its time on one event, seconds`, ...both("whole"), ""],
    ["scan ÷ parse loop", ...both("ratio"), "≤ 1.25"],
    ["all rules ÷ a tenth of the rules", ...both("tenth"), "≤ 1.3"],
    ["a tenth ÷ a hundredth of the rules", ...both("hundredth"), ""],
    ["one job ÷ two jobs", clock["jobs"]?.toFixed(2) ?? "", "–", "≥ 1.7"],
    ["events that nearly match: scan ÷ parse loop", ...both("hostile"), ""],
    [`load + compile, seconds (${load.toFixed(0)} + ${compile.toFixed(0)} ms)`, ((load + compile) / 1000).toFixed(2), "–", "≤ 1.0"],
    ["tocsin --version, seconds", ...both("version"), "≤ 0.3"],
    ["most memory of scan, MB", `${Math.round((runs["scan"]?.memory ?? 0) / 1e6)}`, "–", "≤ 400"],
  ];
  process.stdout.write(`${values.events} events, seed ${values.seed}, middle of ${values.rounds} rounds, rules: ${values.rules}\n\n`);
  for (const [what, time, cpu, aim] of rows)
    process.stdout.write(`${what.padEnd(60)}${time.padStart(10)}${cpu.padStart(12)}${aim.padStart(10)}\n`);
}

try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
