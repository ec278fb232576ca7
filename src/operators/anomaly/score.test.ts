import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ceilingOf, ScoreHistory } from "./score.ts";

test.each([
  [1, 0],
  [0.05, 0],
  [0.0499, 5],
  [1 / 75, 25],
  [1 / 400, 50],
  [1 / 2000, 75],
  [1 / 5200, 90],
  [1e-20, 100],
  [0, 100],
])("a probability of %d scores about %d", (probability, score) => {
  expect(Math.abs(ceilingOf(probability) - score)).toBeLessThan(1);
});

test("the rarer, the higher, and never out of 0 to 100", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1, noNaN: true }), fc.double({ min: 1e-300, max: 1, noNaN: true }), (a, b) => {
      const [rare, usual] = a < b ? [a, b] : [b, a];
      expect(ceilingOf(rare)).toBeGreaterThanOrEqual(ceilingOf(usual));
      expect(ceilingOf(rare)).toBeLessThanOrEqual(100);
      expect(ceilingOf(usual)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("what happens all the time is no anomaly, however small its probability", () => {
  const history = new ScoreHistory();
  for (let i = 0; i < 1000; i++) history.add(i % 10 === 0 ? 1e-9 : 0.5);
  expect(history.scoreOf(1e-9)).toBeLessThan(2);
  expect(history.scoreOf(1e-12)).toBe(ceilingOf(1e-12));
});

test("a history that was saved and restored judges the same", () => {
  const history = new ScoreHistory();
  for (let i = 1; i < 500; i++) history.add(1 / i);
  const other = new ScoreHistory();
  other.restore(history.save());
  for (const probability of [0.04, 0.01, 0.002, 1e-5]) expect(other.scoreOf(probability)).toBe(history.scoreOf(probability));
});
