import { describe, expect, test } from "vitest";
import { createSource, span } from "../../diagnostics/index.ts";
import type { JsonObject } from "../../event/json.ts";
import { defaultFields, mappingFields } from "../../event/schema.ts";
import { printPredicate } from "../../plan/print.ts";
import type { LowerEnv } from "../language.ts";
import { type LoweredDsl, lowerDsl, lowerFilters } from "./index.ts";

const builtIn: LowerEnv = { fields: defaultFields() };
const mapped: LowerEnv = {
  fields: mappingFields({ n: { type: "long" }, items: { type: "nested", properties: { a: { type: "keyword" } } } }),
};
const told = ({ diagnostics }: LoweredDsl): readonly string[] => diagnostics.map((d) => `${d.severity} ${d.code} ${d.message}`);

// biome-ignore format: table
const FAULTS: readonly (readonly [JsonObject, string])[] = [
  [{ query_string: { query: "a:b" } },            "error T4101 The query clause `query_string` is not supported here"],
  [{ geo_distance: { distance: "1km" } },         "error T4101 The query clause `geo_distance` is not supported"],
  [{ bool: { must: [{ script: {} }] } },          "error T4101 The query clause `script` is not supported"],
  [{ match: { n: { query: 1, fuzziness: 2 } } },  "error T4101 The option `fuzziness` of the `match` clause is not supported"],
  [{ terms: { n: { index: "i", id: "1" } } },     "error T4101 A `terms` clause that looks its values up in another document is not supported"],
  [{ multi_match: { query: "a", type: "cross_fields" } }, "error T4101 A `multi_match` clause of type `cross_fields` is not supported"],
  [{ regexp: { n: { value: "a", flags: "NONE" } } }, "error T4101 A `regexp` clause with other flags than ALL is not supported"],
  [{ range: { n: { gte: 1, time_zone: "+01:00" } } }, "error T4101 The time zone `+01:00` of a `range` clause is not supported"],
  [{ bool: { should: [{ match_all: {} }], minimum_should_match: "2-75%" } }, "error T4101 `minimum_should_match` of the form \"2-75%\" is not supported"],
  [{},                                            "error T4102 A query must be an object with one clause"],
  [{ term: { n: 1 }, exists: { field: "n" } },    "error T4102 A query must hold one clause, not `term`, `exists`"],
  [{ term: { n: 1, m: 2 } },                      "error T4102 The `term` clause takes one field"],
  [{ term: { n: [1] } },                          "error T4102 The `term` clause needs one value"],
  [{ terms: { n: 1 } },                           "error T4102 The `terms` clause takes one field with a list of values"],
  [{ exists: { n: 1 } },                          "error T4102 The `exists` clause needs `field`"],
  [{ range: { n: 5 } },                           "error T4102 The `range` clause needs bounds, as in `{ field: { gte: 1 } }`"],
  [{ bool: [] },                                  "error T4102 The `bool` clause must be an object"],
  [{ nested: { path: "n", query: { match_all: {} } } }, "error T4102 `n` is not mapped as nested"],
  [{ regexp: { "items.a": "a(" } },               "error T4009 The regular expression is malformed"],
  [{ term: { n: "many" } },                       "warning T6002 `many` cannot be a value of `n`, which is of type long: it matches nothing"],
  [{ wildcard: { n: "1*" } },                     "warning T6003 `n` is of type long, on which wildcards cannot be used: it matches nothing"],
  [{ term: { "items.a": "x" } },                  "warning T6003 `items.a` lies in another nested object than the query looks at: it matches nothing"],
  [{ term: { m: 1 } },                            "warning T6001 Unknown field `m`: the mapping does not have it, so it matches nothing"],
];

describe("faults", () => {
  test.each(FAULTS)("%j", (query, expected) => {
    const lowered = lowerDsl(query, mapped);
    expect(told(lowered)).toContainEqual(expect.stringMatching(`^${RegExp.escape(expected)}`));
    expect(lowered.predicate === undefined).toBe(expected.startsWith("error"));
  });

  test("are told for every clause", () => {
    expect(told(lowerDsl({ bool: { must: [{ a: {} }, { b: {} }], must_not: { c: {} } } }, mapped))).toHaveLength(3);
  });

  test("a misspelt clause gets a hint", () => {
    expect(lowerDsl({ exist: { field: "n" } }, mapped).diagnostics[0]?.hint).toBe("did you mean `exists`?");
  });

  test("very deep nesting is refused, not followed", () => {
    let query: JsonObject = { match_all: {} };
    for (let i = 0; i < 10_000; i++) query = { bool: { must: query } };
    expect(told(lowerDsl(query, mapped))).toEqual(["error T4102 The query is nested deeper than 100"]);
  });
});

describe("filters", () => {
  const nowhere = () => undefined;

  test("of the wrong shape are errors", () => {
    expect(told(lowerFilters("x", builtIn, nowhere))).toEqual(["error T4103 `filters` must be a list"]);
    expect(told(lowerFilters(["x", { meta: {} }], builtIn, nowhere))).toEqual([
      "error T4103 A filter must be an object",
      "error T4103 The filter holds no query",
    ]);
  });

  test("none enabled gives no predicate", () => {
    expect(lowerFilters([{ meta: { disabled: true }, query: { x: {} } }], builtIn, nowhere)).toEqual({ diagnostics: [] });
  });

  test("are joined, negated ones as such", () => {
    const { predicate } = lowerFilters(
      [{ query: { term: { "user.name": "a" } } }, { meta: { negate: true }, exists: { field: "host.id" } }],
      builtIn,
      nowhere,
    );
    expect(predicate && printPredicate(predicate)).toBe('(user.name == "a" and not exists(host.id))');
  });

  test("faults stand at the nearest place that is known", () => {
    const source = createSource("rule.toml", "filters go here");
    const { diagnostics } = lowerFilters([{ query: { bool: { must: [{ geo_shape: {} }] } } }], builtIn, (path) =>
      path === "0.query" ? { source, span: span(8, 10) } : undefined,
    );
    expect(diagnostics[0]?.location).toMatchObject({ file: "rule.toml", line: 1, column: 9 });
  });
});
