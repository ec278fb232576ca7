import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { NewTermsOp } from "../plan/rule-plan.ts";
import { NewTermsOperator } from "./new-terms.ts";
import type { SavedTerms } from "./new-terms-state.ts";
import type { NewTermsCandidate, NewTermsOptions } from "./new-terms-types.ts";
import type { RuleWindow, WindowEvent } from "./window.ts";

interface Input {
  readonly time: number;
  readonly a: readonly string[];
  readonly b: readonly number[];
  /** Comes from `--history`. */
  readonly past: boolean;
}

interface Shape {
  readonly window: RuleWindow;
  /** Seconds before the window's end. */
  readonly history: number;
  readonly by: readonly ("a" | "b")[];
  readonly maxSignals: number | undefined;
}

type Found = NewTermsCandidate<number>;

const field = (name: string): FieldType => ({ name, path: name, kind: name === "b" ? "long" : "keyword" });
const planOf = ({ by, history }: Shape): NewTermsOp => ({
  kind: "newTerms",
  where: { kind: "all" },
  fields: by.map(field),
  history: `now-${history}s`,
});
const eventOf = ({ time, a, b }: Input, ref: number): WindowEvent<number> => ({ ref, time, document: { a: [...a], b: [...b] } });

interface Steps {
  /** Times to advance to after an event, as parts of the way to the next. */
  readonly advances?: readonly number[];
  /** After which event, modulo their number, a new operator takes over the drained state. */
  readonly restart?: number;
}

function run(shape: Shape, inputs: readonly Input[], steps: Steps = {}, options: NewTermsOptions<number> = {}): Found[] {
  const all = { maxSignals: shape.maxSignals, firstEventTime: () => inputs[0]?.time, ...options };
  const create = (): NewTermsOperator<number> => new NewTermsOperator(planOf(shape), shape.window, all);
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
  inputs.forEach((input, ref) => {
    const { time } = input;
    if (input.past) operator.prime(eventOf(input, ref));
    else found.push(...operator.push(eventOf(input, ref)));
    drain();
    const part = steps.advances?.[ref];
    if (part !== undefined && !input.past) found.push(...operator.advance(time + part * ((inputs[ref + 1]?.time ?? time + 20_000) - time)));
    drain();
    if (steps.restart === undefined || ref !== steps.restart % inputs.length) return;
    operator = create();
    operator.restore(Array.from(saved, ([id, json]) => [id, JSON.parse(json) as SavedTerms<number>] as const));
  });
  found.push(...operator.finish());
  return found;
}

/** Every slot on its own, as Kibana runs a new-terms rule. Shares nothing with the operator. */
function enumerate({ window, history, by, maxSignals }: Shape, inputs: readonly Input[]): Found[] {
  const { interval, from, to } = window;
  const found: Found[] = [];
  const alerted = new Set<string>();
  const begin = inputs[0]?.time ?? 0;
  const end = (inputs.at(-1)?.time ?? 0) - from;
  const combinations = (input: Input): (string | number)[][] =>
    by.reduce<(string | number)[][]>(
      (rows, name) => rows.flatMap((row) => [...new Set<string | number>(input[name])].map((v) => [...row, v])),
      [[]],
    );
  const hits = inputs.flatMap((input, ref) =>
    combinations(input).map((values) => ({ ...input, ref, values, key: JSON.stringify(values) })),
  );
  for (let slot = Math.floor(-to / interval) * interval; slot <= end + interval; slot += interval) {
    const start = slot + to - history * 1000;
    const seen = hits.filter(({ time }) => time >= start && time <= slot + to);
    const inWindow = seen.filter(({ time }) => time >= slot + from);
    const terms = new Map(inWindow.toReversed().map((hit) => [hit.key, hit]));
    const fresh = [...terms.values()]
      .filter(({ key }) => (seen.find((hit) => hit.key === key)?.time as number) > slot + from)
      .filter((source) => !source.past && !alerted.has(`${source.ref} ${source.key}`))
      .sort((x, y) => compare(x.values, y.values));
    const coverage = (slot + from - begin) / (slot + from - start);
    fresh.forEach(({ ref, time, values, key }, n) => {
      if (n < (maxSignals ?? fresh.length)) alerted.add(`${ref} ${key}`);
      found.push({ slot: slot + 0, event: ref, time, values, ...(coverage < 1 && { historyCoverage: Math.max(0, coverage) }) });
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

const events = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 500, 1_000, 2_500, 7_000, 30_000),
      a: fc.array(fc.constantFrom("x", "y"), { maxLength: 2 }),
      b: fc.array(fc.constantFrom(9, 10), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 30, size: "max" },
  )
  .chain((list) => fc.nat({ max: 3 }).map((past) => ({ list, past })))
  .map(({ list, past }) => {
    let time = 0;
    return list.map(({ gap, a, b }, i): Input => ({ time: (time += gap), a, b, past: i < past }));
  });

const shape: fc.Arbitrary<Shape> = fc.record({
  window: fc.record({
    interval: fc.constantFrom(1_000, 3_000, 5_000),
    from: fc.constantFrom(-500, -3_000, -5_000, -9_000),
    to: fc.constantFrom(0, 0, -500, 2_000),
  }),
  history: fc.constantFrom(12, 13, 15, 20, 60),
  by: fc.constantFrom<Shape["by"]>(["a"], ["a"], ["b"], ["a", "b"]),
  maxSignals: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
});

const steps = fc.array(fc.constantFrom(0, 0.3, 1), { maxLength: 30, size: "max" });

test("candidates are those that a search at every slot finds", () => {
  fc.assert(
    fc.property(shape, events, (s, inputs) => {
      expect(run(s, inputs)).toEqual(enumerate(s, inputs));
    }),
    { numRuns: 4_000 },
  );
});

test("when time is told changes nothing", () => {
  fc.assert(
    fc.property(shape, events, steps, (s, inputs, advances) => {
      expect(run(s, inputs, { advances })).toEqual(run(s, inputs));
    }),
    { numRuns: 1_000 },
  );
});

test("restoring drained state in the middle changes nothing", () => {
  fc.assert(
    fc.property(shape, events, steps, fc.nat(29), (s, inputs, advances, restart) => {
      expect(run(s, inputs, { advances, restart })).toEqual(run(s, inputs));
    }),
    { numRuns: 2_000 },
  );
});

test("references are all given back once nothing is left", () => {
  fc.assert(
    fc.property(shape, events, fc.boolean(), (s, inputs, tight) => {
      const held = new Map<number, number>();
      const add = (ref: number, n: number): void => {
        held.set(ref, (held.get(ref) ?? 0) + n);
        expect(held.get(ref)).toBeGreaterThanOrEqual(0);
      };
      const operator = new NewTermsOperator<number>(planOf(s), s.window, {
        hold: { retain: (ref) => add(ref, 1), release: (ref) => add(ref, -1) },
        ...(tight && { limits: { tuples: 1 } }),
      });
      const found = inputs.flatMap((input, ref) => operator.push(eventOf(input, ref)));
      found.push(...operator.finish(), ...operator.advance(1e15));
      for (const { event } of found) add(event, -1);
      expect([...held.values()].filter((count) => count !== 0)).toEqual([]);
      expect(operator.size).toBe(0);
    }),
    { numRuns: 1_000 },
  );
});
