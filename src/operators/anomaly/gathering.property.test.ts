import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldType } from "../../event/field-type.ts";
import type { Json, JsonObject } from "../../event/json.ts";
import { totalOf } from "../../functions/esql/exact-sum.ts";
import { compileMatcher } from "../../matcher/compile.ts";
import { type Counted, CountedCells, copyCounted } from "../../matcher/lines/gathering.ts";
import { type LineSieve, STOP } from "../../matcher/lines/sieve.ts";
import type { DetectorPlan, JobField, JobPlan } from "../../plan/job-plan.ts";
import type { SavedCell } from "./cell.ts";
import { FieldTexts } from "./field-texts.ts";
import { DETECTOR_FUNCTIONS } from "./functions/table.ts";
import { JobOperator } from "./job.ts";
import { planGathering } from "./plan-gathering.ts";

/** Jobs that count lines by their bytes make the records that they make of the parsed events. */

const MINUTE = 60_000;
const field = (name: string, kind: FieldType["kind"] = "keyword", more: Partial<FieldType> = {}): JobField => ({
  field: { name, path: name, kind, ...more },
});
const USER = field("user", "keyword", { ignoreAbove: 6 });
const HOST = field("host");
const ADDRESS = field("address", "ip");
const DIRECTORY: JobField = { ...field("directory"), derived: { function: "directory", from: field("path").field } };
const ENTROPY: JobField = { ...field("entropy"), derived: { function: "entropy", from: field("path").field } };

function jobOf(id: string, span: number, detectors: readonly DetectorPlan[]): JobPlan {
  return { id, span, where: { kind: "all" }, indices: ["*"], detectors, influencers: [HOST, ADDRESS, USER], pruneAfter: 200 * MINUTE };
}

/** Every function over fields of every kind, two detectors a job. */
const JOBS: readonly JobPlan[] = DETECTOR_FUNCTIONS.flatMap(({ name, field: what, model }) => {
  const plan = (value: JobField): DetectorPlan => ({
    name,
    function: name,
    side: "both",
    ...(what !== "none" && { field: value }),
    ...(model === "rarity" && { by: USER }),
  });
  const [first, second] = what === "number" ? [field("bytes", "long"), ENTROPY] : [DIRECTORY, ADDRESS];
  return [
    jobOf(`${name} alone`, MINUTE, [plan(first), { ...plan(second), partition: HOST }]),
    jobOf(`${name} by`, 3 * MINUTE, [{ ...plan(first), by: ADDRESS, partition: USER }]),
    ...(model === "clock" ? [] : [jobOf(`${name} over`, MINUTE, [{ ...plan(second), by: USER, over: HOST }])]),
  ];
});

const text = fc.constantFrom("a", "b", "a", "c", "é", 'q"\\', "", "long enough", "1", "1.0");
const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T | readonly T[]>): fc.Arbitrary<T | readonly T[]> =>
  fc.oneof({ arbitrary: usual, weight: 15 }, { arbitrary: odd, weight: 1 });
const many = fc.constantFrom(["a", "b"], ["a", "a", ""], ["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
const address = fc.constantFrom("10.0.0.1", "10.0.0.2", "::1", "0:0:0:0:0:0:0:1", "nowhere", "::ffff:10.0.0.1");
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, min: -1e100, max: 1e100 }), fc.constantFrom(0.1, -0, "7", "x"));
const path = fc.constantFrom("/a/b", "C:\\x\\y", "plain", "/");
const documents: fc.Arbitrary<readonly JsonObject[]> = fc.array(
  fc
    .record(
      {
        minute: fc.integer({ min: 0, max: 90 }),
        user: rarely<string | number | boolean>(fc.oneof(text, fc.integer({ max: 3, min: 0 }), fc.boolean()), many),
        host: fc.oneof(fc.constantFrom("h1", "h2"), fc.constant(null)),
        address: rarely(address, fc.array(address, { maxLength: 3 })),
        bytes: rarely<string | number>(number, fc.array(number, { maxLength: 3 })),
        directory: fc.constantFrom("/given", ""),
        path: rarely(path, fc.array(path, { maxLength: 2 })),
      },
      { requiredKeys: ["minute"] },
    )
    .map(({ minute, ...fields }) => ({ "@timestamp": new Date(minute * MINUTE + 500).toISOString(), ...fields }) as JsonObject),
  { minLength: 60, maxLength: 120 },
);

/** Of an exact sum what it comes to: it can be written in several ways. */
const amountIn = (tally: Json): Json =>
  Array.isArray(tally) && tally.length === 3 ? [tally[0] as Json, totalOf(tally[1] as number[]), totalOf(tally[2] as number[])] : tally;

/** Jobs as an engine has them, without one. */
class Harness {
  readonly texts = new FieldTexts();
  readonly operators: readonly JobOperator[] = JOBS.map((job) => new JobOperator(job, this.texts));
  readonly #detectors = JOBS.flatMap(({ detectors }, job) => detectors.map((_, detector) => ({ job, detector })));

  feed(document: JsonObject, jobs: Iterable<number>): void {
    this.texts.begin(document);
    for (const job of jobs) this.operators[job]?.feed(Date.parse(document["@timestamp"] as string), false);
  }

  take(counted: Counted): void {
    for (const cells = new CountedCells(counted); cells.next(); ) {
      const place = this.#detectors[cells.owner];
      if (place) this.operators[place.job]?.take(place.detector, cells);
      else this.operators[cells.owner - this.#detectors.length]?.open(cells.start);
    }
  }

  /** All cells, influencers in order of value. */
  cells(): unknown {
    const saved = this.operators.map((operator) => new Map(operator.changes() as [string, readonly [number, number, SavedCell]][]));
    return saved.map((changes) =>
      Array.from(changes, ([key, state]) => {
        if (!key.startsWith("c ")) return [key, state];
        const [, , [partition, by, over, tally, influencers]] = state;
        const ordered = influencers.map(([values, counts, bound]) => [values.map((value, i) => `${value} ${counts[i]}`).sort(), bound]);
        return [key, partition, by, over, amountIn(tally), ordered];
      }).sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
    );
  }

  finish(): readonly JsonObject[] {
    return this.operators.flatMap((operator) => [...operator.finish(100 * MINUTE)]);
  }
}

const matcher = compileMatcher(JOBS.map(({ where }) => where));
const ALL = JOBS.map((_, job) => job);
let taken: (counted: Counted) => void = () => undefined;
const sieve = (() => {
  const { texts } = new Harness();
  const gathering = {
    plan: planGathering(JOBS, texts, Int32Array.from(ALL)),
    host: { textOf: texts.textOf.bind(texts), take: (counted: Counted) => taken(counted) },
  };
  const reads = { times: ["@timestamp"], routing: ["_index"], fields: texts.paths };
  return matcher.sieve({ ...reads, capacity: 1 << 18, guarded: [], marks: undefined, gathering }) as LineSieve;
})();

/** Gives how many lines were counted by their bytes. */
function judge(lines: readonly JsonObject[], harness: Harness): number {
  taken = (counted) => harness.take(copyCounted(counted));
  sieve.load(Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n")));
  let left = lines.length;
  for (let stop = sieve.next(); stop !== STOP.blockEnd; stop = sieve.next()) {
    const line = lines[sieve.line - 1] as JsonObject;
    if (stop === STOP.newRoute) sieve.learnRoute({ any: true, byRule: true }, () => true);
    const others = stop === STOP.candidates ? sieve.candidates.subarray(0, sieve.count) : ALL;
    harness.feed(line, others);
    if (stop === STOP.candidates && !sieve.jobs.gather()) harness.feed(line, sieve.jobs.list());
    left--;
  }
  sieve.jobs.handOver();
  return left;
}

test("lines that are counted by their bytes make the records that their events make", () => {
  let counted = 0;
  let records = 0;
  fc.assert(
    fc.property(documents, (stream) => {
      const [parsed, judged] = [new Harness(), new Harness()];
      for (const document of stream) parsed.feed(document, ALL);
      counted += judge(stream, judged);
      expect(judged.cells()).toEqual(parsed.cells());
      const expected = parsed.finish();
      records += expected.length;
      expect(judged.finish()).toEqual(expected);
    }),
    { numRuns: 12, endOnFailure: true },
  );
  expect(counted).toBeGreaterThan(400);
  expect(records).toBeGreaterThan(50);
}, 60_000);
