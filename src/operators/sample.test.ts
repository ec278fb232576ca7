import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SampleOp } from "../plan/plan.ts";
import { SampleOperator } from "./sample.ts";

interface Input {
  readonly stages: readonly number[];
  readonly keys: readonly string[];
}

const planOf = (stages: number, optional = false): SampleOp => ({
  kind: "sample",
  stages: Array.from({ length: stages }, () => ({
    where: { kind: "all" },
    keys: [{ field: { name: "k", path: "k", kind: "keyword" }, optional }],
    missing: false,
  })),
});

function run(stages: number, inputs: readonly Input[], maxSamplesPerKey?: number, optional?: boolean): string[] {
  const operator = new SampleOperator<number>(planOf(stages, optional), { maxSamplesPerKey });
  inputs.forEach(({ stages: hits, keys }, ref) => {
    operator.push({ ref, document: { k: [...keys] } }, (stage) => hits.includes(stage));
  });
  return operator.finish().map(({ key, events }) => `${key[0]}: ${events.join(" ")}`);
}

describe("samples", () => {
  test("an event is used once in a sample, by going back where needed", () => {
    const inputs = [
      { stages: [0, 1], keys: ["a"] },
      { stages: [0], keys: ["a"] },
    ];
    expect(run(2, inputs)).toEqual(["a: 1 0"]);
    expect(run(2, inputs.slice(0, 1))).toEqual([]);
  });

  test("null keys only where optional, and first", () => {
    const inputs = [
      { stages: [0, 1], keys: ["a"] },
      { stages: [0, 1], keys: ["a"] },
      { stages: [0], keys: [] },
      { stages: [1], keys: [] },
    ];
    expect(run(2, inputs)).toEqual(["a: 0 1"]);
    expect(run(2, inputs, 1, true)).toEqual(["null: 2 3", "a: 0 1"]);
  });

  test("are the first choices that a full enumeration gives", () => {
    const input = fc.record({ stages: fc.uniqueArray(fc.integer({ min: 0, max: 2 })), keys: fc.uniqueArray(fc.constantFrom("a", "b")) });
    fc.assert(
      fc.property(
        fc.array(input, { maxLength: 12 }),
        fc.integer({ min: 2, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        (inputs, stages, max) => {
          expect(run(stages, inputs, max)).toEqual(enumerate(stages, inputs, max));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

function enumerate(stages: number, inputs: readonly Input[], max: number): string[] {
  return ["a", "b"].flatMap((key) => {
    let rows: number[][] = [[]];
    for (let stage = 0; stage < stages; stage++) {
      const fit = inputs.flatMap((input, i) => (input.keys.includes(key) && input.stages.includes(stage) ? [i] : []));
      rows = rows.flatMap((row) => fit.filter((i) => !row.includes(i)).map((i) => [...row, i]));
    }
    return rows.slice(0, max).map((row) => `${key}: ${row.join(" ")}`);
  });
}
