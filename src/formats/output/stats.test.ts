import { describe, expect, test } from "vitest";
import { formatBytes, formatSeconds, plural } from "./quantity.ts";
import { renderStats, type RuleStatsData, type StatsData } from "./stats.ts";

const rule = (name: string, matches: number, ms: number): RuleStatsData => ({
  rule_id: name,
  name,
  matches,
  contributed: 0,
  fates: { alerted: matches, building_block: 0, capped: 0 },
  ms,
});

const STATS: StatsData = {
  events: 40_569,
  bytes: 80_321_735,
  seconds: 12.3,
  counters: [
    { what: "events without a time", count: 4 },
    { what: "late events", count: 0 },
  ],
  rules: [rule("A", 3, 0.2), rule("B", 12, 1500), rule("C", 0, 0)],
};

describe("statistics", () => {
  test("the run, then the rules", () => {
    expect(renderStats(STATS)).toBe(
      [
        "events                 40,569  3,298/s",
        "input                  80.3 MB  6.5 MB/s",
        "time                   12.3 s",
        "rules                  3, 2 with matches",
        "events without a time  4",
        "",
        "Rules that matched most",
        "rule  matches  contributed  fates",
        "B     12       0            12 alerted",
        "A     3        0            3 alerted",
        "",
        "Rules that took longest",
        "rule  time    matches",
        "B     1.50 s  12",
        "",
      ].join("\n"),
    );
  });

  test("long lists are cut and say so; names are inert", () => {
    const rules = Array.from({ length: 25 }, (_, i) => rule(`\u001b[31m${i}`, 100 - i, 0));
    const text = renderStats({ ...STATS, rules }, { top: 20 });
    expect(text).toContain("and 5 more rules");
    expect(text).not.toContain("\u001b");
  });

  test.each([
    [formatBytes(0), "0 bytes"],
    [formatBytes(1), "1 byte"],
    [formatBytes(999), "999 bytes"],
    [formatBytes(1000), "1.0 kB"],
    [formatBytes(999_960), "1.0 MB"],
    [formatBytes(5e15), "5000.0 TB"],
    [formatSeconds(0.421), "0.42 s"],
    [formatSeconds(59.96), "1 min 00 s"],
    [formatSeconds(245), "4 min 05 s"],
    [formatSeconds(7383), "2 h 03 min"],
    [plural(1, "rule"), "1 rule"],
    [plural(1846, "rule"), "1,846 rules"],
  ])("%s", (actual, expected) => {
    expect(actual).toBe(expected);
  });
});
