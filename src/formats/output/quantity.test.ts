import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCount } from "./quantity.ts";

test("counts are written as they are in English", () => {
  const counts = fc.oneof(
    fc.nat(),
    fc.maxSafeNat(),
    fc.double({ min: 0, max: 1e15, noNaN: true }),
    fc.nat(5_000).map((n) => n + 0.5),
  );
  fc.assert(
    fc.property(counts, (count) => {
      expect(formatCount(count)).toBe(count.toLocaleString("en-US", { maximumFractionDigits: 0 }));
    }),
  );
});
