import { describe, expect, test } from "vitest";
import type { SequenceOp, StageOp } from "../plan/plan.ts";
import { SequenceOperator } from "./sequence.ts";
import type { SequenceStep } from "./sequence-trace.ts";
import type { SequenceOptions } from "./sequence-types.ts";

/** A stage per letter; `!` before it: must be missing; after `/` comes until. Keyed by `k` where `by` is given. */
function plan(text: string, more: { by?: boolean; maxspan?: number } = {}): SequenceOp {
  const [stages = "", until] = text.split("/");
  const keys = more.by ? [{ field: { name: "k", path: "k", kind: "keyword" as const }, optional: false }] : [];
  const stage = (token: string): StageOp => ({ where: { kind: "all" }, keys, missing: token.startsWith("!") });
  return {
    kind: "sequence",
    stages: stages.trim().split(" ").map(stage),
    ...(until && { until: stage(until.trim()) }),
    ...(more.maxspan !== undefined && { maxspan: more.maxspan }),
  };
}

interface Run {
  readonly found: string[];
  readonly steps: SequenceStep<string>[];
  readonly operator: SequenceOperator<string>;
}

/** Events are written `letter@time` or `letter:key@time`; a letter hits the stages of that letter. */
function run(text: string, events: string, more: { by?: boolean; maxspan?: number } = {}, options: SequenceOptions<string> = {}): Run {
  const letters = text.replaceAll("!", "").replace("/", "").split(" ").filter(Boolean);
  const steps: SequenceStep<string>[] = [];
  const operator = new SequenceOperator<string>(plan(text, more), { trace: (step) => steps.push(step), ...options });
  const found: string[] = [];
  for (const event of events.split(" ")) {
    const [what = "", time] = event.split("@");
    const [letter, k] = what.split(":");
    const done = operator.push(
      { ref: event, time: Number(time), document: k === undefined ? {} : { k } },
      (stage) => letters[stage] === letter,
    );
    found.push(...done.map((each) => each.events.map((ref) => ref ?? "-").join(" ")));
  }
  return { found, steps, operator };
}

const deaths = ({ steps }: Run): string[] =>
  steps.flatMap((step) =>
    step.kind === "died" ? [`${step.events.join(" ")} ${step.death}${step.by === undefined ? "" : ` by ${step.by}`}`] : [],
  );

describe("sequences", () => {
  test("the latest candidate goes on, the older ones are displaced", () => {
    const result = run("a b", "a@1 a@2 b@3 b@4");
    expect(result.found).toEqual(["a@2 b@3"]);
    expect(deaths(result)).toEqual(["a@1 displaced by a@2"]);
    expect(result.steps.filter((step) => step.kind === "no_candidate").map((step) => step.event)).toEqual(["b@4"]);
  });

  test("starts may overlap when every event passes every stage", () => {
    expect(run("a a a", "a@1 a@2 a@3 a@4 a@5").found).toEqual(["a@1 a@2 a@3", "a@2 a@3 a@4", "a@3 a@4 a@5"]);
  });

  test("maxspan is inclusive, and what exceeds it is lost", () => {
    expect(run("a b", "a@0 b@5", { maxspan: 5 }).found).toEqual(["a@0 b@5"]);
    const late = run("a b c", "a@0 b@1 c@6 c@6", { maxspan: 5 });
    expect(late.found).toEqual([]);
    expect(deaths(late)).toEqual(["a@0 b@1 maxspan by c@6"]);
    expect(deaths(run("a b", "a@0 b@20 b@21", { maxspan: 5 }))).toEqual(["a@0 maxspan by b@20"]);
  });

  test("until counts only between two events, its own event included", () => {
    expect(run("a b / u", "u@0 a@1 b@2 u@3").found).toEqual(["a@1 b@2"]);
    const ended = run("a b / u", "a@1 u@2 b@3");
    expect(ended.found).toEqual([]);
    expect(deaths(ended)).toEqual(["a@1 until by u@2"]);
    expect(run("a b / a", "a@1 b@2").found).toEqual([]);
  });

  test("keys keep sequences apart; an event without one is told of", () => {
    const result = run("a b", "a:x@1 a:y@2 b:x@3 a@4 b:y@5", { by: true });
    expect(result.found).toEqual(["a:x@1 b:x@3", "a:y@2 b:y@5"]);
    expect(result.steps.filter((step) => step.kind === "no_key").map((step) => step.event)).toEqual(["a@4"]);
  });

  test("an intruder between two events is named", () => {
    const result = run("a !m b", "a@1 m@2 b@3", { maxspan: 9 });
    expect(result.found).toEqual([]);
    expect(deaths(result)).toEqual(["a@1 b@3 missing_event by m@2"]);
    expect(run("a !m b", "m@1 a@1 b@3 m@3", { maxspan: 9 }).found).toEqual(["a@1 - b@3"]);
  });

  test("a trailing absence completes once its window has passed", () => {
    const result = run("a !m", "a@0 x@5 x@6", { maxspan: 5 });
    expect(result.found).toEqual(["a@0 -"]);
    expect(deaths(run("a !m", "a@0 m@5", { maxspan: 5 }))).toEqual(["a@0 missing_event by m@5"]);
  });

  test("advance settles and expires as an event would", () => {
    const { operator } = run("a !m", "a@0", { maxspan: 5 });
    expect(operator.advance(5)).toEqual([]);
    expect(operator.advance(6)).toMatchObject([{ events: ["a@0", null], start: 0, end: 0 }]);
    const waiting = run("a b", "a@0", { maxspan: 5 });
    waiting.operator.advance(6);
    expect(waiting.operator.size).toBe(0);
    expect(deaths(waiting)).toEqual(["a@0 maxspan"]);
  });

  test("at the end a search judges by what there is, a scan leaves it open", () => {
    expect(run("a !m", "a@0", { maxspan: 5 }).operator.finish("search")).toHaveLength(1);
    const scan = run("a !m", "a@0 x@5", { maxspan: 5 });
    expect(scan.operator.finish("scan")).toEqual([]);
    expect(scan.operator.stats.open).toBe(1);
    expect(deaths(scan)).toEqual(["a@0 open"]);
  });

  test("what is left at the end lacked a next event", () => {
    const result = run("a b", "a@0 x@9");
    result.operator.finish("search");
    expect(deaths(result)).toEqual(["a@0 no_next_event"]);
  });

  test("a bound stands in for maxspan", () => {
    expect(run("a b", "a@0 b@6", {}, { bound: 5 }).found).toEqual([]);
  });
});

describe("what a sequence operator holds", () => {
  test("every reference is released or handed over", () => {
    const held = new Map<string, number>();
    const hold = {
      retain: (ref: string) => void held.set(ref, (held.get(ref) ?? 0) + 1),
      release: (ref: string) => void held.set(ref, (held.get(ref) ?? 0) - 1),
    };
    const { operator } = run("a b c / u", "a@1 a@2 b@3 c@4 a@5 u@6 a@7 b@8", { maxspan: 50 }, { hold });
    operator.advance(1_000);
    expect(operator.size).toBe(0);
    expect(Object.fromEntries(held)).toEqual({ "a@1": 0, "a@2": 1, "b@3": 1, "c@4": 1, "a@5": 0, "a@7": 0, "b@8": 0 });
  });

  test("past the limit of keys the stalest is given up, told of and counted", () => {
    const result = run("a b", "a:x@1 a:y@2 a:z@3 b:x@4 b:y@5", { by: true }, { limits: { keys: 2 } });
    expect(result.found).toEqual(["a:y@2 b:y@5"]);
    expect(result.operator.stats.evicted).toBe(1);
    expect(deaths(result)).toEqual(["a:x@1 limit"]);
  });

  test("past the limit of waiting sequences the oldest is given up", () => {
    const result = run("a !m", "a@1 a@2 a@3", { maxspan: 9 }, { limits: { pendingPerKey: 2 } });
    expect(result.operator.finish("search")).toHaveLength(2);
    expect(result.operator.stats.evicted).toBe(1);
  });

  test("state is JSON, by key, and gone when nothing is left", () => {
    const { operator } = run("a b", "a:x@1 a:y@2", { by: true, maxspan: 9 });
    const saved = JSON.parse(JSON.stringify(operator.changes())) as [string, { key: string[] }][];
    expect(saved.map(([, state]) => state.key)).toEqual([["x"], ["y"]]);
    operator.push({ ref: "b", time: 3, document: { k: "x" } }, (stage) => stage === 1);
    expect(operator.changes().map(([, state]) => state)).toEqual([undefined]);
    expect(operator.stats).toMatchObject({ contributed: 3, completed: 1 });
  });
});
