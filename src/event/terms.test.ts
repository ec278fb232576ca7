import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldKind, FieldType } from "./field-type.ts";
import type { Scalar } from "./json.ts";
import { compareTerms, documentTerm, equalTerms, inferKind, literalTerm, type Term } from "./terms.ts";

const field = (kind: FieldKind, more: Partial<FieldType> = {}): FieldType => ({ name: "f", path: "f", kind, ...more });

describe("documentTerm", () => {
  // biome-ignore format: table
  const cases: readonly [field: FieldType, value: Scalar, term: Term | undefined][] = [
    [field("keyword"), "Ab", "Ab"], [field("keyword"), 1.5, "1.5"], [field("keyword"), true, "true"],
    [field("keyword", { normalizer: "lowercase" }), "ÀB", "àb"], [field("wildcard"), "x", "x"], [field("flattened"), 3, "3"],
    [field("long"), 5, 5], [field("long"), "5", 5], [field("long"), 5.9, 5], [field("long"), "-5.9", -5], [field("long"), "x", undefined],
    [field("long"), true, undefined], [field("long"), "9223372036854775807", 9223372036854775807n], [field("unsigned_long"), "18446744073709551615", 18446744073709551615n],
    [field("double"), "1.25", 1.25], [field("double"), "", undefined], [field("float"), 0.1, Math.fround(0.1)], [field("half_float"), 1.001, 1.0009765625],
    [field("boolean"), true, true], [field("boolean"), "false", false], [field("boolean"), "", false], [field("boolean"), "yes", undefined], [field("boolean"), 1, undefined],
    [field("date"), "1970-01-01T00:00:01.5005Z", 1500], [field("date_nanos"), "1970-01-01T00:00:01.5005Z", 1500.5], [field("date"), 7, 7],
    [field("date", { formats: ["epoch_second"] }), "7", 7000], [field("date"), "soon", undefined],
    [field("ip"), "1.2.3.4", 0xffff01020304n], [field("ip"), "::1", 1n], [field("ip"), "x", undefined], [field("ip"), 5, undefined],
    [field("unknown"), 5, 5], [field("unknown"), "5", "5"], [field("text"), 5, "5"], [field("object"), "x", undefined], [field("geo_point"), "1,2", undefined],
  ];
  test.each(cases)("%o holds %j as %s", (type, value, term) => expect(documentTerm(type, value)).toBe(term));
});

describe("literalTerm", () => {
  // biome-ignore format: table
  const cases: readonly [field: FieldType, literal: Scalar, term: Term | undefined][] = [
    [field("long"), 5.5, 5.5], [field("long"), "5", 5], [field("boolean"), "", undefined], [field("boolean"), "true", true],
    [field("keyword", { normalizer: "lowercase" }), "A", "a"], [field("keyword"), 5, "5"], [field("float"), "0.1", Math.fround(0.1)], [field("ip"), "::1", 1n],
  ];
  test.each(cases)("%o takes %j as %s", (type, literal, term) => expect(literalTerm(type, literal)).toBe(term));
});

describe("compareTerms", () => {
  test("strings by code point, as their UTF-8 bytes", () => {
    const bytes = (text: string): Buffer => Buffer.from(text, "utf8");
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareTerms(a, b))).toBe(Buffer.compare(bytes(a), bytes(b)));
      }),
    );
    expect(compareTerms("\uffff", "\u{10000}")).toBeLessThan(0);
  });

  test("numbers and bigints by value", () => {
    expect([compareTerms(1, 2), compareTerms(2n, 1), compareTerms(1, 1n), compareTerms(2.5, 2n)]).toEqual([-1, 1, 0, 1]);
  });

  test("a number that lost its last digits equals each integer it may have been", () => {
    const lost = JSON.parse("9223372036854775807") as number;
    expect([
      compareTerms(lost, 9223372036854775807n),
      equalTerms(9223372036854775806n, lost),
      equalTerms(lost, 9223372036854770000n),
    ]).toEqual([0, true, false]);
  });

  test("false before true, and equality agrees with order", () => {
    expect(compareTerms(false, true)).toBeLessThan(0);
    const term = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.bigInt({ min: -3n, max: 3n }));
    fc.assert(
      fc.property(term, term, (a, b) => {
        expect(equalTerms(a, b)).toBe(compareTerms(a, b) === 0);
      }),
    );
  });
});

test("the kind of a value without a mapping", () => expect(["x", 1, true].map(inferKind)).toEqual(["keyword", "double", "boolean"]));
