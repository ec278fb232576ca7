import { expect, test } from "vitest";
import { KeyFilter } from "./key-filter.ts";

/** Well spread numbers of 32 bits. */
const hashOf = (i: number): number => Math.imul(i + 1, 0x9e3779b1) >>> 0;

test("whatever was added may be there, and most of the rest is not, however many there are", () => {
  for (const count of [1, 100, 5_000, 60_000]) {
    const added = Array.from({ length: count }, (_, i) => hashOf(i));
    let filter = KeyFilter.of([], 0);
    added.forEach((hash, i) => {
      if (filter.add(hash)) filter = KeyFilter.of(added.slice(0, i + 1), i + 1);
    });
    expect(added.every((hash) => filter.mayHave(hash))).toBe(true);
    const others = Array.from({ length: 10_000 }, (_, i) => hashOf(1_000_000 + i));
    expect(others.filter((hash) => filter.mayHave(hash)).length).toBeLessThan(1_500);
  }
});

test("the largest filter asks for no larger one", () => {
  const filter = KeyFilter.of([], 1 << 20);
  let asked = 0;
  for (let i = 0; i < 1 << 20; i++) if (filter.add(hashOf(i))) asked++;
  expect(asked).toBe(0);
});
