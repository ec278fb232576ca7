import { runCase, VARIANTS } from "./eql-case.ts";
import { readEqlSuites } from "./eql-suite.ts";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Runs every EQL case in every variant and prints the failing ones. A case passes when all its variants do. */
export function runEql(directory: string, print: (text: string) => void): Tally {
  let passed = 0;
  let failed = 0;
  for (const suite of readEqlSuites(directory)) {
    for (const test of suite.cases) {
      const failures = VARIANTS.flatMap((variant) => runCase(suite, test, variant) ?? []);
      if (failures.length === 0) passed++;
      else failed++;
      for (const { variant, expected, got } of failures) {
        print(`FAIL ${suite.suite}/${test.name} (${variant})\n${indent(test.query)}\n  expected ${expected}\n  got      ${got}\n`);
      }
    }
  }
  return { passed, failed };
}

const indent = (text: string): string => text.replace(/^/gm, "    ");
