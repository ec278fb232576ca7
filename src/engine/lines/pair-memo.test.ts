import { expect, test } from "vitest";
import { PairMemo } from "./pair-memo.ts";

test("answers are those that would be given anew, and given once where the same is asked again", () => {
  let asked = 0;
  const memo = new PairMemo((a, b) => {
    asked++;
    return (a ^ b) % 3 === 0;
  });
  const pairs = Array.from({ length: 40_000 }, (_, i) => [i % 97, Math.imul(i % 1_009, 0x9e3779b1) >>> 0] as const);
  expect(pairs.every(([a, b]) => memo.ask(a, b) === ((a ^ b) % 3 === 0))).toBe(true);
  asked = 0;
  for (let i = 0; i < 100; i++) memo.ask(5, 0xfffffff0);
  expect(asked).toBeLessThanOrEqual(1);
  expect(memo.ask(0, 0)).toBe(true);
});
