import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths } from "../../event/calendar.ts";
import { DATE_UNITS } from "./date-units.ts";
import { nanosOf } from "./times.ts";

const difference = (unit: string, from: string, to: string): number =>
  Number(DATE_UNITS.get(unit)?.(nanosOf(Date.parse(from)), nanosOf(Date.parse(to))));

test.each([
  ["month", "2023-12-31T23:59:59.999Z", "2024-01-01T00:00:00Z", 0],
  ["month", "2023-12-31T23:59:59.999Z", "2024-02-01T00:00:00Z", 1],
  ["year", "2023-12-31T23:59:59.999Z", "2024-12-31T23:59:59.999Z", 1],
  ["year", "2024-02-29T00:00:00Z", "2025-02-28T00:00:00Z", 0],
  ["quarter", "2023-01-01T00:00:00Z", "2023-09-30T00:00:00Z", 2],
  ["month", "2024-03-31T00:00:00Z", "2024-02-29T00:00:00Z", -1],
  ["month", "2024-03-15T12:00:00Z", "2024-02-15T12:00:01Z", 0],
  ["week", "2024-01-01T00:00:00Z", "2024-01-14T23:59:59Z", 1],
  ["dy", "2024-01-02T00:00:00Z", "2024-01-01T00:00:01Z", 0],
  ["mi", "2024-01-01T00:00:00Z", "2024-01-01T01:00:30Z", 60],
  ["ns", "2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.001Z", 1_000_000],
])("%s from %s to %s", (unit, from, to, count) => {
  expect(difference(unit, from, to)).toBe(count);
});

test("as many months as were added", () => {
  fc.assert(
    fc.property(fc.integer({ min: -5e12, max: 5e12 }), fc.integer({ min: 0, max: 600 }), (time, months) => {
      const day = new Date(time).getUTCDate();
      fc.pre(day <= 28);
      expect(Number(DATE_UNITS.get("month")?.(nanosOf(time), nanosOf(addMonths(time, months))))).toBe(months);
    }),
  );
});
