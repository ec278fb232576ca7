import { sharedPath } from "../support/shared.ts";
import { runEql, type Tally } from "./run-eql.ts";
import { runEsql } from "./run-esql.ts";

/** The suites by their folder in the shared material. */
const SUITES: Readonly<Record<string, (directory: string, print: (text: string) => void) => Tally>> = {
  eql: runEql,
  esql: runEsql,
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);
let passed = 0;
let failed = 0;
for (const [name, run] of Object.entries(SUITES)) {
  const directory = sharedPath(`conformance/${name}`);
  if (directory === undefined) {
    print(`skipped ${name}: the shared conformance cases are absent`);
    continue;
  }
  const tally = run(directory, print);
  passed += tally.passed;
  failed += tally.failed;
}
print(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
