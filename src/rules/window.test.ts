import { describe, expect, test } from "vitest";
import { ruleWindow } from "./window.ts";

const MINUTE = 60_000;

describe("the window of a rule", () => {
  test.each([
    ["5m", "now-9m", "now", { interval: 5 * MINUTE, from: -9 * MINUTE, to: 0 }],
    ["1h", "now-2h", "now-1h", { interval: 60 * MINUTE, from: -120 * MINUTE, to: -60 * MINUTE }],
    ["1d", "now-1w", "now+1s", { interval: 1440 * MINUTE, from: -7 * 1440 * MINUTE, to: 1000 }],
  ])("every %s over %s to %s", (interval, from, to, window) => {
    expect(ruleWindow({ interval, from, to })).toEqual(window);
  });

  test.each([
    ["rounded", "now/d", "now"],
    ["rounded up", "now-1d", "now/h"],
    ["months", "now-1M", "now"],
    ["years", "now-1y", "now"],
    ["a date", "2024-01-01", "now"],
    ["unreadable", "yesterday", "now"],
    ["the wrong way round", "now", "now-1m"],
  ])("none where it is %s", (_, from, to) => {
    expect(ruleWindow({ interval: "5m", from, to })).toBeUndefined();
  });
});
