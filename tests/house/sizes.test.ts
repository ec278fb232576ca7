import { describe, expect, test } from "vitest";
import { isGenerated, sourceFiles } from "./clone-files.ts";
import { functions } from "./syntax.ts";

const MEDIAN_LINES = 120;
const P90_LINES = 300;
const MOST_LINES = 800;
/** A flat switch over a union and a declared table may be longer. */
const MOST_FUNCTION_LINES = 70;

const files = sourceFiles().filter((file) => !isGenerated(file));
const lines = files.map((file) => file.text.split("\n").length - 1).toSorted((a, b) => a - b);
const quantile = (part: number): number => lines[Math.floor(part * (lines.length - 1))] ?? 0;

describe("sizes", () => {
  test("there are files to measure", () => {
    expect(files.length).toBeGreaterThan(50);
  });

  test(`the median file has at most ${MEDIAN_LINES} lines, nine of ten at most ${P90_LINES}`, () => {
    expect(quantile(0.5)).toBeLessThanOrEqual(MEDIAN_LINES);
    expect(quantile(0.9)).toBeLessThanOrEqual(P90_LINES);
  });

  test(`no file that a person wrote has more than ${MOST_LINES} lines`, () => {
    expect(files.filter((file) => file.text.split("\n").length - 1 > MOST_LINES).map((file) => file.path)).toEqual([]);
  });

  test(`no function has more than ${MOST_FUNCTION_LINES} lines, flat switches apart`, () => {
    const long = files.flatMap((file) =>
      functions(file)
        .filter((each) => each.lines > MOST_FUNCTION_LINES && !each.isFlatSwitch)
        .map((each) => `${file.path}:${each.line} ${each.name}: ${each.lines} lines`),
    );
    expect(long).toEqual([]);
  });
});
