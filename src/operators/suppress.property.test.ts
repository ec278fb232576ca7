import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { SuppressOp } from "../plan/rule-plan.ts";
import { SuppressOperator } from "./suppress.ts";
import type { SuppressCandidate, SuppressDecision, Suppression } from "./suppress-types.ts";

/** What both sides see of a candidate; its number is its position. */
interface Input {
  readonly slot: number;
  readonly start: number;
  readonly length: number;
  readonly count: number;
  readonly a: readonly string[];
  readonly b: readonly string[];
}

type Shape = Pick<SuppressOp, "duration" | "missing" | "values">;

const keyword = (name: string): FieldType => ({ name, path: name, kind: "keyword" });
const planOf = (shape: Shape): SuppressOp => ({ fields: [keyword("a"), keyword("b")], ...shape });

const candidateOf = (input: Input, ref: number): SuppressCandidate<number> => ({
  ref,
  slot: input.slot,
  time: input.start,
  end: input.start + input.length,
  count: input.count,
  document: { ...(input.a.length > 0 && { a: [...input.a] }), ...(input.b.length > 0 && { b: [...input.b] }) },
});

/** An alert as text: what stands for what, and its figures. */
const line = (ref: number, terms: string, s: Omit<Suppression, "instance" | "terms">): string =>
  `${ref} ${terms} ${s.slot} ${s.start}-${s.end} +${s.docsCount} ${s.lastDetected}`;

const termsOf = (suppression: Suppression): string => suppression.terms.map((term) => JSON.stringify(term.value)).join("/");

function show(decision: SuppressDecision<number>): string {
  if (decision.kind !== "alert") return `${decision.kind} ${decision.ref}`;
  return decision.suppression ? line(decision.ref, termsOf(decision.suppression), decision.suppression) : `${decision.ref} ordinary`;
}

function run(shape: Shape, inputs: readonly Input[], restart = Number.POSITIVE_INFINITY): string[] {
  const options = { ruleId: "r", emit: "final" } as const;
  let operator = new SuppressOperator<number>(planOf(shape), options);
  const saved = new Map<string, string>();
  const decisions: SuppressDecision<number>[] = [];
  inputs.forEach((input, ref) => {
    decisions.push(...operator.push(candidateOf(input, ref)));
    for (const [key, state] of operator.changes()) {
      if (state === undefined) saved.delete(key);
      else saved.set(key, JSON.stringify(state));
    }
    if (ref !== restart) return;
    operator = new SuppressOperator<number>(planOf(shape), options);
    operator.restore(Array.from(saved, ([key, json]) => [key, JSON.parse(json)] as const));
  });
  decisions.push(...operator.finish());
  return decisions.map(show).sort();
}

/** The groups of a candidate, by hand. */
function groupsOf({ missing, values }: Shape, { a, b }: Input): string[] {
  if (missing === "doNotSuppress" && (a.length === 0 || b.length === 0)) return [];
  if (values === "whole") return [[a, b].map((list) => (list.length === 0 ? "null" : JSON.stringify([...list].sort()))).join("/")];
  const each = (list: readonly string[]): string[] => (list.length === 0 ? ["null"] : [...new Set(list)].map((v) => JSON.stringify(v)));
  return each(a).flatMap((left) => each(b).map((right) => `${left}/${right}`));
}

interface Expected {
  readonly ref: number;
  readonly group: string;
  readonly slot: number;
  start: number;
  end: number;
  docsCount: number;
  lastDetected: number;
}

/** Suppression as the description has it: slot by slot, group by group, over everything at once. */
function model(shape: Shape, inputs: readonly Input[]): string[] {
  const alerts: Expected[] = [];
  const rest: string[] = [];
  const numbered = inputs.map((input, ref) => ({ ref, ...input }));
  for (const slot of new Set(inputs.map((input) => input.slot))) {
    const members = numbered.filter((input) => input.slot === slot);
    for (const { ref, ...input } of members) if (groupsOf(shape, input).length === 0) rest.push(`${ref} ordinary`);
    for (const group of new Set(members.flatMap((input) => groupsOf(shape, input)))) {
      const known = alerts.filter((alert) => alert.group === group && slot - alert.slot <= (shape.duration ?? -1)).at(-1);
      const already = known?.end ?? Number.NEGATIVE_INFINITY;
      const all = members.filter((input) => groupsOf(shape, input).includes(group));
      for (const { ref } of all.filter((input) => input.start + input.length <= already)) rest.push(`duplicate ${ref}`);
      const fresh = all.filter((input) => input.start + input.length > already).sort((x, y) => x.start - y.start || x.ref - y.ref);
      const [first] = fresh;
      if (!first) continue;
      const into = known ?? { ref: first.ref, group, slot, start: first.start, end: first.start, docsCount: -1, lastDetected: slot };
      if (!known) alerts.push(into);
      for (const input of fresh) {
        into.docsCount += input.count + 1;
        into.end = Math.max(into.end, input.start + input.length);
        into.lastDetected = slot;
        if (known || input !== first) rest.push(`suppressed ${input.ref}`);
      }
    }
  }
  return [...alerts.map((alert) => line(alert.ref, alert.group, alert)), ...rest].sort();
}

const values = fc.array(fc.constantFrom("p", "q", "r"), { maxLength: 3 });
const inputArbitrary = fc.record({
  slot: fc.integer({ min: 1, max: 8 }).map((n) => n * 10),
  start: fc.integer({ min: -20, max: 0 }),
  length: fc.integer({ min: 0, max: 20 }),
  count: fc.integer({ min: 0, max: 2 }),
  a: values,
  b: fc.oneof(fc.constant(["p"]), values),
});
const inputsArbitrary = fc
  .array(inputArbitrary, { maxLength: 25 })
  .map((inputs) => inputs.map((input): Input => ({ ...input, start: input.slot + input.start })).sort((x, y) => x.slot - y.slot));
const shapeArbitrary: fc.Arbitrary<Shape> = fc
  .record({
    duration: fc.constantFrom(undefined, 0, 10, 25, 60),
    missing: fc.constantFrom("suppress" as const, "doNotSuppress" as const),
    values: fc.constantFrom("each" as const, "whole" as const),
  })
  .map(({ duration, ...shape }) => ({ ...shape, ...(duration !== undefined && { duration }) }));

test("suppression is what its description says", () => {
  fc.assert(
    fc.property(shapeArbitrary, inputsArbitrary, (shape, inputs) => {
      expect(run(shape, inputs)).toEqual(model(shape, inputs));
    }),
    { numRuns: 2000 },
  );
});

test("a restart between two candidates changes nothing", () => {
  fc.assert(
    fc.property(shapeArbitrary, inputsArbitrary, fc.nat(24), (shape, inputs, at) => {
      expect(run(shape, inputs, at)).toEqual(run(shape, inputs));
    }),
    { numRuns: 500 },
  );
});

/** Plain events, each at its own time: what the engine hands over. */
const eventsArbitrary = inputsArbitrary.map((inputs) =>
  inputs.map((input): Input => ({ ...input, start: input.slot, length: 0, count: 0 })),
);

test("live, in order, the last figures of each alert are those of the batch", () => {
  fc.assert(
    fc.property(shapeArbitrary, eventsArbitrary, (shape, inputs) => {
      const operator = new SuppressOperator<number>(planOf(shape), { ruleId: "r", emit: "first" });
      const figures = new Map<string, string>();
      const refs = new Map<string, number>();
      inputs
        .flatMap((input, ref) => operator.push(candidateOf(input, ref)))
        .forEach((decision, i) => {
          if (decision.kind === "capped" || !decision.suppression) return;
          const { suppression } = decision;
          const key = suppression ? `${suppression.instance}@${suppression.slot}` : String(i);
          if (decision.kind === "alert") refs.set(key, decision.ref);
          figures.set(key, line(refs.get(key) ?? -1, termsOf(suppression), suppression));
        });
      expect(operator.finish()).toEqual([]);
      const batch = run(shape, inputs).filter((text) => /\+/.test(text));
      expect([...figures.values()].sort()).toEqual(batch);
    }),
    { numRuns: 500 },
  );
});

test("live, in any order, every candidate is counted once and no alert reaches further than the duration", () => {
  fc.assert(
    fc.property(shapeArbitrary, eventsArbitrary, fc.integer(), (shape, inputs, seed) => {
      const operator = new SuppressOperator<number>(planOf(shape), { ruleId: "r", emit: "first" });
      const shuffled = inputs.map((input, i) => ({ input, rank: Math.sin(seed + i) })).sort((x, y) => x.rank - y.rank);
      const totals = new Map<string, number>();
      let decisions = 0;
      let ordinary = 0;
      for (const { input } of shuffled) {
        for (const decision of operator.push(candidateOf(input, 0))) {
          decisions++;
          const suppression = decision.kind === "capped" ? undefined : decision.suppression;
          if (!suppression) {
            ordinary++;
            continue;
          }
          expect(Math.abs(input.slot - suppression.slot)).toBeLessThanOrEqual(shape.duration ?? 0);
          totals.set(`${suppression.instance}@${suppression.slot}`, suppression.docsCount + 1);
        }
      }
      expect([...totals.values()].reduce((sum, n) => sum + n, ordinary) + operator.stats.duplicates).toBe(decisions);
    }),
    { numRuns: 500 },
  );
});

test("the order of candidates inside a slot changes nothing where their starts differ", () => {
  fc.assert(
    fc.property(shapeArbitrary, inputsArbitrary, fc.integer(), (shape, inputs, seed) => {
      const distinct = inputs.map((input, i) => ({
        ref: i,
        candidate: candidateOf({ ...input, start: input.start + i / 100 }, i),
        rank: Math.sin(seed + i),
      }));
      const shuffled = distinct.toSorted((x, y) => x.candidate.slot - y.candidate.slot || x.rank - y.rank);
      const decide = (list: typeof distinct): string[] => {
        const operator = new SuppressOperator<number>(planOf(shape), { ruleId: "r", emit: "final" });
        return [...list.flatMap(({ candidate }) => operator.push(candidate)), ...operator.finish()].map(show).sort();
      };
      expect(decide(shuffled)).toEqual(decide(distinct));
    }),
    { numRuns: 500 },
  );
});
