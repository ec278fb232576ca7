import { join } from "node:path";
import { alertsOf, type Bench, command, everyNth, megabytes, parseLoop, ratio, type Row, scan, secondsOf } from "../bench.ts";
import { generateEvents } from "../generate.ts";
import { type Run, runInTurn, runOnce } from "../measure.ts";

/** The promised ratios, on events in the proportion in which endpoints send them. */
export async function speed(bench: Bench): Promise<readonly Row[]> {
  const many = join(bench.folder, "events.ndjson");
  const one = join(bench.folder, "one.ndjson");
  await generateEvents(bench.events, many, bench.seed);
  await generateEvents(1, one, bench.seed);
  const tenth = everyNth(bench, 10);
  const hundredth = everyNth(bench, 100);
  const alerts = new Map<string, number>();
  const counted = (name: string, run: Run): Run => {
    alerts.set(name, alertsOf(bench));
    return run;
  };
  const runs = runInTurn(bench.rounds, {
    parse: () => parseLoop(bench, many),
    "parse, start": () => parseLoop(bench, one),
    scan: () => counted("all rules", scan(bench, many)),
    start: () => scan(bench, one),
    "two jobs": () => scan(bench, many, { jobs: 2 }),
    "two jobs, start": () => scan(bench, one, { jobs: 2 }),
    tenth: () => counted("a tenth", scan(bench, many, { rules: tenth })),
    "tenth, start": () => scan(bench, one, { rules: tenth }),
    hundredth: () => scan(bench, many, { rules: hundredth }),
    "hundredth, start": () => scan(bench, one, { rules: hundredth }),
    load: () => runOnce(bench.folder, join(import.meta.dirname, "..", "load.ts"), [bench.rules]),
    version: () => command(bench, ["--version"]),
  });
  const { rules, load, compile } = JSON.parse(runs["load"]?.stdout ?? "{}") as { rules: number; load: number; compile: number };
  return [
    { what: `parse loop over ${bench.events} generated events, seconds`, ...secondsOf(runs, "parse", "parse, start") },
    { what: `scan (${rules} rules) less its time on one event, seconds`, ...secondsOf(runs, "scan", "start") },
    { what: "scan ÷ parse loop", ...ratio(runs, ["scan", "start"], ["parse", "parse, start"]), aim: "≤ 1.25" },
    { what: "all rules ÷ a tenth of the rules", ...ratio(runs, ["scan", "start"], ["tenth", "tenth, start"]), aim: "≤ 1.3" },
    { what: `  alerts, which are not of the same number: ${[...alerts].map(([name, count]) => `${name} ${count}`).join(", ")}` },
    { what: "a tenth ÷ a hundredth of the rules", ...ratio(runs, ["tenth", "tenth, start"], ["hundredth", "hundredth, start"]) },
    {
      what: "one job ÷ two jobs, every stateful rule on",
      ...ratio(runs, ["scan", "start"], ["two jobs", "two jobs, start"]),
      aim: "≥ 1.7",
    },
    { what: `load + compile, seconds (${load.toFixed(0)} + ${compile.toFixed(0)} ms)`, clock: (load + compile) / 1000, aim: "≤ 1.0" },
    { what: "tocsin --version, seconds", ...secondsOf(runs, "version"), aim: "≤ 0.3" },
    { what: "most memory of that scan, MB", clock: megabytes(runs["scan"]), aim: "≤ 400" },
  ];
}
