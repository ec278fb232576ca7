import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import { timeZoneOf } from "./time-zone.ts";

describe("a time zone", () => {
  // biome-ignore format: table
  test.each([
    ["Z", 0], ["UTC", 0], ["GMT", 0], ["+04:00", 4 * HOUR], ["+4", 4 * HOUR], ["-0330", -3.5 * HOUR], ["UTC+2", 2 * HOUR], ["GMT-03:00", -3 * HOUR],
    ["+00:00", 0], ["+18:00", 18 * HOUR],
    ["+19:00", undefined], ["+04:60", undefined], ["Z+1", undefined], ["", undefined], ["Nowhere/City", undefined], ["europe/paris", undefined],
    ["Europe/Paris ", undefined],
  ] as const)("%s is %s east of UTC", (name, offset) => {
    expect(timeZoneOf(name)?.offsetAt(0)).toBe(offset);
  });

  test("changes its clocks at the instant, however it is asked", () => {
    const change = Date.UTC(2024, 2, 31, 1);
    for (const step of [HOUR, 7 * HOUR, DAY]) {
      const zone = timeZoneOf("Europe/Paris");
      for (let time = change - 40 * step; time < change + 40 * step; time += step)
        expect([time, zone?.offsetAt(time)]).toEqual([time, time < change ? HOUR : 2 * HOUR]);
    }
  });

  test("has the earlier of a local time that comes twice, and moves on one that is left out", () => {
    const zone = timeZoneOf("America/New_York");
    expect(zone?.toUtc(Date.UTC(2024, 10, 3, 1, 30))).toBe(Date.UTC(2024, 10, 3, 5, 30));
    expect(zone?.toUtc(Date.UTC(2024, 2, 10, 2, 30))).toBe(Date.UTC(2024, 2, 10, 7, 30));
  });

  test("has an offset at any time", () => {
    const zone = timeZoneOf("Asia/Kolkata");
    for (const time of [-1e20, 1e20, 8.64e15]) expect(zone?.offsetAt(time)).not.toBeNaN();
    expect(zone?.offsetAt(0)).toBe(5 * HOUR + 30 * MINUTE);
  });
});
