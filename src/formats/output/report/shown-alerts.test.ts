import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testAlert } from "../../../../tests/support/report-alerts.ts";
import { createCollector, type Collected } from "./collect.ts";
import type { ShowLimits } from "./shown-alerts.ts";
import { sumOf } from "./tally.ts";

/** `rule:severity:second`. */
type Short = readonly [rule: string, severity: string, second: number];

function collect(alerts: readonly Short[], limits: ShowLimits): Collected {
  const collector = createCollector(limits);
  for (const [rule, severity, second] of alerts) {
    collector.add(
      testAlert({}, { rule_id: rule, name: rule, severity }, { "kibana.alert.original_time": new Date(second * 1000).toISOString() }),
    );
  }
  return collector.collected();
}

const wholeOf = (collected: Collected): readonly string[] =>
  collected.whole.map(({ event: { row } }) => `${row.rule}${row.severity[0]}${(row.time ?? 0) / 1000}`);

const shortAlerts = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("low", "medium", "high", "critical"), fc.nat(100)), {
  maxLength: 80,
});

describe("which alerts are shown whole", () => {
  test("worst first, then by time", () => {
    const alerts: Short[] = [
      ["a", "low", 1],
      ["b", "critical", 9],
      ["c", "high", 5],
      ["c", "high", 2],
    ];
    expect(wholeOf(collect(alerts, { whole: 9, wholePerRule: 9, lines: 9 }))).toEqual(["bc9", "ch2", "ch5", "al1"]);
  });

  test("of a rule the first; more are lines", () => {
    const collected = collect(
      [
        ["a", "high", 1],
        ["a", "high", 2],
        ["a", "high", 3],
        ["b", "low", 4],
      ],
      { whole: 9, wholePerRule: 2, lines: 9 },
    );
    expect(wholeOf(collected)).toEqual(["ah1", "ah2", "bl4"]);
    expect(collected.lines.map(({ time }) => time)).toEqual([3000]);
  });

  test("a severe alert takes the place of a mild one, which becomes a line", () => {
    const collected = collect(
      [
        ["a", "low", 1],
        ["a", "low", 2],
        ["b", "critical", 3],
        ["c", "low", 4],
      ],
      { whole: 2, wholePerRule: 9, lines: 9 },
    );
    expect(wholeOf(collected)).toEqual(["bc3", "al1"]);
    expect(collected.lines.map(({ time }) => time)).toEqual([2000, 4000]);
  });

  test("every alert is whole, a line, or counted as dropped; limits hold; no milder alert is whole where a worse one is not, rule limits apart", () => {
    const limits = fc.record({ whole: fc.nat(10), wholePerRule: fc.nat(10), lines: fc.nat(10) });
    fc.assert(
      fc.property(shortAlerts, limits, (alerts, bounds) => {
        const { whole, lines, dropped, counts } = collect(alerts, bounds);
        expect(whole.length + lines.length + dropped).toBe(alerts.length);
        expect(sumOf(counts)).toBe(alerts.length);
        expect(whole.length).toBeLessThanOrEqual(bounds.whole);
        expect(lines.length).toBeLessThanOrEqual(bounds.lines);
        if (dropped > 0) expect(lines.length).toBe(bounds.lines);
      }),
    );
  });

  test("the events of a sequence stay with it, others do not join it", () => {
    const collector = createCollector();
    collector.add(testAlert({}, {}, { "kibana.alert.group.id": "g" }));
    for (const group of ["g", "other", "g"])
      collector.add(testAlert({}, {}, { "kibana.alert.group.id": group, "kibana.alert.building_block_type": "default" }));
    const { whole, buildingBlocks } = collector.collected();
    expect([whole.length, whole[0]?.members.length, buildingBlocks]).toEqual([1, 2, 3]);
  });

  test("an event without a readable time has none on the page", () => {
    const collector = createCollector();
    const { "kibana.alert.original_time": _, ...alert } = testAlert({ "@timestamp": "1970-01-01T00:00:00.000Z" });
    collector.add(alert);
    const { whole, timeless, times } = collector.collected();
    expect([whole[0]?.event.row.time, timeless, times.bins().length]).toEqual([undefined, 1, 0]);
  });
});
