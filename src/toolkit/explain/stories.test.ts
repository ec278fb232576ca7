import { describe, expect, test } from "vitest";
import { ruleWith } from "../../../tests/support/rule-text.ts";
import type { JsonObject } from "../../event/json.ts";
import { explain } from "./explain.ts";

const BASE = Date.UTC(2024, 4, 1, 10);
/** An event so many seconds after ten o'clock. */
const at = (seconds: number, fields: JsonObject): JsonObject => ({
  "@timestamp": new Date(BASE + seconds * 1000).toISOString(),
  ...fields,
});
const minutes = (count: number): number => BASE + count * 60_000;

describe("sequence", () => {
  const rule = ruleWith({
    type: "eql",
    language: "eql",
    query:
      'sequence by host.id with maxspan=1m [any where event.action == "a"] ![any where event.action == "n"] [any where event.action == "b"] until [any where event.action == "u"]',
  });
  const step = (seconds: number, action: string, host: string | null = "h"): JsonObject =>
    at(seconds, { "event.action": action, ...(host !== null && { "host.id": host }) });
  const deaths = (events: readonly JsonObject[]) =>
    (explain(rule, events).sequence?.steps ?? []).flatMap((each) => (each.kind === "died" ? [each.death] : []));

  test("completes", () => {
    const { sequence, matches } = explain(rule, [step(5, "b"), step(0, "a")]);
    expect(sequence).toMatchObject({
      completed: [{ joinKeys: ["h"], events: [1, null, 0] }],
      stages: 3,
      missing: [2],
      reached: 3,
      bound: 60_000,
      keys: [["host.id"], ["host.id"], ["host.id"], ["host.id"]],
    });
    expect(matches).toMatchObject([{ fate: "alerted", events: [1, 0], joinKeys: ["h"] }]);
  });

  test.each<[death: string, events: readonly JsonObject[]]>([
    ["displaced", [step(0, "a"), step(1, "a"), step(2, "b")]],
    ["maxspan", [step(0, "a"), step(61, "b")]],
    ["until", [step(0, "a"), step(1, "u")]],
    ["missing_event", [step(0, "a"), step(1, "n"), step(2, "b")]],
    ["no_next_event", [step(0, "a")]],
  ])("%s", (death, events) => expect(deaths(events)).toEqual([death]));

  test("events without a key, without a candidate, without a time", () => {
    const { sequence } = explain(rule, [step(0, "a", null), step(1, "b"), { "event.action": "a", "host.id": "h" }]);
    expect(sequence?.steps.map(({ kind }) => kind)).toEqual(["no_key", "no_candidate"]);
    expect(sequence?.timeless).toEqual([2]);
  });
});

describe("sample", () => {
  const rule = ruleWith({
    type: "eql",
    language: "eql",
    query: 'sample by host.id [any where event.action == "a"] [any where event.action == "b"]',
  });
  const part = (seconds: number, action: string, host?: string): JsonObject =>
    at(seconds, { "event.action": action, ...(host !== undefined && { "host.id": host }) });

  test("which keys have events for which stages", () => {
    const { sample, matched } = explain(rule, [
      part(0, "b", "x"),
      part(1, "a", "x"),
      part(2, "a", "y"),
      part(3, "a"),
      part(0, "a", "z"),
      part(3600, "b", "z"),
    ]);
    expect(matched).toBe(true);
    expect(sample?.keys).toEqual([
      { joinKeys: ["x"], events: [[1], [0]], missing: [], verdict: "complete" },
      { joinKeys: ["z"], events: [[4], [5]], missing: [], verdict: "apart" },
      { joinKeys: ["y"], events: [[2], []], missing: [2], verdict: "missing" },
    ]);
    expect(sample?.keyless).toEqual([3]);
  });
});

describe("threshold", () => {
  const rule = ruleWith({
    type: "threshold",
    language: "kuery",
    query: "event.action:fail",
    threshold: { field: ["host.name"], value: 3, cardinality: [{ field: "user.name", value: 2 }] },
  });
  const fail = (seconds: number, host: string | null, user: string): JsonObject =>
    at(seconds, { "event.action": "fail", "user.name": user, ...(host !== null && { "host.name": host }) });

  test("how near each bucket came, at which slot", () => {
    const events = [
      fail(1, "a", "u"),
      fail(2, "a", "v"),
      fail(3, "a", "v"),
      fail(4, "b", "u"),
      fail(5, "b", "u"),
      fail(6, "b", "u"),
      fail(7, "c", "u"),
      fail(3600, "c", "v"),
      fail(9, null, "u"),
    ];
    const { threshold, matched } = explain(rule, events);
    expect(matched).toBe(true);
    expect(threshold).toMatchObject({
      fields: ["host.name"],
      value: 3,
      cardinality: { field: "user.name", value: 2 },
      keyless: [8],
      timeless: [],
    });
    expect(threshold?.buckets).toMatchObject([
      { values: ["a"], slot: minutes(5), count: 3, distinct: 2, reached: true, slotsReached: 1, events: [0, 1, 2] },
      { values: ["b"], slot: minutes(5), count: 3, distinct: 1, reached: false, slotsReached: 0, events: [3, 4, 5] },
      { values: ["c"], slot: minutes(5), count: 1, distinct: 1, reached: false, events: [6] },
    ]);
  });

  test("below it nothing matches", () => {
    const { matched, threshold, documents } = explain(rule, [fail(1, "a", "u"), fail(2, "a", "v")]);
    expect([matched, threshold?.buckets[0]?.count, documents.every((d) => d.matched)]).toEqual([false, 2, true]);
  });
});

describe("new terms", () => {
  const rule = ruleWith({
    type: "new_terms",
    language: "kuery",
    query: "event.action:login",
    new_terms_fields: ["user.name"],
    history_window_start: "now-7d",
  });
  const login = (seconds: number, user: string | null): JsonObject =>
    at(seconds, { "event.action": "login", ...(user !== null && { "user.name": user }) });

  test("when a combination was first seen, and what was known of it", () => {
    const { newTerms, matches } = explain(rule, [login(1, "a"), login(2, "a"), login(1800, "a"), login(3, "b"), login(4, null)], {
      history: [login(-86_400, "b")],
    });
    expect(newTerms).toMatchObject({ fields: ["user.name"], history: "now-7d", keyless: [4] });
    const [first, second] = newTerms?.terms ?? [];
    expect(first).toMatchObject({
      values: ["a"],
      judgements: [
        { verdict: "new", event: 0, slot: minutes(5), seen: null, since: BASE + 1000, times: 1 },
        { verdict: "known", event: 2, slot: null, seen: BASE + 2000, since: BASE + 1000 },
      ],
    });
    expect(first?.judgements[0]?.coverage).toBeCloseTo(1 / 7, 1);
    expect(second).toMatchObject({
      values: ["b"],
      judgements: [{ verdict: "known", event: 3, seen: BASE - 86_400_000, since: BASE - 86_400_000 }],
    });
    expect(matches).toMatchObject([{ fate: "alerted", events: [0], newTerms: ["a"] }]);
  });
});

describe("indicator match", () => {
  const entry = (field: string, value: string) => ({ field, type: "mapping", value });
  const rule = ruleWith({
    type: "threat_match",
    language: "kuery",
    query: "event.action:connect",
    threat_index: ["logs-ti_*"],
    threat_query: "event.kind:enrichment",
    threat_mapping: [
      { entries: [entry("source.ip", "threat.indicator.ip")] },
      { entries: [entry("destination.ip", "threat.indicator.ip"), entry("host.name", "threat.indicator.name")] },
    ],
  });
  const indicator = (id: string, fields: JsonObject, kind = "enrichment"): JsonObject => ({
    _id: id,
    _index: "logs-ti_feed-1",
    "event.kind": kind,
    ...fields,
  });
  const indicators = [
    indicator("ip", { "threat.indicator.ip": "192.0.2.1", "threat.feed.name": "Feed" }),
    indicator("name", { "threat.indicator.name": "h" }),
    indicator("other", { "threat.indicator.ip": "192.0.2.9" }, "event"),
  ];
  const connect = (fields: JsonObject): JsonObject => at(0, { "event.action": "connect", ...fields });

  test("which indicator on which field, and what was nearest", () => {
    const events = [
      connect({ "source.ip": "192.0.2.9" }),
      connect({ "source.ip": "192.0.2.1" }),
      connect({ "destination.ip": "192.0.2.1", "host.name": "h" }),
    ];
    const { matched, indicatorMatch } = explain(rule, events, { indicators });
    expect(matched).toBe(true);
    expect(indicatorMatch).toMatchObject({ given: 3, counting: 2, moreEvents: 0 });
    const [hit, joint, miss] = indicatorMatch?.events ?? [];
    expect(hit).toMatchObject({
      event: 1,
      indicators: [{ field: "source.ip", value: "192.0.2.1", id: "ip", index: "logs-ti_feed-1", feed: "Feed" }],
    });
    expect(hit?.groups[0]).toMatchObject({ matched: true });
    // Each entry holds for an indicator, but no indicator has both.
    expect(joint).toMatchObject({
      event: 2,
      indicators: [],
      groups: [
        {
          matched: false,
          entries: [
            { field: "destination.ip", found: true },
            { field: "host.name", found: true },
          ],
        },
        {},
      ],
    });
    expect(miss).toMatchObject({
      event: 0,
      indicators: [],
      groups: [{ entries: [{ field: "source.ip", values: ["192.0.2.9"], found: false }] }, {}],
    });
  });

  test("without indicators nothing matches", () => {
    const { matched, indicatorMatch } = explain(rule, [connect({ "source.ip": "192.0.2.1" })]);
    expect([matched, indicatorMatch?.given, indicatorMatch?.events[0]?.indicators]).toEqual([false, 0, []]);
  });
});
