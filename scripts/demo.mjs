/** `npm run demo`: the shipped rules over the shipped example events, and what to try next. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./setup.mjs";

const ARGS = ["scan", "examples/", "--rules", "rules/"];

process.stdout.write(`
Tocsin reads detection rules and events, and rings where a rule matches.
Here the rules in rules/ run over the recorded events in examples/:

  $ bin/tocsin ${ARGS.join(" ")}

`);

const done = spawnSync(process.execPath, [join(ROOT, "bin", "main.mjs"), ...ARGS], { cwd: ROOT, stdio: "inherit" });

if (done.status === 0) {
  process.stdout.write(`
What to try next:

  bin/tocsin scan YOUR.ndjson                                  your own ECS events (also .json, .gz, .zip, folders, - for stdin)
  bin/tocsin scan examples/ --output ndjson | head -1          an alert as a document, kibana.alert.* and all
  bin/tocsin query eql 'process where process.pid > 0' examples/   one query, any time
  bin/tocsin rules list                                        what the rules look for
  bin/tocsin --help                                            everything else
`);
}
process.exitCode = done.status ?? 1;
