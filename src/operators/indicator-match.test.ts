import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createSource } from "../diagnostics/index.ts";
import type { FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import { defaultFields } from "../event/schema.ts";
import { kuery } from "../languages/kuery/index.ts";
import { ALL } from "../plan/combine.ts";
import type { Predicate } from "../plan/predicate.ts";
import type { ExceptOp, IndicatorMatchOp } from "../plan/rule-plan.ts";
import { createIndicatorIndex, createIndicatorMatcher, type IndicatorMatcher } from "./indicator-match.ts";
import { type IndicatorDocument, VALID_UNTIL } from "./indicator-match-document.ts";
import { MAX_ENRICHMENTS, withEnrichments } from "./indicator-match-enrichment.ts";

/** A mapping as cases write it: groups of `[event field, indicator field]`, with `"not"` behind what must not match. */
type Mapping = readonly (readonly (readonly string[])[])[];

/** One rule's mapping over a few indicators, and what each event matches: `id field value`, in order. */
interface CaseSet {
  readonly name: string;
  readonly mapping: Mapping;
  readonly query?: string;
  readonly index?: readonly string[];
  readonly except?: readonly { readonly query: string; readonly expires?: string }[];
  /** `_valid_until` stands for what readers attach. */
  readonly indicators: readonly JsonObject[];
  readonly events: readonly { readonly event: JsonObject; readonly now?: string; readonly matches: readonly string[] }[];
}

const fields = defaultFields();
const fieldOf = (name = ""): FieldType => fields.get(name) ?? { name, path: name, kind: "unknown" };

function predicateOf(query: string): Predicate {
  const root = kuery.lower(kuery.parse(createSource("query", query)), { fields }).plan?.root;
  if (root?.kind !== "filter") throw new Error(`the case's query has a fault: ${query}`);
  return root.where;
}

const opOf = (mapping: Mapping, more: Partial<IndicatorMatchOp> = {}): IndicatorMatchOp => ({
  kind: "indicatorMatch",
  where: ALL,
  indicators: ALL,
  indices: ["*"],
  path: "threat.indicator",
  groups: mapping.map((group) => ({
    entries: group.map(([field, value, not]) => ({ field: fieldOf(field), value: fieldOf(value), negate: not === "not" })),
  })),
  ...more,
});

function matcherOf({ mapping, query, index, except = [], indicators }: CaseSet): IndicatorMatcher {
  const op = opOf(mapping, { ...(query !== undefined && { indicators: predicateOf(query) }), ...(index && { indices: index }) });
  const exceptions = except.map(
    (item, i): ExceptOp => ({
      id: String(i),
      name: "",
      list: "",
      where: predicateOf(item.query),
      ...(item.expires !== undefined && { expires: Date.parse(item.expires) }),
    }),
  );
  const { add, matchers } = createIndicatorIndex([{ op, except: exceptions }]);
  for (const { _valid_until: until, ...document } of indicators) {
    add(typeof until === "string" ? { ...document, [VALID_UNTIL]: Date.parse(until) } : document);
  }
  return matchers[0] as IndicatorMatcher;
}

const found = (matcher: IndicatorMatcher, event: JsonObject, now?: number): readonly string[] =>
  matcher.match(event, now).map(({ matched }) => `${matched.id} ${matched.field} ${String(matched.atomic)}`);

const folder = new URL("cases/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.startsWith("indicator-"));

describe.each(files)("%s", (file) => {
  const sets = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as readonly CaseSet[];
  test.each(sets.map((set) => [set.name, set] as const))("%s", (_, set) => {
    const matcher = matcherOf(set);
    for (const { event, now, matches } of set.events) {
      expect(found(matcher, event, now === undefined ? undefined : Date.parse(now)), JSON.stringify(event)).toEqual(matches);
    }
  });
});

const ADDRESSES: Mapping = [[["source.ip", "threat.indicator.ip"]]];
const EVENT = { source: { ip: "192.0.2.1" } };

describe("enrichments", () => {
  const enrich = (document: IndicatorDocument, more: Partial<IndicatorMatchOp> = {}) =>
    createIndicatorMatcher(opOf(ADDRESSES, more), [document]).match(EVENT);
  const matched = { atomic: "192.0.2.1", field: "source.ip", type: "indicator_match_rule" };

  test("an indicator's object, feed, id and index", () => {
    const indicator = { ip: "192.0.2.0/24", type: "ipv4-addr", description: "é \u{1f600}" };
    const index = ".ds-logs-ti_x-default-2025.01.01-000001";
    const document = { _id: "a", _index: index, threat: { indicator, feed: { name: "Feed" } } };
    expect(enrich(document)).toEqual([{ indicator, feed: { name: "Feed" }, matched: { ...matched, id: "a", index } }]);
  });

  test("without feed, id and index", () => {
    expect(enrich({ threat: { indicator: { ip: "192.0.2.1" } } })).toEqual([{ indicator: { ip: "192.0.2.1" }, feed: {}, matched }]);
  });

  test.each<readonly [string, JsonObject, JsonObject]>([
    ["of a list the first", { threat: { indicator: [{ ip: "192.0.2.1", n: 1 }, { n: 2 }] } }, { ip: "192.0.2.1", n: 1 }],
    ["of dotted keys", { "threat.indicator.ip": ["192.0.2.1"], "threat.indicator.type": "x" }, { ip: ["192.0.2.1"], type: "x" }],
    ["of keys dotted in part", { threat: { "indicator.ip": "192.0.2.1" } }, { ip: "192.0.2.1" }],
    ["of one dotted key", { "threat.indicator": { ip: "192.0.2.1" } }, { ip: "192.0.2.1" }],
  ])("the object %s", (_, document, expected) => {
    expect(enrich(document)[0]?.indicator).toEqual(expected);
  });

  test("another path; nothing there", () => {
    const document = { threat: { indicator: { ip: "192.0.2.1" } }, vendor: { thing: { a: 1 } } };
    expect(enrich(document, { path: "vendor.thing" })[0]?.indicator).toEqual({ a: 1 });
    expect(enrich(document, { path: "vendor.other" })[0]?.indicator).toEqual({});
  });

  test("at most 200, the first ones, and it is counted", () => {
    const indicators = Array.from({ length: MAX_ENRICHMENTS + 50 }, (_, i) => ({
      _id: String(i),
      "threat.indicator.ip": i % 2 ? "192.0.2.1" : "192.0.2.0/24",
    }));
    const matcher = createIndicatorMatcher(opOf(ADDRESSES), indicators);
    expect(found(matcher, EVENT)).toEqual(Array.from({ length: MAX_ENRICHMENTS }, (_, i) => `${i} source.ip 192.0.2.1`));
    expect(matcher.stats).toEqual({ indicators: MAX_ENRICHMENTS + 50, clipped: 1 });
  });
});

describe("an index for several rules", () => {
  test("each sees its own indicators; what is of use to none is not held", () => {
    const hashes: Mapping = [[["file.hash.md5", "threat.indicator.file.hash.md5"]]];
    const { add, matchers, stats } = createIndicatorIndex([
      { op: opOf(ADDRESSES, { indicators: predicateOf("event.module: a") }) },
      { op: opOf(ADDRESSES, { path: "other" }) },
      { op: opOf(hashes) },
    ]);
    add({ _id: "1", event: { module: "b" }, threat: { indicator: { ip: "192.0.2.1" } }, other: { x: 1 } });
    add({ _id: "2", event: { module: "a" }, threat: { indicator: { url: { full: "http://x" } } } });
    add({ _id: "3", event: { module: "a" }, threat: { indicator: { ip: "192.0.2.1", file: { hash: { md5: "ab" } } } } });
    expect(matchers.map((matcher) => found(matcher, { ...EVENT, file: { hash: { md5: "ab" } } }))).toEqual([
      ["3 source.ip 192.0.2.1"],
      ["1 source.ip 192.0.2.1", "3 source.ip 192.0.2.1"],
      ["3 file.hash.md5 ab"],
    ]);
    expect(matchers[1]?.match(EVENT).map(({ indicator }) => indicator)).toEqual([{ x: 1 }, {}]);
    expect(stats()).toMatchObject({ offered: 3, held: 2 });
    expect(matchers.map((matcher) => matcher.stats.indicators)).toEqual([1, 2, 1]);
  });

  test("an indicator that comes later counts from then on, blocks too", () => {
    const { add, matchers } = createIndicatorIndex([{ op: opOf(ADDRESSES) }]);
    const matcher = matchers[0] as IndicatorMatcher;
    expect(matcher.match(EVENT)).toEqual([]);
    add({ _id: "a", "threat.indicator.ip": "192.0.2.0/24" });
    expect(found(matcher, EVENT)).toEqual(["a source.ip 192.0.2.1"]);
    add({ _id: "b", "threat.indicator.ip": "192.0.0.0/16" });
    expect(found(matcher, EVENT)).toEqual(["a source.ip 192.0.2.1", "b source.ip 192.0.2.1"]);
  });
});

describe("withEnrichments", () => {
  const one = { indicator: {}, feed: {}, matched: { atomic: "x", field: "f", type: "indicator_match_rule" } } as const;
  test.each<readonly [string, JsonObject, object]>([
    ["none before", { a: 1 }, { a: 1, threat: { enrichments: [one] } }],
    ["beside other keys", { threat: { tactic: { id: "T" } } }, { threat: { tactic: { id: "T" }, enrichments: [one] } }],
    ["after a list", { threat: { enrichments: [{ n: 1 }, { n: 2 }] } }, { threat: { enrichments: [{ n: 1 }, { n: 2 }, one] } }],
    ["after a single one", { threat: { enrichments: { n: 1 } } }, { threat: { enrichments: [{ n: 1 }, one] } }],
    ["after dotted ones", { "threat.enrichments": [{ n: 1 }] }, { threat: { enrichments: [{ n: 1 }, one] } }],
    ["where threat is no object", { threat: "x" }, { threat: "x", "threat.enrichments": [one] }],
  ])("%s", (_, document, expected) => {
    const before = structuredClone(document);
    expect(withEnrichments(document, [one])).toEqual(expected);
    expect(document).toEqual(before);
  });
});
