import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadRules } from "../../src/index.ts";
import { type Bench, type Row, scan } from "../bench.ts";
import { generateEvents } from "../generate.ts";
import { runInTurn } from "../measure.ts";

/** Events that both see: the other takes about a millisecond for each. */
const EVENTS = 20_000;

/** Events a second against python-eql (the package `eql`), on the rules that it can run: those in EQL that it parses. */
export async function pythonEql(bench: Bench): Promise<readonly Row[]> {
  const python = install(bench.folder);
  if (!python) return [{ what: "python-eql: skipped, Python 3 or its package eql is not at hand" }];
  const { rules } = await loadRules([bench.rules]);
  const queries = join(bench.folder, "queries.json");
  const wanted = rules.filter(({ type, state }) => type === "eql" && state === "active");
  writeFileSync(queries, JSON.stringify(wanted.map(({ id, query }) => ({ id, query: query?.source.text }))));
  const events = join(bench.folder, "python.ndjson");
  const one = join(bench.folder, "python-one.ndjson");
  await generateEvents(bench.quick ? EVENTS / 10 : EVENTS, events, bench.seed);
  await generateEvents(1, one, bench.seed);
  const theirs = runPython(python, queries, events);
  const ours = join(bench.folder, "python-rules");
  mkdirSync(ours);
  for (const [i, { source }] of wanted.filter(({ id }) => theirs.ran.includes(id)).entries())
    copyFileSync(source.name, join(ours, `${i}.toml`));
  const runs = runInTurn(bench.rounds, {
    scan: () => scan(bench, events, { rules: ours }),
    start: () => scan(bench, one, { rules: ours }),
  });
  const time = (measure: "seconds" | "processor"): number => (runs["scan"]?.[measure] ?? 0) - (runs["start"]?.[measure] ?? 0);
  return [
    {
      what: `python-eql, ${theirs.ran.length} of ${wanted.length} EQL rules: events a second`,
      clock: (theirs.events / theirs.seconds).toFixed(0),
    },
    { what: "tocsin, the same rules and events: events a second", clock: (theirs.events / time("seconds")).toFixed(0) },
    { what: "tocsin ÷ python-eql", clock: theirs.seconds / time("seconds"), processor: theirs.processor / time("processor") },
  ];
}

/** A Python with the package, in an environment of its own; undefined where there is none to be had. */
function install(folder: string): string | undefined {
  const own = join(folder, "python");
  const python = join(own, "bin", "python");
  const made = spawnSync("python3", ["-m", "venv", own]).status === 0;
  return made && spawnSync(python, ["-m", "pip", "install", "--quiet", "eql==1.0.1"]).status === 0 ? python : undefined;
}

interface PythonRun {
  /** Ids of the rules that it took. */
  readonly ran: readonly string[];
  readonly events: number;
  /** Without its start and the compiling of the rules. */
  readonly seconds: number;
  readonly processor: number;
}

function runPython(python: string, queries: string, events: string): PythonRun {
  const script = join(import.meta.dirname, "..", "python-eql.py");
  const result = `${events}.result`;
  const done = spawnSync(python, [script, queries, events, result], { stdio: ["ignore", "ignore", "inherit"] });
  if (done.status !== 0) throw new Error(`python-eql ended with ${done.status}`);
  return JSON.parse(readFileSync(result, "utf8")) as PythonRun;
}
