import { runCase, VARIANTS } from "./esql-case.ts";
import { readEsqlIndices, readEsqlSuites } from "./esql-suite.ts";
import type { Tally } from "./run-eql.ts";

/** Runs every ES|QL case in every variant and prints the failing ones. A case passes when all its variants do. */
export function runEsql(directory: string, print: (text: string) => void): Tally {
  let passed = 0;
  let failed = 0;
  const indices = readEsqlIndices(directory);
  for (const suite of readEsqlSuites(directory)) {
    for (const test of suite.cases) {
      const failures = VARIANTS.flatMap((variant) => runCase(indices, test, variant) ?? []);
      if (failures.length === 0) passed++;
      else failed++;
      for (const { variant, expected, got } of failures) {
        print(`FAIL ${test.name} (${variant})\n${indent(test.query)}\n  expected ${expected}\n  got      ${got}\n`);
      }
    }
  }
  return { passed, failed };
}

const indent = (text: string): string => text.replace(/^/gm, "    ");
