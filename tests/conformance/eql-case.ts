import type { EventDocument } from "../../src/event/origin.ts";
import { compileQuery } from "../../src/toolkit/query.ts";
import type { JudgeFactory, QueryResult } from "../../src/toolkit/query-search.ts";
import { shuffle } from "../support/shuffle.ts";
import type { EqlCase, EqlSuite } from "./eql-suite.ts";
import { reference } from "./reference-judge.ts";
import { carefulMerge, deepMerge, type Merge, spreadMerge } from "./mappings.ts";

/** One way of running a case; all must give the expected results. */
export interface Variant {
  readonly name: string;
  /** How the indices' mappings become the one that a query is compiled against. */
  readonly merge: Merge;
  readonly judge?: JudgeFactory;
  readonly shuffled?: boolean;
}

export const VARIANTS: readonly Variant[] = [
  { name: "keyword fields", merge: carefulMerge("keyword") },
  { name: "wildcard fields", merge: carefulMerge("wildcard") },
  { name: "mappings spread", merge: spreadMerge },
  { name: "mappings spread, the first index last", merge: (mappings) => spreadMerge(mappings.toReversed()) },
  { name: "mappings merged deeply", merge: deepMerge },
  { name: "reference interpreter", merge: spreadMerge, judge: reference },
  { name: "documents shuffled", merge: spreadMerge, shuffled: true },
];

export interface Failure {
  readonly variant: string;
  readonly expected: string;
  readonly got: string;
}

/** Runs a case in one way; undefined where it gives what is expected. */
export function runCase(suite: EqlSuite, test: EqlCase, variant: Variant): Failure | undefined {
  const wanted = test.expected.map((ids) => ids.join(" "));
  const wantedKeys = test.join_keys?.join(", ");
  const fail = (got: string): Failure => {
    const keys = wantedKeys === undefined ? "" : `  keys: ${wantedKeys}`;
    return { variant: variant.name, expected: wanted.map((ids) => `[${ids}]`).join(" or ") + keys, got };
  };
  try {
    const { ids, keys } = flatten(search(suite, test, variant), suite.id_field);
    const right = wanted.includes(ids.join(" ")) && (wantedKeys === undefined || wantedKeys === keys.join(", "));
    return right ? undefined : fail(`[${ids.join(" ")}]${keys.length > 0 ? `  keys: ${keys.join(", ")}` : ""}`);
  } catch (error) {
    return fail(error instanceof Error ? (error.name === "QueryError" ? error.message : (error.stack ?? error.message)) : String(error));
  }
}

function search(suite: EqlSuite, test: EqlCase, variant: Variant): QueryResult<EventDocument> {
  const query = compileQuery("eql", test.query, {
    mapping: variant.merge(suite.mappings),
    timestampField: suite.timestamp_field,
    eventCategoryField: suite.event_category_field,
    tiebreakerField: suite.tiebreaker_field ?? undefined,
    size: test.size ?? suite.default_size,
    maxSamplesPerKey: test.max_samples_per_key,
    judge: variant.judge,
  });
  return query.search(variant.shuffled ? shuffle(suite.documents, test.name) : suite.documents);
}

function flatten(result: QueryResult<EventDocument>, idField: string): { ids: readonly unknown[]; keys: readonly string[] } {
  const idOf = (document: EventDocument | null): unknown => (document === null ? -1 : document[idField]);
  if ("events" in result) return { ids: result.events.map(idOf), keys: [] };
  return {
    ids: result.sequences.flatMap(({ events }) => events.map(idOf)),
    keys: result.sequences.flatMap(({ joinKeys }) => joinKeys.map(String)),
  };
}
