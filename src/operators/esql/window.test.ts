import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import { mappingFields } from "../../event/schema.ts";
import { kuery } from "../../languages/kuery/index.ts";
import { lowerEsql } from "../../languages/esql/lower.ts";
import { parseEsql } from "../../languages/esql/parser.ts";
import { lucene } from "../../languages/lucene/index.ts";
import { EsqlWindowOperator } from "./window.ts";
import type { EsqlWindowOptions } from "./window-types.ts";

const MINUTE = 60_000;
const fields = mappingFields({ host: { type: "keyword" }, n: { type: "long" } });

function operatorOf(text: string, options: EsqlWindowOptions<number> = {}, each: "event" | "row" = "row"): EsqlWindowOperator<number> {
  const { op } = lowerEsql(parseEsql(createSource("query", text)), { fields, inner: { kql: kuery, qstr: lucene } });
  if (!op) throw new Error(text);
  return new EsqlWindowOperator<number>(op, each, { interval: 5 * MINUTE, from: -10 * MINUTE, to: 0 }, options);
}

const at = (minute: number, host: string, n = 1): { ref: number; time: number; document: { host: string; n: number } } => ({
  ref: minute,
  time: minute * MINUTE,
  document: { host, n },
});

describe("a window holds no more than it may", () => {
  test("of groups the stalest are given up, and counted", () => {
    const operator = operatorOf("FROM x | STATS c = COUNT(*) BY host", { limits: { groups: 2 } });
    for (const host of ["a", "b", "a", "c"]) operator.push(at(1, host));
    expect(operator.finish().map(({ columns }) => columns)).toEqual([
      { c: 2, host: "a" },
      { c: 1, host: "c" },
    ]);
    expect(operator.stats.evicted).toBe(1);
  });

  test("of parts of groups too", () => {
    const operator = operatorOf("FROM x | STATS c = COUNT(*) BY host", { limits: { parts: 2 } });
    for (const [minute, host] of [
      [1, "a"],
      [6, "b"],
      [7, "c"],
    ] as const)
      operator.push(at(minute, host));
    expect(operator.stats.evicted).toBe(1);
  });

  test("of rows the oldest", () => {
    const operator = operatorOf("FROM x | SORT n | LIMIT 5", { limits: { rows: 2 } });
    for (const n of [3, 1, 2]) operator.push(at(1, "a", n));
    expect(operator.advance(6 * MINUTE).map(({ columns }) => columns["n"])).toEqual([1, 2]);
    expect(operator.stats.rowsEvicted).toBe(1);
  });
});

test("events that no alert needs are not held; those of rows are, until they leave", () => {
  const held = new Map<number, number>();
  const change = (ref: number, by: number): void => void held.set(ref, (held.get(ref) ?? 0) + by);
  const hold = { retain: (ref: number) => change(ref, 1), release: (ref: number) => change(ref, -1) };
  const operator = operatorOf("FROM x | INLINE STATS c = COUNT(*) BY host | WHERE c > 1", { hold }, "event");
  operator.push(at(1, "a"));
  operator.push(at(2, "a"));
  expect(Object.fromEntries(held)).toEqual({ 1: 1, 2: 1 });
  const given = operator.advance(6 * MINUTE);
  expect(given.map(({ event }) => event)).toEqual([1, 2]);
  // One reference went over with each row.
  expect(Object.fromEntries(held)).toEqual({ 1: 2, 2: 2 });
  operator.finish();
  expect(Object.fromEntries(held)).toEqual({ 1: 1, 2: 1 });
});

test("only what changed is told of the state", () => {
  const operator = operatorOf("FROM x | STATS c = COUNT(*) BY host");
  operator.push(at(1, "a"));
  operator.push(at(1, "b"));
  expect(operator.changes()).toHaveLength(2);
  operator.push(at(2, "b"));
  expect(operator.changes().map(([key]) => key)).toEqual(['["b"]']);
  expect(operator.changes()).toEqual([]);
});

test("a window without events costs nothing, however long", () => {
  const judged: number[] = [];
  const operator = operatorOf("FROM x | STATS c = COUNT(*) BY host", { trace: ({ slot }) => judged.push(slot / MINUTE) });
  operator.push(at(1, "a"));
  operator.push(at(60 * 24 * 365 * 10, "a"));
  expect(judged).toEqual([5, 15]);
});
