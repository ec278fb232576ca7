import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, DAY, dateOf, daysInMonth, daysOf } from "./calendar.ts";

describe("calendar", () => {
  test("days and dates are inverse, and as JavaScript counts them", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 3_000_000 }), (days) => {
        const { year, month, day } = dateOf(days);
        expect(daysOf(year, month, day)).toBe(days);
        const date = new Date(days * DAY);
        expect([year, month, day]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
      }),
    );
  });

  test.each([
    [2024, 2, 29],
    [2023, 2, 28],
    [1900, 2, 28],
    [2000, 2, 29],
    [2024, 4, 30],
    [2024, 12, 31],
  ])("%i-%i has %i days", (year, month, days) => expect(daysInMonth(year, month)).toBe(days));

  test("months across years, the day cut to the month", () => {
    expect(addMonths(Date.UTC(2024, 0, 31, 5), 13)).toBe(Date.UTC(2025, 1, 28, 5));
    expect(addMonths(Date.UTC(2024, 2, 31, 5), -4)).toBe(Date.UTC(2023, 10, 30, 5));
  });
});
