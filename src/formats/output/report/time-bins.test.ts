import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sumOf } from "./tally.ts";
import { createTimeBins, type TimeBins } from "./time-bins.ts";

type Entry = readonly [lane: string, time: number];

const binned = (entries: readonly Entry[], limit: number): TimeBins => {
  const bins = createTimeBins(limit);
  for (const [lane, time] of entries) bins.add(lane, time, "high");
  return bins;
};

const sorted = (bins: TimeBins): readonly string[] =>
  bins
    .bins()
    .map(({ lane, from, counts }) => `${lane} ${from} ${counts.high}`)
    .sort();

const entries = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: -1e12, max: 4e12 })), { maxLength: 200 });

describe("createTimeBins", () => {
  test("no alert is lost, and bins stay within the limit", () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 50 }), (list, limit) => {
        const bins = binned(list, limit).bins();
        expect(bins.reduce((sum, { counts }) => sum + sumOf(counts), 0)).toBe(list.length);
        expect(bins.length).toBeLessThanOrEqual(Math.max(limit, 6));
      }),
    );
  });

  test("the order of alerts does not matter", () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(sorted(binned(list.toReversed(), 20))).toEqual(sorted(binned(list, 20)));
      }),
    );
  });

  test("an alert is in the bin of its time", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const bins = binned(list, 20);
        const width = bins.width();
        for (const [lane, time] of list) {
          expect(bins.bins().some((bin) => bin.lane === lane && bin.from <= time && time < bin.from + width)).toBe(true);
        }
      }),
    );
  });

  test("one event of another century costs no precision", () => {
    const attack = Array.from({ length: 100 }, (_, i): Entry => ["a", 1.7e12 + i * 1000]);
    expect(binned([["a", 0], ...attack, ["a", 4e12]], 200).width()).toBe(1000);
  });
});
