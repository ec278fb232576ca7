import { expect, test } from "vitest";
import type { Predicate } from "../plan/predicate.ts";
import { compileMatcher } from "./compile.ts";
import { Meter } from "./meter.ts";

const EVENTS = 6_100;

/** A test that reads the text of `field` to its end. */
const wildcard = (path: string): Predicate => ({
  kind: "wildcard",
  field: { name: path, path, kind: "keyword" },
  patterns: ["*a*b*c*d*e*"],
  fold: true,
});

test("one event in 61 is timed for all of them, the clock's own time and each predicate's longest sample left out", () => {
  let now = 0;
  const meter = new Meter(2, () => now++);
  for (let i = 0; i < 4 * 61; i++) {
    meter.next();
    if (!meter.timing) continue;
    meter.time(0, () => (now += i === 60 ? 1_000 : 5) > 0);
    meter.time(1, () => (now += 2) > 0);
  }
  expect([...meter.take()]).toEqual([3 * 5 * 61, 3 * 2 * 61]);
  expect([...meter.take()]).toEqual([0, 0]);
});

test("the predicate that works most costs most, and what was told is not told again", () => {
  const matcher = compileMatcher([wildcard("short"), wildcard("long")]);
  matcher.measure(() => performance.now());
  const event = { short: "abcde", long: "abcd".repeat(5_000) };
  for (let i = 0; i < EVENTS / 10; i++) {
    matcher.run(event);
    expect([0, 1].map((p) => matcher.matched(p))).toEqual([true, false]);
  }
  const [short = 0, long = 0] = matcher.costs() ?? [];
  expect(long).toBeGreaterThan(short);
  expect([...(matcher.costs() ?? [])]).toEqual([0, 0]);
});

test("without a clock nothing is timed", () => {
  const matcher = compileMatcher([wildcard("s")]);
  matcher.run({ s: "abcde" });
  matcher.matched(0);
  expect(matcher.costs()).toBeUndefined();
});
