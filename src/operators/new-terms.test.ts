import { expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { NewTermsOp } from "../plan/rule-plan.ts";
import { NewTermsOperator } from "./new-terms.ts";
import type { NewTermsOptions, NewTermsTrace } from "./new-terms-types.ts";

const MINUTE = 60_000;
const WINDOW = { interval: 5 * MINUTE, from: -9 * MINUTE, to: 0 };
const field: FieldType = { name: "user", path: "user", kind: "keyword" };
const op = (history: string): NewTermsOp => ({ kind: "newTerms", where: { kind: "all" }, fields: [field], history });

const create = (options: NewTermsOptions<number> = {}, history = "now-1h"): NewTermsOperator<number> =>
  new NewTermsOperator(op(history), WINDOW, options);
const push = (operator: NewTermsOperator<number>, minute: number, user: string): string[] =>
  operator.push({ ref: minute, time: minute * MINUTE, document: { user } }).map(({ event, values }) => `${event} ${values.join()}`);

test("past the bound of combinations the one without events for longest is forgotten and counted", () => {
  const operator = create({ limits: { tuples: 2 } });
  expect(
    [push(operator, 1, "a"), push(operator, 6, "b"), push(operator, 11, "c"), push(operator, 12, "a"), push(operator, 20, "d")].flat(),
  ).toEqual(["1 a", "6 b", "12 a", "11 c"]);
  expect(operator.stats).toMatchObject({ contributed: 5, evicted: 3 });
  expect(operator.size).toBe(2);
});

test("what lies before the history is dropped", () => {
  const operator = create();
  push(operator, 5, "a");
  push(operator, 65, "b");
  expect(operator.size).toBe(2);
  push(operator, 66, "c");
  expect(operator.size).toBe(2);
});

test("known values are kept as two times", () => {
  const operator = create();
  push(operator, 1, "a");
  push(operator, 12, "a");
  push(operator, 13, "a");
  operator.advance(60 * MINUTE);
  expect(operator.changes()).toEqual([["1:a", { touched: 13 * MINUTE, since: MINUTE }]]);
});

test("a trace tells how each value was judged", () => {
  const trace: NewTermsTrace<number>[] = [];
  const operator = create({ trace: (judged) => trace.push(judged) });
  for (const minute of [6, 20, 62, 64]) push(operator, minute, "a");
  operator.finish();
  const shown = trace.map(({ verdict, event, slot, seen, since }) => [
    verdict,
    event,
    slot && slot / MINUTE,
    seen && seen / MINUTE,
    since / MINUTE,
  ]);
  expect(shown).toEqual([
    ["new", 6, 10, null, 6],
    ["known", 20, null, 6, 6],
    ["known", 62, null, 20, 6],
    ["known", 64, null, 62, 6],
  ]);
});

test("a trace tells of values that the history may yet lose", () => {
  const trace: NewTermsTrace<number>[] = [];
  const operator = create({ trace: (judged) => trace.push(judged) });
  for (const minute of [6, 62]) push(operator, minute, "a");
  operator.finish();
  expect(trace.map(({ verdict, event, slot }) => [verdict, event, slot && slot / MINUTE])).toEqual([
    ["new", 6, 10],
    ["old", 62, 65],
    ["new", 62, 70],
  ]);
});

test("a plan whose history is no date math is a bug", () => {
  expect(() => push(create({}, "last week"), 1, "a")).toThrow("last week");
});
