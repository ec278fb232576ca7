import { describe, expect, test } from "vitest";
import type { EventDocument } from "../../src/event/origin.ts";
import { compileQuery } from "../../src/toolkit/query.ts";
import { type EqlCase, type EqlSuite, readEqlSuites } from "../conformance/eql-suite.ts";
import { spreadMerge } from "../conformance/mappings.ts";
import { sharedPath } from "../support/shared.ts";
import { shuffle } from "../support/shuffle.ts";
import { caseRule, runEngine, suiteFields } from "./suite-rules.ts";

const directory = sharedPath("conformance/eql");
const suites = directory === undefined ? [] : readEqlSuites(directory);
const rules = suites.map((suite) => {
  const schema = suiteFields(suite);
  return { suite, schema, cases: suite.cases.map((each) => ({ ...each, rule: caseRule(suite, each) })) };
});

/** Cases whose query a rule cannot be: pipes limit the results of one search. */
const hasPipes = ({ query }: EqlCase): boolean => compilePlan(query).pipes.length > 0;
const compilePlan = (query: string) => compileQuery("eql", query, { mapping: {} }).plan;

/** Every way of handing the documents over, each in chunks. */
function orders(documents: readonly EventDocument[], seed: string): Readonly<Record<string, readonly (readonly EventDocument[])[]>> {
  const third = Math.ceil(documents.length / 3);
  return {
    "in reverse": [documents.toReversed()],
    shuffled: [shuffle(documents, seed)],
    "shuffled otherwise": [shuffle(documents, `${seed} again`)],
    "in three chunks": [documents.slice(0, third), documents.slice(third, 2 * third), documents.slice(2 * third)],
    "in three chunks, the last first": [documents.slice(2 * third), documents.slice(0, third), documents.slice(third, 2 * third)],
    "one by one, shuffled": shuffle(documents, `${seed} once more`).map((document) => [document]),
  };
}

const lines = (alerts: readonly object[]): string => alerts.map((alert) => JSON.stringify(alert)).join("\n");

test.skipIf(directory === undefined)("nearly all cases are rules that the engine runs", () => {
  const all = rules.flatMap(({ cases, schema }) => cases.map((each) => ({ each, run: runEngine(each.rule, schema, [], 1) })));
  const refused = all.filter(({ run }) => run.unsupported !== undefined || run.errors.length > 0).map(({ each }) => each);
  expect(refused.every(hasPipes)).toBe(true);
  expect(all.length - refused.length).toBeGreaterThan(100);
});

describe.each(rules)("suite $suite.suite: the same alerts in any order", ({ suite, schema, cases }) => {
  test.each(cases.filter((each) => !hasPipes(each)))("$name", (each) => {
    for (const maxSignals of [Number.POSITIVE_INFINITY, 3]) {
      const forward = runEngine(each.rule, schema, [suite.documents], maxSignals);
      for (const [order, chunks] of Object.entries(orders(suite.documents, each.name))) {
        const other = runEngine(each.rule, schema, chunks, maxSignals);
        expect(lines(other.alerts), order).toBe(lines(forward.alerts));
        expect(other.stats, order).toEqual(forward.stats);
      }
    }
  });
});

const alike = rules
  .map(({ cases, ...rest }) => ({ ...rest, cases: cases.filter((each) => !hasPipes(each) && isAlike(each)) }))
  .filter(({ cases }) => cases.length > 0);

describe.each(alike)("suite $suite.suite: the alerts are what a search finds", ({ suite, schema, cases }) => {
  test.each(cases)("$name", (each) => {
    const { alerts } = runEngine(each.rule, schema, [suite.documents], Number.POSITIVE_INFINITY);
    // One sequence of events is one alert, however many keys they have in common.
    expect(idsOf(alerts, suite).sort()).toEqual([...new Set(searched(suite, each))].sort());
  });
});

/** A search judges absences with the input at hand, a rule does not while they are open; a sample has other limits. */
function isAlike(each: EqlCase): boolean {
  const { root } = compilePlan(each.query);
  return root.kind === "filter" || (root.kind === "sequence" && root.stages.every(({ missing }) => !missing));
}

/** Of event alerts: the event. Of sequences: their events in order, which the building blocks are copies of. */
function idsOf(alerts: readonly { readonly [key: string]: unknown }[], { id_field }: EqlSuite): string[] {
  const groups = new Map<unknown, string[]>();
  for (const alert of alerts) {
    const group = alert["kibana.alert.group.id"] ?? alert["_id"];
    const isShell = alert["kibana.alert.group.id"] !== undefined && alert["kibana.alert.group.index"] === undefined;
    const ids = groups.get(group) ?? [];
    groups.set(group, ids);
    if (!isShell) ids[Number(alert["kibana.alert.group.index"] ?? 0)] = JSON.stringify(alert[id_field]);
  }
  return [...groups.values()].map((ids) => ids.join(" "));
}

function searched(suite: EqlSuite, each: EqlCase): string[] {
  const result = compileQuery("eql", each.query, {
    mapping: spreadMerge(suite.mappings),
    timestampField: suite.timestamp_field,
    eventCategoryField: suite.event_category_field,
    tiebreakerField: suite.tiebreaker_field ?? undefined,
    size: Number.POSITIVE_INFINITY,
  }).search(suite.documents);
  const idOf = (event: EventDocument | null): string => JSON.stringify(event?.[suite.id_field]);
  if ("events" in result) return result.events.map((event) => idOf(event));
  return result.sequences.map(({ events }) => events.map(idOf).join(" "));
}
