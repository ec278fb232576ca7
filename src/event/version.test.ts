import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareTerms } from "./terms.ts";
import { versionKey } from "./version.ts";

/** In order; the last ones are no versions. */
// biome-ignore format: table
const ORDERED = [
  "0", "0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
  "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.0+build", "1.0.0.1", "1.2", "1.2.0", "1.2.3.4.5", "1.9.0", "1.10.0", "2.0.0-SNAPSHOT", "2.0.0",
  "11.0.0", "100000000000000000000.0.0", "", "01.2.3", "1.", "1..2", "1.2.3-", "1.2.3-a..b", "1.a", "v1.0", "é",
];

describe("versionKey", () => {
  test("versions by precedence, other texts behind them by code point", () => {
    const shuffled = ORDERED.toReversed();
    expect(shuffled.toSorted((a, b) => compareTerms(versionKey(a), versionKey(b)))).toEqual(ORDERED);
  });

  test("only equal texts have equal keys", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...ORDERED));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(versionKey(a) === versionKey(b)).toBe(a === b);
      }),
    );
  });

  test("numbers compare by value", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        expect(Math.sign(compareTerms(versionKey(`1.${a}`), versionKey(`1.${b}`)))).toBe(Math.sign(a - b));
      }),
    );
  });
});
