/**
 * `npm run bench -- [--events N] [--rounds N] [--rules FOLDER] [--seed N]`: the speed that the design promises, as ratios taken in one
 * run on generated events. The public rules are used where they lie beside the clone, else the shipped ones.
 */
import { copyFileSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateEvents } from "./generate.ts";
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
  const many = join(folder, "events.ndjson");
  const one = join(folder, "one.ndjson");
  await generateEvents(Number(values.events), many, Number(values.seed));
  await generateEvents(1, one, Number(values.seed));
  const few = everyTenth(values.rules);
  const load = (): Run => runOnce(folder, join(import.meta.dirname, "load.ts"), [values.rules]);
  const runs = runInTurn(Number(values.rounds), {
    "parse loop": () => runOnce(folder, join(import.meta.dirname, "parse-loop.mjs"), [many]),
    scan: () => scan(many, values.rules),
    "scan of one event": () => scan(one, values.rules),
    "scan, a tenth of the rules": () => scan(many, few),
    "of one event, a tenth of the rules": () => scan(one, few),
    "load and compile": load,
    version: () => command(["--version"]),
  });
  report(runs);
}

const command = (args: readonly string[]): Run => runOnce(folder, join(ROOT, "bin", "main.mjs"), args);

const scan = (events: string, rules: string): Run =>
  command(["scan", events, "--rules", rules, "--output", "ndjson", "-o", join(folder, "alerts.ndjson")]);

/** A folder with every tenth rule file, so that each kind is in it as often as in the whole. */
function everyTenth(rules: string): string {
  const target = join(folder, "a-tenth");
  mkdirSync(target);
  const files = globSync("**/*.toml", { cwd: rules })
    .filter((file) => !file.includes("_deprecated"))
    .toSorted();
  files.forEach((file, i) => i % 10 === 0 && copyFileSync(join(rules, file), join(target, `${i}.toml`)));
  return target;
}

function report(runs: Readonly<Record<string, Run>>): void {
  const seconds = (name: string): number => runs[name]?.seconds ?? Number.NaN;
  const whole = seconds("scan") - seconds("scan of one event");
  const tenth = seconds("scan, a tenth of the rules") - seconds("of one event, a tenth of the rules");
  const { rules, load, compile } = JSON.parse(runs["load and compile"]?.stdout ?? "{}") as { rules: number; load: number; compile: number };
  const rows = [
    ["parse loop", `${seconds("parse loop").toFixed(2)} s`, ""],
    [`scan (${rules} rules), less its time on one event`, `${whole.toFixed(2)} s`, ""],
    ["scan ÷ parse loop", (whole / seconds("parse loop")).toFixed(2), "≤ 1.25"],
    ["all rules ÷ a tenth of the rules", (whole / tenth).toFixed(2), "≤ 1.3"],
    ["load + compile", `${((load + compile) / 1000).toFixed(2)} s (${load.toFixed(0)} + ${compile.toFixed(0)} ms)`, "≤ 1.0 s"],
    ["tocsin --version", `${seconds("version").toFixed(2)} s`, "≤ 0.3 s"],
    ["most memory of scan", `${Math.round((runs["scan"]?.memory ?? 0) / 1e6)} MB`, "≤ 400 MB"],
  ];
  process.stdout.write(`${values.events} events, seed ${values.seed}, middle of ${values.rounds} rounds, rules: ${values.rules}\n\n`);
  for (const [what = "", is = "", aim = ""] of rows) process.stdout.write(`${what.padEnd(48)}${is.padEnd(28)}${aim}\n`);
}

try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
