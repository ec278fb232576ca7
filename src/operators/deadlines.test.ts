import fc from "fast-check";
import { expect, test } from "vitest";
import { Deadlines } from "./deadlines.ts";

test("items come out by their time, equal ones as they were added, never before it has passed", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 0, max: 10 }), (times, now) => {
      const deadlines = new Deadlines<number>();
      times.forEach((at, i) => {
        deadlines.add(at, i);
      });
      const taken: number[] = [];
      for (let item = deadlines.take(now); item !== undefined; item = deadlines.take(now)) taken.push(item);
      const due = times.map((at, i) => ({ at, i })).filter(({ at }) => at < now);
      expect(taken).toEqual(due.sort((a, b) => a.at - b.at || a.i - b.i).map(({ i }) => i));
      expect(deadlines.size).toBe(times.length - due.length);
    }),
  );
});
