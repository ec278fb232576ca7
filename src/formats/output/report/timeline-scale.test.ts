import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTimeScale, ticksOf } from "./timeline-scale.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("createTimeScale", () => {
  test("all times are on the line, in order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 4e12 }), { minLength: 1, maxLength: 60 }), (times) => {
        const scale = createTimeScale(times, 100, 800);
        const xs = times.toSorted((a, b) => a - b).map(scale.x);
        expect(xs.every((x, i) => x >= 100 && x <= 900 && x >= (xs[i - 1] ?? 0))).toBe(true);
        const last = scale.segments.at(-1);
        expect((last?.left ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(900.001);
      }),
    );
  });

  test.each<readonly [string, readonly number[], number]>([
    ["one alert", [5], 1],
    ["one burst", [0, MINUTE, 2 * MINUTE, 9 * MINUTE], 1],
    ["two bursts a day apart", [0, MINUTE, DAY, DAY + MINUTE], 2],
    ["an event of 1970", [0, 56 * 365 * DAY, 56 * 365 * DAY + MINUTE], 2],
    ["evenly spread over a month", Array.from({ length: 30 }, (_, i) => i * DAY), 1],
    ["three bursts", [0, MINUTE, 2 * HOUR, 2 * HOUR + MINUTE, 9 * HOUR, 9 * HOUR + 5 * MINUTE], 3],
  ])("%s", (_, times, segments) => {
    expect(createTimeScale(times, 0, 900).segments).toHaveLength(segments);
  });
});

describe("ticksOf", () => {
  test("ticks are round times within the segment, and not too many", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 46, max: 900 }),
        (from, length, width) => {
          const ticks = ticksOf({ from, to: from + length, left: 0, width }, 64);
          expect(ticks.length).toBeGreaterThan(0);
          expect(ticks.length).toBeLessThanOrEqual(width / 64 + 2);
          expect(ticks.every(({ time }) => time >= from && time <= from + length)).toBe(true);
        },
      ),
    );
  });

  test.each<readonly [string, number, number, readonly string[]]>([
    ["seconds", 0, 20_000, ["01-01", "00:00:05", "00:00:10", "00:00:15", "00:00:20"]],
    ["minutes", 0, 4 * MINUTE, ["01-01", "00:01", "00:02", "00:03", "00:04"]],
    ["days", 0, 3 * DAY, ["1970-01-01", "1970-01-02", "1970-01-03", "1970-01-04"]],
    ["nothing round", 61_500, 61_900, ["00:01:01"]],
  ])("%s", (_, from, to, labels) => {
    expect(ticksOf({ from, to, left: 0, width: 320 }, 64).map(({ label }) => label)).toEqual(labels);
  });
});
