import { describe, expect, test } from "vitest";
import { sharedPath } from "../support/shared.ts";
import { compare } from "./compare.ts";
import { measure } from "./measure.ts";
import { PAIR_SOURCES } from "./pairs.ts";
import { recordPairs } from "./pairs/auditd-records.ts";

const folder = sharedPath("datasets/ecs-truth");

describe.skipIf(folder === undefined)("fields equal to those that Elastic's own pipelines make", () => {
  test.each(PAIR_SOURCES.map((source) => [source.name, source] as const))("%s", (_, source) => {
    const { percent, pairs } = measure(source, folder ?? "");
    expect(pairs.length).toBeGreaterThan(0);
    expect(percent).toBeGreaterThanOrEqual(source.atLeast);
  });

  test("single audit records, as libaudit reads them", () => {
    const compared = recordPairs(folder ?? "").map(({ expected, actual }) => compare(expected, actual, ["tags"]));
    const equal = compared.reduce((sum, each) => sum + each.equal.length, 0);
    const others = compared.flatMap(({ missing, different }) => [...missing, ...different]);
    expect(others).toEqual([]);
    expect(equal).toBeGreaterThan(200);
  });
});

test("the comparer tells equal, missing, different and more", () => {
  const expected = { a: { b: 1 }, related: { ip: ["2", "1"] }, list: ["x"], gone: "y", other: "z", agent: { name: "n" } };
  const actual = { "a.b": "1", related: { ip: ["1", "2"] }, list: "x", other: "w", extra: true };
  const { equal, missing, different, extra } = compare(expected, actual);
  expect(equal.toSorted()).toEqual(["a.b", "list", "related.ip"]);
  expect(missing.map(({ path }) => path)).toEqual(["gone"]);
  expect(different.map(({ path }) => path)).toEqual(["other"]);
  expect(extra).toEqual(["extra"]);
});
