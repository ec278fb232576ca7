import { describe, expect, test } from "vitest";
import { sharedPath } from "../support/shared.ts";
import { runCase, VARIANTS } from "./esql-case.ts";
import { readEsqlIndices, readEsqlSuites } from "./esql-suite.ts";

const directory = sharedPath("conformance/esql");
const suites = directory === undefined ? [] : readEsqlSuites(directory);
const indices = directory === undefined ? new Map() : readEsqlIndices(directory);

test.skipIf(directory === undefined)("the suites are there", () => {
  expect(suites.reduce((sum, suite) => sum + suite.cases.length, 0)).toBeGreaterThan(200);
});

describe.each(suites)("ES|QL suite $name", (suite) => {
  test.each(suite.cases)("$name", (each) => {
    expect(VARIANTS.flatMap((variant) => runCase(indices, each, variant) ?? [])).toEqual([]);
  });
});
