import { describe, expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import type { ThresholdOp } from "../plan/rule-plan.ts";
import { MAX_KEY_TUPLES } from "./keys.ts";
import { ThresholdOperator } from "./threshold.ts";
import type { ThresholdCandidate, ThresholdOptions, ThresholdTrace } from "./threshold-types.ts";

const MINUTE = 60_000;
const WINDOW = { interval: 5 * MINUTE, from: -9 * MINUTE, to: 0 };
const field = (name: string): FieldType => ({ name, path: name, kind: "keyword" });
const op = (value: number, distinct?: number): ThresholdOp => ({
  kind: "threshold",
  where: { kind: "all" },
  fields: [field("host")],
  value,
  ...(distinct !== undefined && { cardinality: { field: field("user"), value: distinct } }),
});

function run(
  plan: ThresholdOp,
  documents: readonly JsonObject[],
  options: ThresholdOptions<number> = {},
): [ThresholdOperator<number>, string[]] {
  const operator = new ThresholdOperator<number>(plan, WINDOW, options);
  const show = ({ terms, count, cardinality }: ThresholdCandidate<number>): string =>
    [terms[0]?.value, count, ...(cardinality ? [cardinality.value] : [])].join(" ");
  const found = documents.flatMap((document, i) => operator.push({ ref: i, time: MINUTE + i, document }));
  return [operator, [...found, ...operator.finish()].map(show)];
}

describe("limits", () => {
  test("past the bound of buckets the one without events for longest is given up and counted", () => {
    const hosts = ["a", "b", "a", "c", "a", "b"];
    const [operator, found] = run(
      op(2),
      hosts.map((host) => ({ host })),
      { limits: { buckets: 2 } },
    );
    expect(found).toEqual(["a 3"]);
    expect(operator.stats).toMatchObject({ contributed: 6, evicted: 2 });
  });

  test("a value past the bound of distinct values is not counted", () => {
    const documents = Array.from({ length: 10 }, (_, i) => ({ host: "a", user: `u${i}` }));
    const [operator, found] = run(op(1, 1), documents, { limits: { values: 4 } });
    expect(found).toEqual(["a 10 4"]);
    expect(operator.stats.valuesCapped).toBe(6);
  });

  test("combinations of one event past the bound are dropped and counted", () => {
    const host = Array.from({ length: MAX_KEY_TUPLES + 3 }, (_, i) => `h${i}`);
    const [operator, found] = run(op(1), [{ host }]);
    expect(found).toHaveLength(MAX_KEY_TUPLES);
    expect(operator.stats.tuplesCapped).toBe(3);
  });
});

test("a trace tells what each bucket weighed, reached or not", () => {
  const trace: ThresholdTrace[] = [];
  run(
    op(2, 2),
    [
      { host: "a", user: "u" },
      { host: "b", user: "u" },
      { host: "b", user: "v" },
    ],
    { trace: (weight) => trace.push(weight) },
  );
  expect(trace).toEqual([
    { slot: 5 * MINUTE, values: ["a"], count: 1, distinct: 1, reached: false },
    { slot: 5 * MINUTE, values: ["b"], count: 2, distinct: 2, reached: true },
  ]);
});

test("an alert ends the state of its events, and that is told", () => {
  const operator = new ThresholdOperator<number>(op(2), WINDOW);
  operator.push({ ref: 0, time: MINUTE, document: { host: "a" } });
  expect(operator.changes().map(([id, state]) => [id, state?.batches.length])).toEqual([["1:a", 1]]);
  operator.push({ ref: 1, time: MINUTE, document: { host: "a" } });
  expect(operator.advance(5 * MINUTE)).toEqual([]);
  expect(operator.advance(5 * MINUTE + 1)).toHaveLength(1);
  expect(operator.changes()).toEqual([["1:a", undefined]]);
});
