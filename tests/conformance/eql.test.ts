import { describe, expect, test } from "vitest";
import { sharedPath } from "../support/shared.ts";
import { runCase, VARIANTS } from "./eql-case.ts";
import { readEqlSuites } from "./eql-suite.ts";

const directory = sharedPath("conformance/eql");
const suites = directory === undefined ? [] : readEqlSuites(directory);

test.skipIf(directory === undefined)("the suites are there", () => {
  expect(suites.reduce((sum, suite) => sum + suite.cases.length, 0)).toBeGreaterThan(100);
});

describe.each(suites)("EQL suite $suite", (suite) => {
  test.each(suite.cases)("$name", (each) => {
    expect(VARIANTS.flatMap((variant) => runCase(suite, each, variant) ?? [])).toEqual([]);
  });
});
