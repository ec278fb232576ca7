import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addExactly, addProduct, addSum, type ExactSum, totalOf } from "./exact-sum.ts";

const sumOf = (items: readonly number[]): ExactSum => {
  const sum: ExactSum = [];
  for (const item of items) addExactly(sum, item);
  return sum;
};

/** Numbers of every size, with those that come together past the range of doubles. */
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e308, -1e308, Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 1022, -(2 ** 1022), 0, Number.MIN_VALUE, 1),
);

/** The sum as a fraction of 2^1074, rounded once. */
function exactly(items: readonly number[]): number {
  const sum = items.reduce((total, item) => total + scaled(item), 0n);
  const negative = sum < 0n;
  let rest = negative ? -sum : sum;
  let shift = 0;
  const length = rest.toString(2).length;
  if (length > 53) {
    shift = length - 53;
    const cut = 1n << BigInt(shift);
    const below = rest % cut;
    rest /= cut;
    if (below * 2n > cut || (below * 2n === cut && rest % 2n === 1n)) rest += 1n;
  }
  // Small ones in two steps: 2^-1074 times a number is not exact.
  const value = shift > 1074 ? Number(rest) * 2 ** (shift - 1074) : Number(rest) * 2 ** (shift - 537) * 2 ** -537;
  return negative ? -value : value;
}

function scaled(item: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, item);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const fraction = word & ((1n << 52n) - 1n);
  const size = exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
  return item < 0 ? -size : size;
}

describe("an exact sum", () => {
  test("is the true sum, rounded once, in whatever order its items come", () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 12 }), fc.array(number, { maxLength: 6 }), (items, more) => {
        const all = [...items, ...more];
        const expected = exactly(all);
        expect(totalOf(sumOf(all)) + 0).toBe(expected + 0);
        expect(totalOf(sumOf(all.toReversed())) + 0).toBe(expected + 0);
        const merged = sumOf(items);
        addSum(merged, JSON.parse(JSON.stringify(sumOf(more))) as ExactSum);
        expect(totalOf(merged) + 0).toBe(expected + 0);
      }),
      { numRuns: 2_000 },
    );
  });

  test("comes back from past the range of doubles", () => {
    expect(totalOf(sumOf([1e308, 1e308, -1e308]))).toBe(1e308);
    expect(totalOf(sumOf([1e308, 1e308]))).toBe(Number.POSITIVE_INFINITY);
    expect(totalOf(sumOf([Number.MAX_VALUE, 1, -Number.MAX_VALUE]))).toBe(1);
  });

  test("is none after an item that is no finite number, wherever it stands and whatever follows", () => {
    for (const odd of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) {
      for (const items of [
        [odd, 1],
        [1, odd],
        [1e308, 1e308, odd, -1e308],
        [odd, Number.NEGATIVE_INFINITY],
      ]) {
        const sum = sumOf(items);
        expect(totalOf(sum)).toBeNaN();
        const merged = sumOf([1, 2]);
        addSum(merged, JSON.parse(JSON.stringify(sum)) as ExactSum);
        expect(totalOf(merged)).toBeNaN();
        addSum(sum, sumOf([1, 2]));
        expect(JSON.stringify(sum)).toBe("[0,null]");
      }
    }
  });

  test("of products is none where one of them leaves the range, in any order", () => {
    for (const factors of [
      [1e200, 1, 2],
      [1, 2, 1e200],
    ]) {
      const sum: ExactSum = [];
      for (const factor of factors) addProduct(sum, factor, factor);
      expect(totalOf(sum)).toBeNaN();
    }
  });
});
