import { describe, expect, test } from "vitest";
import { parseInteger, parseNumber } from "./number.ts";

describe("numbers in texts", () => {
  // biome-ignore format: table
  test.each([
    ["0", 0], ["-12", -12], ["+7", 7], ["9007199254740991", 9007199254740991], ["9007199254740993", 9007199254740993n],
    ["-9223372036854775808", -9223372036854775808n], ["+18446744073709551615", 18446744073709551615n],
  ])("%s is an integer", (text, value) => expect(parseInteger(text)).toBe(value));

  test.each(["", "-", "1.5", "1e3", "0x1", " 1", "1 ", "1".repeat(41)])("%s is none", (text) => expect(parseInteger(text)).toBeUndefined());

  test.each([
    ["1.5", 1.5],
    [".5", 0.5],
    ["5.", 5],
    ["-6e-3", -0.006],
    ["1E2", 100],
  ])("%s is a number", (text, value) => expect(parseNumber(text)).toBe(value));

  test.each(["", ".", "e5", "1e", "0x1", "Infinity", "NaN", " 1", "1_000", "1e999", "1-2"])("%s is none", (text) =>
    expect(parseNumber(text)).toBeUndefined(),
  );
});
