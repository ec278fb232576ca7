import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ALL_JOBS, documents, JOBS, judgeLines, MINUTE } from "../../tests/support/gathering.ts";
import type { JsonObject } from "../event/json.ts";
import { CountedRuns } from "./counted-runs.ts";
import { Jobs } from "./jobs.ts";
import type { SpillStore } from "./spill.ts";
import { Journal } from "./state/journal.ts";

/** A store that hands out the same array again and again, as it may. */
function memorySpill(): SpillStore {
  let all = Buffer.alloc(0);
  const shared = Buffer.alloc(1 << 20);
  return {
    append(bytes) {
      all = Buffer.concat([all, bytes]);
      return all.length - bytes.length;
    },
    read(offset, length) {
      all.copy(shared, 3, offset, offset + length);
      return shared.subarray(3, 3 + length);
    },
    close: () => undefined,
  };
}

const createJobs = (most: number): Jobs =>
  new Jobs(JOBS, { cellRuns: undefined, countedRuns: new CountedRuns(memorySpill(), most), journal: new Journal() });

const end = (jobs: Jobs): unknown => ({ records: [...jobs.finish(100 * MINUTE)], stats: jobs.stats() });

const takerOf = (jobs: Jobs): Parameters<typeof judgeLines>[1] => ({
  feed(document: JsonObject, numbers) {
    const copy = { ...document };
    for (const number of numbers) jobs.feed(number, copy, Date.parse(document["@timestamp"] as string), false);
  },
  take: (counted) => jobs.take(counted),
});

test("what was counted makes the same records from memory, from the spill store, and in several pieces", () => {
  let records = 0;
  fc.assert(
    fc.property(documents, fc.integer({ min: 20, max: 60 }), (stream, every) => {
      const fed = createJobs(0);
      for (const document of stream) takerOf(fed).feed(document, ALL_JOBS);
      const expected = end(fed) as { readonly records: readonly unknown[] };
      records += expected.records.length;
      for (const most of [0, 100_000, Number.POSITIVE_INFINITY]) {
        const jobs = createJobs(most);
        judgeLines(stream, takerOf(jobs), every);
        expect(end(jobs)).toEqual(expected);
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(records).toBeGreaterThan(30);
}, 180_000);
