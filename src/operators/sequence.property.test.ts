import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { SequenceOp, StageOp } from "../plan/plan.ts";
import { SequenceOperator } from "./sequence.ts";
import type { CompletedSequence, FinishMode } from "./sequence-types.ts";

/** What the two sides see of an event: when, which stages it passes (the last number is `until`), and its key values. */
interface Input {
  readonly time: number;
  readonly stages: readonly number[];
  readonly keys: readonly string[];
}

interface Shape {
  readonly missing: readonly boolean[];
  readonly until: boolean;
  readonly maxspan: number | undefined;
  readonly optional: boolean;
}

const field: FieldType = { name: "k", path: "k", kind: "keyword" };

function planOf({ missing, until, maxspan, optional }: Shape): SequenceOp {
  const stage = (absent: boolean): StageOp => ({ where: { kind: "all" }, keys: [{ field, optional }], missing: absent });
  return {
    kind: "sequence",
    stages: missing.map(stage),
    ...(until && { until: stage(false) }),
    ...(maxspan !== undefined && { maxspan }),
  };
}

const show = (key: string | null, events: readonly (number | null)[]): string => `${key}: ${events.join(" ")}`;

function run(shape: Shape, inputs: readonly Input[], mode: FinishMode, restart = Number.POSITIVE_INFINITY): string[] {
  let operator = new SequenceOperator<number>(planOf(shape));
  const saved = new Map<string, string>();
  const found: CompletedSequence<number>[] = [];
  inputs.forEach(({ time, stages, keys }, ref) => {
    found.push(...operator.push({ ref, time, document: { k: [...keys] } }, (stage) => stages.includes(stage)));
    for (const [id, state] of operator.changes()) {
      if (state) saved.set(id, JSON.stringify(state));
      else saved.delete(id);
    }
    if (ref !== restart) return;
    operator = new SequenceOperator<number>(planOf(shape));
    operator.restore(Array.from(saved, ([id, json]) => [id, JSON.parse(json)] as const));
  });
  found.push(...operator.finish(mode));
  return found.map(({ key, events }) => show(key[0] ?? null, events)).sort();
}

/** The sequences of EQL as its description reads, event lists and all; slow, and sharing nothing with the operator. */
function enumerate(shape: Shape, inputs: readonly Input[], mode: FinishMode): string[] {
  const absent = shape.optional ? [null] : [];
  const keys = new Set<string | null>(inputs.flatMap((input) => (input.keys.length > 0 ? [...input.keys] : absent)));
  return [...keys].flatMap((key) => enumerateKey(shape, inputs, key, mode)).sort();
}

function enumerateKey(shape: Shape, inputs: readonly Input[], key: string | null, mode: FinishMode): string[] {
  const span = shape.maxspan ?? Number.POSITIVE_INFINITY;
  const has = (input: Input): boolean => (key === null ? input.keys.length === 0 : input.keys.includes(key));
  const mine = inputs.map((input, id) => ({ ...input, id })).filter(has);
  const positives = shape.missing.flatMap((absent, i) => (absent ? [] : [i]));
  const time = (id: number): number => (inputs[id] as Input).time;
  const slots: number[][][] = positives.map(() => []);
  const candidates: number[][] = [];
  for (const event of mine) {
    positives.forEach((stage, n) => {
      if (!event.stages.includes(stage)) return;
      const next = n === 0 ? [event.id] : advance(slots[n - 1] as number[][], event.id);
      if (next) (n === positives.length - 1 ? candidates : (slots[n] as number[][])).push(next);
    });
  }
  return candidates.filter(absencesHold).map((events) =>
    show(
      key,
      shape.missing.map((_, i) => events[positives.indexOf(i)] ?? null),
    ),
  );

  function advance(slot: number[][], id: number): number[] | undefined {
    const at = slot.findLastIndex((partial) => (partial.at(-1) as number) < id);
    if (at < 0) return undefined;
    const partial = slot.splice(0, at + 1).at(-1) as number[];
    if (time(id) - time(partial[0] as number) > span) return undefined;
    const stop = mine.findLast((event) => shape.until && event.stages.includes(shape.missing.length) && event.id < id);
    return stop && stop.id >= (partial.at(-1) as number) ? undefined : [...partial, id];
  }

  function absencesHold(events: readonly number[]): boolean {
    const first = time(events[0] as number);
    const last = time(events.at(-1) as number);
    const leads: number[] = [];
    const trails: number[] = [];
    for (const [stage, absent] of shape.missing.entries()) {
      if (!absent) continue;
      const before = positives.findLastIndex((p) => p < stage);
      const hits = mine.filter((event) => event.stages.includes(stage)).map((event) => event.time);
      if (before < 0) leads.push(...hits.filter((t) => t < first));
      else if (before === positives.length - 1) trails.push(...hits.filter((t) => t > last));
      else if (hits.some((t) => t > time(events[before] as number) && t < time(events[before + 1] as number))) return false;
    }
    const lead = leads.length > 0 ? Math.max(...leads) : undefined;
    const trail = trails.length > 0 ? Math.min(...trails) : undefined;
    const leading = shape.missing[0] as boolean;
    const trailing = shape.missing.at(-1) as boolean;
    const end = inputs.at(-1)?.time as number;
    if (leading && trailing) {
      if (lead === undefined) return true;
      if (trail !== undefined && trail - lead <= span) return false;
      return mode === "search" || lead + span < end || lead + span <= last;
    }
    if (leading) return lead === undefined || last - lead > span;
    if (!trailing) return true;
    if (trail !== undefined && trail - first <= span) return false;
    return mode === "search" || first + span < end || first + span <= last;
  }
}

const inputs = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 4 }),
      stages: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
      keys: fc.uniqueArray(fc.constantFrom("a", "b"), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .map((events) => {
    let time = 0;
    return events.map(({ gap, stages, keys }): Input => ({ time: (time += gap), stages, keys }));
  });

const shape = fc
  .record({
    missing: fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }).filter((stages) => stages.includes(false)),
    until: fc.boolean(),
    span: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    optional: fc.boolean(),
  })
  .map(({ missing, until, span, optional }): Shape => ({ missing, until, optional, maxspan: missing.includes(true) ? (span ?? 9) : span }));

const mode = fc.constantFrom<FinishMode>("search", "scan");
const runs = 3_000;

test("sequences are those that the description of EQL enumerates", () => {
  fc.assert(
    fc.property(shape, inputs, mode, (s, events, m) => {
      expect(run(s, events, m)).toEqual(enumerate(s, events, m));
    }),
    { numRuns: runs },
  );
});

test("restoring drained state in the middle changes nothing", () => {
  fc.assert(
    fc.property(shape, inputs, mode, fc.nat(23), (s, events, m, restart) => {
      expect(run(s, events, m, restart)).toEqual(run(s, events, m));
    }),
    { numRuns: 500 },
  );
});

test("runs are copies of one stage", () => {
  fc.assert(
    fc.property(inputs, fc.integer({ min: 2, max: 5 }), (events, n) => {
      const alike = events.map((event) => ({ ...event, stages: event.stages.length > 0 ? [0, 1, 2, 3, 4].slice(0, n) : [] }));
      const s: Shape = { missing: Array.from({ length: n }, () => false), until: false, maxspan: undefined, optional: false };
      expect(run(s, alike, "search")).toEqual(enumerate(s, alike, "search"));
    }),
    { numRuns: 300 },
  );
});
