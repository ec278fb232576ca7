import { expect, test } from "vitest";
import type { PipeOp } from "../plan/plan.ts";
import { applyPipes } from "./pipes.ts";

const head = (count: number): PipeOp => ({ kind: "head", count });
const tail = (count: number): PipeOp => ({ kind: "tail", count });
const items = Array.from({ length: 20 }, (_, i) => i + 1);

test.each([
  { pipes: [], size: 3, end: "tail", expected: [18, 19, 20] },
  { pipes: [], size: 3, end: "head", expected: [1, 2, 3] },
  { pipes: [], size: 0, end: "tail", expected: [] },
  { pipes: [head(2)], size: 10, end: "tail", expected: [1, 2] },
  { pipes: [tail(2)], size: 10, end: "tail", expected: [19, 20] },
  // The request's size counts from the end that the first pipe counts from, and cuts before it.
  { pipes: [tail(100)], size: 3, end: "tail", expected: [18, 19, 20] },
  { pipes: [head(100)], size: 3, end: "tail", expected: [1, 2, 3] },
  { pipes: [head(4), head(2)], size: 10, end: "tail", expected: [1, 2] },
  { pipes: [tail(4), tail(2)], size: 10, end: "tail", expected: [19, 20] },
  { pipes: [head(10), tail(7)], size: 10, end: "tail", expected: [4, 5, 6, 7, 8, 9, 10] },
  { pipes: [tail(10), head(7)], size: 10, end: "tail", expected: [11, 12, 13, 14, 15, 16, 17] },
  { pipes: [head(3), tail(50)], size: 10, end: "tail", expected: [1, 2, 3] },
] as const)("$pipes with size $size from the $end", ({ pipes, size, end, expected }) => {
  expect(applyPipes(items, pipes, size, end)).toEqual(expected);
});

test("the default is the newest ten", () => {
  expect(applyPipes(items, [])).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
});
