import { describe, expect, test } from "vitest";
import { evaluateDateMath, parseDuration, readsClock } from "./date-math.ts";
import { formatTime } from "./time.ts";

const NOW = Date.UTC(2024, 2, 31, 12, 34, 56, 789);

describe("evaluateDateMath", () => {
  // biome-ignore format: table
  test.each([
    ["now", "2024-03-31T12:34:56.789Z", "2024-03-31T12:34:56.789Z"], ["now-1d", "2024-03-30T12:34:56.789Z", "2024-03-30T12:34:56.789Z"],
    ["now-1M", "2024-02-29T12:34:56.789Z", "2024-02-29T12:34:56.789Z"], ["now+1y", "2025-03-31T12:34:56.789Z", "2025-03-31T12:34:56.789Z"],
    ["now/d", "2024-03-31T00:00:00.000Z", "2024-03-31T23:59:59.999Z"], ["now-1d/d", "2024-03-30T00:00:00.000Z", "2024-03-30T23:59:59.999Z"],
    ["now/w", "2024-03-25T00:00:00.000Z", "2024-03-31T23:59:59.999Z"], ["now/M", "2024-03-01T00:00:00.000Z", "2024-03-31T23:59:59.999Z"],
    ["now/y", "2024-01-01T00:00:00.000Z", "2024-12-31T23:59:59.999Z"], ["now/h+5m", "2024-03-31T12:05:00.000Z", "2024-03-31T13:04:59.999Z"],
    ["now-2H-30s", "2024-03-31T10:34:26.789Z", "2024-03-31T10:34:26.789Z"], ["now-d", "2024-03-30T12:34:56.789Z", "2024-03-30T12:34:56.789Z"],
    ["2024-01-31||+1M", "2024-02-29T00:00:00.000Z", "2024-02-29T00:00:00.000Z"], ["2024-01-15||/M", "2024-01-01T00:00:00.000Z", "2024-01-31T23:59:59.999Z"],
    ["2024-01-15", "2024-01-15T00:00:00.000Z", "2024-01-15T23:59:59.999Z"], ["2024-01-15||", "2024-01-15T00:00:00.000Z", "2024-01-15T00:00:00.000Z"],
  ])("%s", (text, down, up) => {
    expect(formatTime(evaluateDateMath(text, NOW, false) as number)).toBe(down);
    expect(formatTime(evaluateDateMath(text, NOW, true) as number)).toBe(up);
  });

  test.each(["nowx", "now-1", "now-1q", "now*1d", "now/2d", "now--1d", "x||+1d", "2024-01-15||+", ""])("%s is none", (text) =>
    expect(evaluateDateMath(text, NOW, false)).toBeUndefined(),
  );

  test("the clock is read only by what begins with now", () => {
    expect(["now", "now-1d", "now/d", "nowhere", "2024-01-01||+1d"].map(readsClock)).toEqual([true, true, true, false, false]);
  });
});

describe("parseDuration", () => {
  test.each([
    ["250ms", 250],
    ["30s", 30_000],
    ["5m", 300_000],
    ["1h", 3_600_000],
    ["2d", 172_800_000],
    ["1w", 604_800_000],
    ["0s", 0],
  ])("%s", (text, ms) => expect(parseDuration(text)).toBe(ms));
  test.each(["", "5", "m", "-5m", "5 m", "1.5h", "5M", "5min"])("%s is none", (text) => expect(parseDuration(text)).toBeUndefined());
});
