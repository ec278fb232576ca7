import { expect, test } from "vitest";
import { durationText, eventNumbers, namedValues } from "./story-text.ts";

test.each<[events: readonly number[], text: string]>([
  [[], ""],
  [[0], "1"],
  [[0, 1], "1, 2"],
  [[0, 1, 2, 6], "1–3, 7"],
  [[6, 0, 1], "7, 1, 2"],
  [Array.from({ length: 20 }, (_, i) => 2 * i), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, … 8 more"],
])("events %j are %s", (events, text) => expect(eventNumbers(events)).toBe(text));

test.each<[ms: number, text: string]>([
  [0, "0ms"],
  [250, "250ms"],
  [3400, "3.4s"],
  [60_000, "1m"],
  [90_000, "1m 30s"],
  [3_600_000, "1h"],
  [5_400_000, "1h 30m"],
  [7 * 86_400_000, "7d"],
  [-90_000, "-1m 30s"],
])("%d ms are %s", (ms, text) => expect(durationText(ms)).toBe(text));

test("values of events are escaped", () => {
  expect(namedValues(["a", "b"], ["x\u001b[31m", null])).toBe('a: "x\\u001b[31m", b: null');
});
