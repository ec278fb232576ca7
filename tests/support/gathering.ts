import * as fc from "fast-check";
import type { FieldType } from "../../src/event/field-type.ts";
import type { Json, JsonObject } from "../../src/event/json.ts";
import { totalOf } from "../../src/functions/esql/exact-sum.ts";
import { compileMatcher } from "../../src/matcher/compile.ts";
import type { Counted } from "../../src/matcher/lines/counted.ts";
import { type LineSieve, STOP } from "../../src/matcher/lines/sieve.ts";
import type { SavedCell } from "../../src/operators/anomaly/cell.ts";
import { FieldTexts } from "../../src/operators/anomaly/field-texts.ts";
import { DETECTOR_FUNCTIONS } from "../../src/operators/anomaly/functions/table.ts";
import { planGathering } from "../../src/operators/anomaly/plan-gathering.ts";
import type { DetectorPlan, JobField, JobPlan } from "../../src/plan/job-plan.ts";

export const MINUTE = 60_000;
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
export const JOBS: readonly JobPlan[] = DETECTOR_FUNCTIONS.flatMap(({ name, field: what, model }) => {
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
/** Events of an hour and a half. */
export const documents: fc.Arbitrary<readonly JsonObject[]> = fc.array(
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

const matcher = compileMatcher(JOBS.map(({ where }) => where));
export const ALL_JOBS: readonly number[] = JOBS.map((_, job) => job);
let taken: (counted: Counted) => void = () => undefined;
const sieve = createSieve();

function createSieve(): LineSieve {
  const texts = new FieldTexts();
  const gathering = {
    plan: planGathering(JOBS, texts, Int32Array.from(ALL_JOBS)),
    host: { textOf: texts.textOf.bind(texts), take: (counted: Counted) => taken(counted) },
  };
  const reads = { times: ["@timestamp"], routing: ["_index"], fields: texts.paths };
  return matcher.sieve({ ...reads, capacity: 1 << 18, guarded: [], marks: undefined, gathering }) as LineSieve;
}

/** Who takes the events of lines, or what was counted of them. */
interface Taker {
  feed(document: JsonObject, jobs: Iterable<number>): void;
  take(counted: Counted): void;
}

/**
 * Judges lines by their bytes. Gives how many of them were counted.
 * @param every so many lines come together
 */
export function judgeLines(lines: readonly JsonObject[], taker: Taker, every: number = lines.length): number {
  taken = (counted) => taker.take(counted);
  let counted = 0;
  for (let from = 0; from < lines.length; from += every) counted += judgeBlock(lines.slice(from, from + every), taker);
  return counted;
}

function judgeBlock(lines: readonly JsonObject[], taker: Taker): number {
  sieve.load(Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n")));
  let left = lines.length;
  for (let stop = sieve.next(); stop !== STOP.blockEnd; stop = sieve.next()) {
    const line = lines[sieve.line - 1] as JsonObject;
    if (stop === STOP.newRoute) sieve.learnRoute({ any: true, byRule: true }, () => true);
    taker.feed(line, stop === STOP.candidates ? sieve.candidates.subarray(0, sieve.count) : ALL_JOBS);
    if (stop === STOP.candidates && !sieve.jobs.gather()) taker.feed(line, sieve.jobs.list());
    left--;
  }
  sieve.jobs.handOver();
  return left;
}

/** Of an exact sum what it comes to: it can be written in several ways. */
const amountIn = (tally: Json): Json =>
  Array.isArray(tally) && tally.length === 3 ? [tally[0] as Json, totalOf(tally[1] as number[]), totalOf(tally[2] as number[])] : tally;

/** A saved cell as it is in whatever order it was gathered. */
export function cellInOrder([partition, by, over, tally, influencers]: SavedCell): unknown {
  const ordered = influencers.map(([values, counts, bound]) => [values.map((value, i) => `${value} ${counts[i]}`).sort(), bound]);
  return [partition, by, over, amountIn(tally), ordered];
}
