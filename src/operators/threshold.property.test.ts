import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { ThresholdOp } from "../plan/rule-plan.ts";
import { ThresholdOperator } from "./threshold.ts";
import type { ThresholdCandidate, ThresholdOptions } from "./threshold-types.ts";
import type { SavedCell } from "./threshold-cell.ts";
import type { RuleWindow } from "./window.ts";

interface Input {
  readonly time: number;
  readonly fields: { readonly a: readonly string[]; readonly b: readonly number[]; readonly c: readonly string[] };
}

interface Shape {
  readonly window: RuleWindow;
  readonly by: readonly ("a" | "b")[];
  readonly value: number;
  readonly distinct: number | undefined;
  readonly maxSignals: number | undefined;
}

const kinds: Readonly<Record<string, FieldType["kind"]>> = { a: "keyword", b: "long", c: "keyword" };
const field = (name: string): FieldType => ({ name, path: name, kind: kinds[name] ?? "keyword" });

const planOf = ({ by, value, distinct }: Shape): ThresholdOp => ({
  kind: "threshold",
  where: { kind: "all" },
  fields: by.map(field),
  value,
  ...(distinct !== undefined && { cardinality: { field: field("c"), value: distinct } }),
});

type Found = ThresholdCandidate<number>;

interface Steps {
  /** Times to advance to after an event, as parts of the way to the next. */
  readonly advances?: readonly number[];
  /** After which event, modulo their number, a new operator takes over the drained state. */
  readonly restart?: number;
}

function run(shape: Shape, inputs: readonly Input[], steps: Steps = {}, options: ThresholdOptions<number> = {}): Found[] {
  const create = (): ThresholdOperator<number> =>
    new ThresholdOperator(planOf(shape), shape.window, { maxSignals: shape.maxSignals, ...options });
  let operator = create();
  const saved = new Map<string, string>();
  const found: Found[] = [];
  const drain = (): void => {
    if (steps.restart === undefined) return;
    for (const [id, state] of operator.changes()) {
      if (state) saved.set(id, JSON.stringify(state));
      else saved.delete(id);
    }
  };
  inputs.forEach(({ time, fields }, ref) => {
    found.push(...operator.push({ ref, time, document: { a: [...fields.a], b: [...fields.b], c: [...fields.c] } }));
    drain();
    const part = steps.advances?.[ref];
    if (part !== undefined) found.push(...operator.advance(time + part * ((inputs[ref + 1]?.time ?? time + 20_000) - time)));
    drain();
    if (steps.restart === undefined || ref !== steps.restart % inputs.length) return;
    operator = create();
    operator.restore(Array.from(saved, ([id, json]) => [id, JSON.parse(json) as SavedCell<number>] as const));
  });
  found.push(...operator.finish());
  return found;
}

/** Every slot on its own, as Kibana runs a threshold rule: search, bucket, compare, remember. Shares nothing with the operator. */
function enumerate({ window, by, value, distinct, maxSignals }: Shape, inputs: readonly Input[]): Found[] {
  const { interval, from, to } = window;
  const found: Found[] = [];
  let history: { readonly terms: readonly (string | number)[]; readonly last: number }[] = [];
  const combinations = ({ fields }: Input): (string | number)[][] =>
    by.reduce<(string | number)[][]>(
      (rows, name) => rows.flatMap((row) => [...new Set<string | number>(fields[name])].map((v) => [...row, v])),
      [[]],
    );
  const last = (inputs.at(-1)?.time ?? 0) - from;
  for (let slot = Math.floor(-to / interval) * interval; slot <= last + interval; slot += interval) {
    history = history.filter((entry) => entry.last >= slot + from);
    const hits = inputs
      .map((input, ref) => ({ ...input, ref }))
      .filter(({ time }) => time >= slot + from && time <= slot + to)
      .filter(
        (hit) =>
          !history.some(
            (entry) => hit.time <= entry.last && entry.terms.every((v, i) => (hit.fields[by[i] as "a" | "b"] as unknown[]).includes(v)),
          ),
      );
    const buckets = new Map<string, { terms: (string | number)[]; hits: typeof hits }>();
    for (const hit of hits) {
      for (const terms of combinations(hit)) {
        const key = JSON.stringify(terms);
        buckets.set(key, { terms, hits: [...(buckets.get(key)?.hits ?? []), hit] });
      }
    }
    const reached = [...buckets.values()]
      .filter((bucket) => bucket.hits.length >= value)
      .map((bucket) => ({ ...bucket, values: new Set(bucket.hits.flatMap((hit) => hit.fields.c)).size }))
      .filter((bucket) => distinct === undefined || bucket.values >= distinct)
      .sort((x, y) => compare(x.terms, y.terms));
    reached.forEach((bucket, n) => {
      const times = bucket.hits.map(({ time }) => time);
      const end = Math.max(...times);
      if (n < (maxSignals ?? reached.length))
        history = [...history.filter((entry) => compare(entry.terms, bucket.terms) !== 0), { terms: bucket.terms, last: end }];
      found.push({
        slot: slot + 0,
        time: end,
        from: Math.min(...times),
        count: bucket.hits.length,
        terms: bucket.terms.map((v, i) => ({ field: by[i] as string, value: v })),
        ...(distinct !== undefined && { cardinality: { field: "c", value: bucket.values } }),
        first: bucket.hits[0]?.ref as number,
        last: bucket.hits.at(-1)?.ref as number,
        lineage: [],
      });
    });
  }
  return found;
}

function compare(x: readonly (string | number)[], y: readonly (string | number)[]): number {
  for (const [i, a] of x.entries()) {
    const b = y[i] as string | number;
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

const inputs = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 0, 500, 1_000, 2_500, 30_000),
      a: fc.array(fc.constantFrom("x", "y", "z"), { maxLength: 2 }),
      b: fc.array(fc.constantFrom(9, 10), { maxLength: 2 }),
      c: fc.array(fc.constantFrom("1", "2", "3"), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 30, size: "max" },
  )
  .map((events) => {
    let time = 0;
    return events.map(({ gap, a, b, c }): Input => ({ time: (time += gap), fields: { a, b, c } }));
  });

const shape: fc.Arbitrary<Shape> = fc.record({
  window: fc.record({
    interval: fc.constantFrom(1_000, 3_000, 5_000),
    from: fc.constantFrom(-500, -3_000, -5_000, -9_000),
    to: fc.constantFrom(0, 0, -500, 2_000),
  }),
  by: fc.constantFrom<Shape["by"]>([], ["a"], ["a"], ["b"], ["a", "b"]),
  value: fc.integer({ min: 1, max: 4 }),
  distinct: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  maxSignals: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
});

const steps = fc.array(fc.constantFrom(0, 0.3, 1), { maxLength: 30, size: "max" });

test("candidates are those that a search at every slot finds", () => {
  fc.assert(
    fc.property(shape, inputs, (s, events) => {
      expect(run(s, events)).toEqual(enumerate(s, events));
    }),
    { numRuns: 4_000 },
  );
});

test("when time is told changes nothing", () => {
  fc.assert(
    fc.property(shape, inputs, steps, (s, events, advances) => {
      expect(run(s, events, { advances })).toEqual(run(s, events));
    }),
    { numRuns: 1_000 },
  );
});

test("restoring drained state in the middle changes nothing", () => {
  fc.assert(
    fc.property(shape, inputs, steps, fc.nat(29), (s, events, advances, restart) => {
      expect(run(s, events, { advances, restart })).toEqual(run(s, events));
    }),
    { numRuns: 2_000 },
  );
});

test("references are all given back once nothing is left", () => {
  fc.assert(
    fc.property(shape, inputs, fc.boolean(), (s, events, tight) => {
      const held = new Map<number, number>();
      const add = (ref: number, n: number): void => {
        held.set(ref, (held.get(ref) ?? 0) + n);
        expect(held.get(ref)).toBeGreaterThanOrEqual(0);
      };
      const operator = new ThresholdOperator<number>(planOf(s), s.window, {
        hold: { retain: (ref) => add(ref, 1), release: (ref) => add(ref, -1) },
        ...(tight && { limits: { buckets: 2, batches: 3, values: 2 } }),
      });
      const found = events.flatMap(({ time, fields }, ref) =>
        operator.push({ ref, time, document: { a: [...fields.a], b: [...fields.b], c: [...fields.c] } }),
      );
      found.push(...operator.finish(), ...operator.advance(Number.MAX_SAFE_INTEGER));
      for (const { first, last } of found) for (const ref of [first, last]) add(ref, -1);
      expect([...held.values()].filter((count) => count !== 0)).toEqual([]);
      expect(operator.size).toBe(0);
    }),
    { numRuns: 1_000 },
  );
});
