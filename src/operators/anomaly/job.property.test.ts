import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldType } from "../../event/field-type.ts";
import type { JsonObject } from "../../event/json.ts";
import type { DetectorPlan, JobField, JobPlan } from "../../plan/job-plan.ts";
import { FieldTexts } from "./field-texts.ts";
import { DETECTOR_FUNCTIONS } from "./functions/table.ts";
import { comparePlaced, JobOperator, type PlacedCell } from "./job.ts";

const MINUTE = 60_000;
const keyword = (name: string): JobField => ({ field: { name, path: name, kind: "keyword" } satisfies FieldType });

/** Small buckets and a short memory, so that a case has many of both. */
function jobOf(detector: DetectorPlan): JobPlan {
  return {
    id: "job",
    span: MINUTE,
    where: { kind: "all" },
    indices: ["*"],
    detectors: [detector],
    influencers: [keyword("host")],
    pruneAfter: 200 * MINUTE,
  };
}

/** Every function, alone, with a partition, and in a population where it can be. */
const DETECTORS: readonly DetectorPlan[] = DETECTOR_FUNCTIONS.flatMap(({ name, sides, field, model, silence }) =>
  sides.flatMap((side) => {
    const plan: DetectorPlan = {
      name: side === "both" ? name : `${side}_${name}`,
      function: name,
      side,
      ...(field !== "none" && { field: keyword(field === "number" ? "bytes" : "question") }),
      ...(model === "rarity" && { by: keyword("user") }),
    };
    const isPopulation = model !== "clock" && !(side === "low" && silence === "zero");
    return [
      plan,
      { ...plan, by: keyword("user"), partition: keyword("host") },
      ...(isPopulation ? [{ ...plan, over: keyword("host") }] : []),
    ];
  }),
);

interface Event {
  readonly time: number;
  readonly document: JsonObject;
}

/** A steady stream, with a few odd ones in it and fields that are missing or have several values. */
const events: fc.Arbitrary<readonly Event[]> = fc
  .array(
    fc.record({
      minute: fc.integer({ min: 0, max: 90 }),
      second: fc.integer({ min: 0, max: 59 }),
      user: fc.option(fc.constantFrom<string | string[]>("a", "b", "a", "a", ["a", "c"], "d"), { nil: undefined }),
      host: fc.option(fc.constantFrom("h1", "h2", "h3"), { nil: undefined }),
      bytes: fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constant(0.1)),
      question: fc.constantFrom("x.test", "y.test", "z.test"),
    }),
    { minLength: 40, maxLength: 160 },
  )
  .map((rows) =>
    rows.map(({ minute, second, user, host, bytes, question }) => ({
      time: minute * MINUTE + second * 1000,
      document: { ...(user !== undefined && { user }), ...(host !== undefined && { host }), bytes, question },
    })),
  );

class Harness {
  readonly #texts = new FieldTexts();
  readonly operator: JobOperator;

  constructor(job: JobPlan) {
    this.operator = new JobOperator(job, this.#texts);
  }

  feed({ time, document }: Event, primed = false): boolean {
    this.#texts.begin(document);
    return this.operator.feed(time, primed);
  }
}

function batch(job: JobPlan, stream: readonly Event[]): readonly JsonObject[] {
  const harness = new Harness(job);
  for (const event of stream) harness.feed(event);
  return [...harness.operator.finish(lastOf(stream))];
}

const lastOf = (stream: readonly Event[]): number => Math.max(...stream.map(({ time }) => time));
const inTime = (stream: readonly Event[]): readonly Event[] => [...stream].sort((a, b) => a.time - b.time);
const RUNS = { numRuns: 12 };

describe.each(
  DETECTORS.map((plan) => ({ plan, called: `${plan.name}${plan.partition ? ", by and partition" : plan.over ? ", over" : ""}` })),
)("$called", ({ plan }) => {
  const job = jobOf(plan);

  test("the order of events does not matter", () => {
    fc.assert(
      fc.property(events, (stream) => {
        expect(batch(job, stream.toReversed())).toEqual(batch(job, stream));
        expect(batch(job, inTime(stream))).toEqual(batch(job, stream));
      }),
      RUNS,
    );
  });

  test("a stream of closed buckets gives what the batch gives", () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 20 }), (stream, every) => {
        const harness = new Harness(job);
        const records: JsonObject[] = [];
        for (const [i, event] of inTime(stream).entries()) {
          if (i % every === 0) records.push(...harness.operator.advance(event.time));
          expect(harness.feed(event)).toBe(true);
        }
        records.push(...harness.operator.finish(lastOf(stream)));
        expect(records).toEqual(batch(job, stream));
      }),
      RUNS,
    );
  });

  test("state taken at any place and put back goes on as if nothing had been", () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 159 }), fc.integer({ min: 0, max: 159 }), (stream, first, second) => {
        const saved = new Map<string, unknown>();
        let harness = new Harness(job);
        const records: JsonObject[] = [];
        for (const [i, event] of inTime(stream).entries()) {
          if (i % 7 === 0) records.push(...harness.operator.advance(event.time));
          harness.feed(event);
          if (i !== first && i !== second) continue;
          for (const [key, state] of harness.operator.changes())
            if (state === undefined) saved.delete(key);
            else saved.set(key, JSON.parse(JSON.stringify(state)));
          harness = new Harness(job);
          harness.operator.restore(structuredClone([...saved]));
        }
        records.push(...harness.operator.finish(lastOf(stream)));
        expect(records).toEqual(batch(job, stream));
      }),
      RUNS,
    );
  });

  test("cells that are put away and brought back count as if they had stayed", () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 5, max: 60 }), (stream, every) => {
        const harness = new Harness(job);
        const away: PlacedCell[] = [];
        for (const [i, event] of stream.entries()) {
          harness.feed(event);
          if (i % every === every - 1) away.push(...(JSON.parse(JSON.stringify(harness.operator.takeCells())) as PlacedCell[]));
        }
        expect([...harness.operator.finish(lastOf(stream), away.sort(comparePlaced))]).toEqual(batch(job, stream));
      }),
      RUNS,
    );
  });
});

test("events of the time before teach, and tell nothing", () => {
  const job = jobOf({ name: "rare", function: "rare", side: "both", by: keyword("user") });
  const usual = Array.from({ length: 400 }, (_, i): Event => ({ time: i * MINUTE, document: { user: "a" } }));
  const odd = (minute: number): Event => ({ time: minute * MINUTE, document: { user: "odd" } });
  const harness = new Harness(job);
  for (const event of [...usual, odd(300)]) harness.feed(event, true);
  harness.feed(odd(401));
  harness.feed({ time: 402 * MINUTE, document: { user: "new" } });
  expect([...harness.operator.finish(402 * MINUTE)].map((record) => record["by_field_value"])).toEqual(["odd", "new"]);
});

test("an event of a closed bucket is not taken", () => {
  const harness = new Harness(jobOf({ name: "count", function: "count", side: "both" }));
  expect(harness.feed({ time: 5 * MINUTE, document: {} })).toBe(true);
  expect([...harness.operator.advance(6 * MINUTE)]).toEqual([]);
  expect(harness.feed({ time: 5.5 * MINUTE, document: {} })).toBe(false);
  expect(harness.feed({ time: 6 * MINUTE, document: {} })).toBe(true);
});
