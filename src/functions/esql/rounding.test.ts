import fc from "fast-check";
import { expect, test } from "vitest";
import { isFault } from "./define.ts";
import { type Rounding, roundingFor, roundingOf } from "./rounding.ts";

const NONE = { months: 0, days: 0, milliseconds: 0 };

function rounding(span: Partial<typeof NONE>): Rounding {
  const made = roundingOf({ ...NONE, ...span });
  if (isFault(made)) throw new Error(made.fault);
  return made;
}

const down = (span: Partial<typeof NONE>, time: string): string => new Date(rounding(span).down(Date.parse(time))).toISOString();

test.each([
  [{ months: 5 }, "2024-04-30T10:00:00Z", "2023-12-01T00:00:00.000Z"],
  [{ months: 120 }, "2024-05-31T10:00:00Z", "2021-01-01T00:00:00.000Z"],
  [{ days: 7 }, "1969-12-31T00:00:00Z", "1969-12-29T00:00:00.000Z"],
  [{ days: 14 }, "1970-01-16T00:00:00Z", "1970-01-15T00:00:00.000Z"],
  [{ days: 1 }, "1969-12-31T23:00:00Z", "1969-12-31T00:00:00.000Z"],
  [{ milliseconds: 7_200_000 }, "2024-01-01T03:59:59Z", "2024-01-01T02:00:00.000Z"],
])("%o of %s", (span, time, start) => {
  expect(down(span, time)).toBe(start);
});

test("an instant lies between the start of its bucket and the next", () => {
  const spans = fc.constantFrom({ months: 1 }, { months: 7 }, { days: 1 }, { days: 7 }, { days: 10 }, { milliseconds: 90_000 });
  fc.assert(
    fc.property(spans, fc.integer({ min: -1e13, max: 1e13 }), (span, time) => {
      const buckets = rounding(span);
      const start = buckets.down(time);
      expect(start <= time && time < buckets.next(start)).toBe(true);
      expect(buckets.down(start)).toBe(start);
    }),
  );
});

test.each([
  [20, "1985-01-01", "1986-01-01", "1985-07-01"],
  [100, "1985-01-01", "1986-01-01", "1985-07-08"],
  [400, "1985-01-01", "1986-01-01", "1985-07-09"],
  [3, "1985-01-01", "1986-01-01", "1985-01-01"],
])("%i buckets from %s to %s", (buckets, from, to, start) => {
  const chosen = roundingFor(buckets, Date.parse(from), Date.parse(to));
  expect(new Date(chosen.down(Date.parse("1985-07-09"))).toISOString().slice(0, 10)).toBe(start);
});
