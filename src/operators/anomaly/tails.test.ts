import { describe, expect, test } from "vitest";
import { poissonAtLeast, poissonAtMost, studentTail } from "./tails.ts";

/** Reference values from tables and from exact sums. */
describe("tails", () => {
  test.each([
    [0, 5, 0.5],
    [1.812, 10, 0.05],
    [2.764, 10, 0.01],
    [4.144, 10, 0.001],
    [-1.812, 10, 0.95],
    [1.96, 1e6, 0.025],
    [12.706, 1, 0.025],
  ])("student: P(T > %d), %d degrees of freedom", (t, freedom, expected) => {
    expect(studentTail(t, freedom)).toBeCloseTo(expected, 4);
  });

  test("student: far tails keep their size", () => {
    expect(studentTail(1000, 3)).toBeGreaterThan(1e-10);
    expect(studentTail(1000, 3)).toBeLessThan(1e-8);
    expect(studentTail(60, 50)).toBeLessThan(1e-45);
    expect(studentTail(60, 50)).toBeGreaterThan(0);
  });

  test.each([0.1, 1, 3, 20, 400])("poisson: both tails of mean %d are the sums of its terms", (mean) => {
    let term = Math.exp(-mean);
    let atMost = 0;
    for (let count = 0; count < 3 * mean + 20; count++) {
      atMost += term;
      expect(poissonAtMost(count, mean)).toBeCloseTo(atMost, 7);
      expect(poissonAtLeast(count + 1, mean)).toBeCloseTo(1 - atMost, 7);
      term *= mean / (count + 1);
    }
  });

  test("poisson: far tails keep their size", () => {
    // The first term dominates: e^-1 / 30!
    expect(poissonAtLeast(30, 1) / (Math.exp(-1) / 2.652528598121911e32)).toBeCloseTo(1.033, 2);
    expect(poissonAtLeast(0, 1)).toBe(1);
    expect(poissonAtLeast(1, 0)).toBe(0);
    expect(poissonAtMost(0, 0)).toBe(1);
  });
});
