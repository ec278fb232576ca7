import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arithmetic, asLong, negate } from "./arithmetic.ts";

describe("arithmetic", () => {
  test.each([
    ["/", 82, 2, false, 41],
    ["/", 83, 2, false, 41],
    ["/", 83, 2, true, 41.5],
    ["/", -1, 2, false, 0],
    ["%", -4, 2, false, 0],
    ["+", "1", 2, false, null],
    ["*", true, 2, false, null],
    ["-", -9223372036854775808n, 1, false, null],
    ["/", 9007199254740993n, 3, false, 3002399751580331],
    ["+", 1e300, 1, false, 1e300],
  ] as const)("%s on %s and %s, decimal %s", (op, left, right, decimal, result) => {
    expect(arithmetic(op, left, right, decimal)).toBe(result);
  });

  test("integers: the quotient and the rest make up the dividend, and the rest has its sign", () => {
    fc.assert(
      fc.property(long, long, (a, b) => {
        fc.pre(b !== 0n && !(a === -(2n ** 63n) && b === -1n));
        const quotient = BigInt(arithmetic("/", asLong(a), asLong(b)) as number | bigint);
        const rest = BigInt(arithmetic("%", asLong(a), asLong(b)) as number | bigint);
        expect(quotient * b + rest).toBe(a);
        if (rest !== 0n) expect(rest > 0n).toBe(a > 0n);
      }),
    );
  });

  test("integers: sums and products are exact or null past 64 bits", () => {
    fc.assert(
      fc.property(long, long, (a, b) => {
        expect(arithmetic("+", asLong(a), asLong(b))).toBe(asLong(a + b));
        expect(arithmetic("*", asLong(a), asLong(b))).toBe(asLong(a * b));
      }),
    );
  });

  test("negation", () => {
    expect([negate(5), negate(0), negate(2n ** 60n), negate(-(2n ** 63n)), negate("5"), negate(null)]).toEqual([
      -5,
      0,
      -(2n ** 60n),
      null,
      null,
      null,
    ]);
  });
});

const long = fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(-100n, 100n));
