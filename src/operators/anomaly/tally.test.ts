import * as fc from "fast-check";
import { expect, test } from "vitest";
import { MomentsTally } from "./tally.ts";

const momentsOf = (numbers: readonly number[]): readonly number[] => {
  const tally = new MomentsTally();
  for (const number of numbers) tally.add(number);
  return [tally.sum, tally.mean, tally.variance];
};

test("moments of numbers of any size are finite, and the same in any order", () => {
  const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(1e200, -1e200, 1.7e308, 5));
  const orders = fc
    .array(number, { minLength: 1, maxLength: 8 })
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })));
  fc.assert(
    fc.property(orders, ([numbers, shuffled]) => {
      const moments = momentsOf(numbers);
      expect(moments.every(Number.isFinite)).toBe(true);
      expect(momentsOf(shuffled)).toEqual(moments);
    }),
  );
});
