import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText, parseDecimal, parseInteger } from "./number-text.ts";

describe("decimalText writes as Java does", () => {
  test.each([
    [5, "5.0"],
    [-0, "-0.0"],
    [0.001, "0.001"],
    [0.0001, "1.0E-4"],
    [9999999, "9999999.0"],
    [10000000, "1.0E7"],
    [1.25e-9, "1.25E-9"],
    [5e-324, "4.9E-324"],
    [-1e-323, "-9.9E-324"],
    [1e23, "1.0E23"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
  ])("%s", (value, text) => {
    expect(decimalText(value)).toBe(text);
  });

  test("and it reads back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(decimalText(value))).toBe(value);
      }),
    );
  });
});

describe("parsing", () => {
  test.each([
    ["-17", -17],
    ["+17", 17],
    [" 17 ", 17],
    ["1.", 1],
    [".5", 0.5],
    ["1e3", 1000],
    ["2.5f", 2.5],
    ["9223372036854775807", 9223372036854775807n],
    ["9223372036854775808", 9223372036854775808],
    ["", null],
    ["1 2", null],
    ["0x10", null],
    ["1".repeat(10_000), null],
  ])("%j", (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  test.each([
    ["ff", 16, 255],
    ["-Z", 36, -35],
    ["12", 2, null],
    ["1", 1, null],
    ["-", 10, null],
    ["8000000000000000", 16, null],
  ])("%j in base %i", (text, base, value) => {
    expect(parseInteger(text, base)).toBe(value);
  });
});
