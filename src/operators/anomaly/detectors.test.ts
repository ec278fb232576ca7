import { describe, expect, test } from "vitest";
import type { FieldType } from "../../event/field-type.ts";
import type { JsonObject } from "../../event/json.ts";
import type { DetectorPlan, JobField } from "../../plan/job-plan.ts";
import { FieldTexts } from "./field-texts.ts";
import { JobOperator } from "./job.ts";

const HOUR = 3_600_000;
const field = (name: string, derived?: JobField["derived"]): JobField => ({
  field: { name, path: name, kind: "keyword" } satisfies FieldType,
  ...(derived && { derived }),
});

/** Runs one detector over hourly buckets; `bucket` gives the documents of each. */
function run(
  detector: Partial<DetectorPlan> & Pick<DetectorPlan, "function">,
  hours: number,
  bucket: (hour: number) => readonly JsonObject[],
) {
  const plan: DetectorPlan = { name: detector.function, side: "both", ...detector };
  const texts = new FieldTexts();
  const job = {
    id: "job",
    span: HOUR,
    where: { kind: "all" },
    indices: ["*"],
    detectors: [plan],
    influencers: [field("host")],
    pruneAfter: 720 * HOUR,
  } as const;
  const operator = new JobOperator(job, texts);
  for (let hour = 0; hour < hours; hour++) {
    for (const document of bucket(hour)) {
      texts.begin(document);
      operator.feed(hour * HOUR, false);
    }
  }
  return [...operator.finish(hours * HOUR)] as (JsonObject & { readonly record_score: number; readonly timestamp: number })[];
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
/** Steady, but never quite the same. */
const wave = (hour: number): number => 20 + ((hour * 7) % 5);
const best = <T extends { readonly record_score: number }>(records: readonly T[]): T | undefined =>
  records.toSorted((a, b) => b.record_score - a.record_score)[0];

describe("amounts", () => {
  const odd = 300;
  test.each([
    ["count", "high", {}, (hour: number) => times(hour === odd ? 200 : wave(hour), () => ({}))],
    ["count", "low", {}, (hour: number) => times(hour === odd ? 0 : wave(hour), () => ({}))],
    ["non_zero_count", "high", {}, (hour: number) => times(hour === odd ? 200 : hour % 3 === 0 ? wave(hour) : 0, () => ({}))],
    ["distinct_count", "high", { field: field("f") }, (hour: number) => times(hour === odd ? 300 : wave(hour), (i) => ({ f: String(i) }))],
    ["sum", "high", { field: field("n") }, (hour: number) => [{ n: hour === odd ? 1e9 : 1000 * wave(hour) }]],
    ["non_null_sum", "high", { field: field("n") }, (hour: number) => [{ n: hour === odd ? 1e9 : 1000 * wave(hour) }]],
    ["mean", "high", { field: field("n") }, (hour: number) => [{ n: hour === odd ? 1e6 : wave(hour) }, { n: 1 }]],
    ["varp", "high", { field: field("n") }, (hour: number) => [{ n: hour === odd ? 1e6 : wave(hour) }, { n: 1 }]],
    ["median", "high", { field: field("n") }, (hour: number) => [{ n: hour === odd ? 1e6 : wave(hour) }]],
    ["min", "both", { field: field("n") }, (hour: number) => [{ n: hour === odd ? -1e6 : wave(hour) }, { n: 100 }]],
    ["max", "both", { field: field("n") }, (hour: number) => [{ n: hour === odd ? 1e6 : wave(hour) }, { n: 1 }]],
    [
      "info_content",
      "high",
      { field: field("f") },
      (hour: number) => times(hour === odd ? 400 : wave(hour), (i) => ({ f: `q${(i * 7919) % 99991}` })),
    ],
  ] as const)("%s (%s): one odd bucket in 320 scores highest", (name, side, more, bucket) => {
    const records = run({ function: name, side, ...more }, 320, bucket);
    expect(best(records)?.timestamp).toBe(odd * HOUR);
    expect(best(records)?.record_score).toBeGreaterThan(90);
    expect(records.filter(({ record_score }) => record_score > 50)).toHaveLength(1);
  });

  test("a peak that comes every day at the same hour is usual, the same one at another hour is not", () => {
    const records = run({ function: "count", side: "high" }, 24 * 30, (hour) =>
      times(hour % 24 === 9 || hour === 24 * 25 + 3 ? 200 : wave(hour), () => ({})),
    );
    const late = records.filter(({ timestamp, record_score }) => timestamp > 24 * 14 * HOUR && record_score >= 25);
    expect(late.map(({ timestamp }) => timestamp / HOUR)).toEqual([24 * 25 + 3]);
  });

  test("a population is compared with its members, without a history of their own", () => {
    const records = run({ function: "sum", side: "high", field: field("n"), over: field("who") }, 100, (hour) => [
      ...times(20, (i) => ({ who: `m${i}`, n: 100 * wave(hour + i) })),
      ...(hour === 80 ? [{ who: "stranger", n: 1e8, host: "web1" }] : []),
    ]);
    expect(best(records)).toMatchObject({
      over_field_name: "who",
      over_field_value: "stranger",
      influencers: [{ influencer_field_name: "host", influencer_field_values: ["web1"] }],
    });
  });

  test("a value that was reached before is no rarer than that", () => {
    const records = run({ function: "count", side: "high" }, 600, (hour) => times(hour % 40 === 39 ? 500 : 3, () => ({})));
    expect(records.filter(({ timestamp, record_score }) => timestamp > 300 * HOUR && record_score > 50)).toEqual([]);
  });

  test("below `ignoreBelow` nothing is told", () => {
    const bucket = (hour: number): readonly JsonObject[] => times(hour === 90 ? 200 : wave(hour), () => ({}));
    expect(run({ function: "count", side: "high", ignoreBelow: 300 }, 100, bucket)).toEqual([]);
    expect(run({ function: "count", side: "high", ignoreBelow: 150 }, 100, bucket)).toHaveLength(1);
  });
});

describe("rarity", () => {
  const usual = (hour: number): readonly JsonObject[] => [{ p: "sshd" }, ...(hour % 4 === 3 ? [] : [{ p: "cron" }])];
  const rare = { function: "rare", by: field("p") } as const;

  test("a value never seen in 1,000 buckets with 1,750 sightings is one in 1,751", () => {
    const [record] = run(rare, 1001, (hour) => [...usual(hour), ...(hour === 1000 ? [{ p: "nc" }] : [])]);
    expect(record).toMatchObject({ by_field_value: "nc", actual: [1], typical: [0] });
    expect(record?.["probability"]).toBeCloseTo(1 / 1751, 5);
    expect(record?.record_score).toBeGreaterThanOrEqual(50);
  });

  test("where a hundred came once before, one more is no surprise", () => {
    const records = run(rare, 1001, (hour) => [
      ...usual(hour),
      ...(hour >= 500 && hour < 600 ? [{ p: `once-${hour}` }] : []),
      ...(hour === 1000 ? [{ p: "nc" }] : []),
    ]);
    expect(records.filter(({ by_field_value }) => by_field_value === "nc")).toEqual([]);
  });

  test("a newcomer is told once, not until it has caught up; one that comes once a month every time", () => {
    const newcomer = run(rare, 1200, (hour) => [...usual(hour), ...(hour >= 1000 && hour % 3 === 0 ? [{ p: "new" }] : [])]);
    expect(newcomer.filter(({ record_score }) => record_score >= 50).map(({ timestamp }) => timestamp / HOUR)).toEqual([1002]);
    const monthly = run(rare, 2000, (hour) => [...usual(hour), ...(hour % 650 === 649 ? [{ p: "backup" }] : [])]);
    expect(monthly.filter(({ record_score }) => record_score >= 25).map(({ timestamp }) => timestamp / HOUR)).toEqual([649, 1299, 1949]);
  });

  test("before 20 buckets nothing is rare; without the by field nothing is judged", () => {
    expect(run(rare, 20, (hour) => [{ p: "a" }, ...(hour === 19 ? [{ p: "b" }] : [])])).toEqual([]);
    expect(run(rare, 100, () => [{ q: "a" }])).toEqual([]);
  });

  test("a young partition leans on its peers, an unsteady one does not hide behind them", () => {
    const host = (h: number, p: string): JsonObject => ({ h: `h${h}`, p });
    const records = run({ ...rare, partition: field("h") }, 400, (hour) => [
      ...times(30, (h) => host(h, "sshd")),
      host(30, `build-${hour % 97}`),
      ...(hour === 350 ? [host(7, "nc")] : []),
    ]);
    expect(best(records)).toMatchObject({ by_field_value: "nc", partition_field_value: "h7" });
    expect(best(records)?.record_score).toBeGreaterThan(60);
    expect(records.filter(({ partition_field_value, record_score }) => partition_field_value === "h30" && record_score > 10)).toEqual([]);
  });

  test("in a population a value is rare that few members have, as often as one of them has it", () => {
    const records = run({ ...rare, over: field("h") }, 200, (hour) => [
      ...times(40, (h) => ({ h: `h${h}`, p: "browser" })),
      ...times(40, (h) => ({ h: `h${h}`, p: "shell" })),
      ...(hour > 150 ? [{ h: "h3", p: "miner" }] : []),
    ]);
    expect(new Set(records.map((record) => record["over_field_value"]))).toEqual(new Set(["h3"]));
    expect(records[0]?.["causes"]).toMatchObject([{ by_field_value: "miner" }]);
  });

  test("freq_rare: a rare value of many events weighs more than of one", () => {
    const stream = (count: number) => (hour: number) => [
      ...times(20, () => ({ p: "a" })),
      ...(hour === 90 ? times(count, () => ({ p: "b" })) : []),
    ];
    const score = (count: number): number => best(run({ function: "freq_rare", by: field("p") }, 100, stream(count)))?.record_score ?? 0;
    expect(score(5)).toBeGreaterThan(score(1));
  });
});

test("clocks: an hour at which a user is never seen", () => {
  const records = run({ function: "time_of_day", by: field("u") }, 24 * 60, (hour) => {
    const isOffice = hour % 24 >= 8 && hour % 24 < 17;
    return [...(isOffice ? times(10, (u) => ({ u: `u${u}` })) : []), ...(hour === 24 * 50 + 3 ? [{ u: "u4" }] : [])];
  });
  expect(best(records)).toMatchObject({ by_field_value: "u4", actual: [3 * 3600], function: "time_of_day" });
  expect(best(records)?.record_score).toBeGreaterThan(50);
});

test("a computed field stands in where the event lacks it", () => {
  const domain = field("d", { function: "registered_domain", from: field("q").field });
  const records = run({ function: "rare", by: domain }, 200, (hour) => [
    { q: `x${hour}.a.example.co.uk` },
    ...(hour === 150 ? [{ q: "evil.test.example.org" }] : []),
    ...(hour === 151 ? [{ q: "y.example.co.uk", d: "own.example" }] : []),
  ]);
  expect(records.map((record) => record["by_field_value"])).toEqual(["example.org", "own.example"]);
});

test("several values of a by field count one by one", () => {
  const records = run({ function: "rare", by: field("p") }, 200, (hour) => [{ p: hour === 150 ? ["a", "b"] : ["a"] }]);
  expect(records.map((record) => record["by_field_value"])).toEqual(["b"]);
});
