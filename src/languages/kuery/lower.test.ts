import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import { defaultFields, mappingFields } from "../../event/schema.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { printPredicate } from "../../plan/print.ts";
import type { LowerEnv, Lowered } from "../language.ts";
import { kuery } from "./index.ts";

const lower = (text: string, env: LowerEnv): Lowered => kuery.lower(kuery.parse(createSource("query", text)), env);
const told = ({ diagnostics }: Lowered): readonly string[] => diagnostics.map((d) => `${d.severity} ${d.code} ${d.message}`);
const where = ({ plan }: Lowered): Predicate | undefined => (plan?.root.kind === "filter" ? plan.root.where : undefined);

const builtIn: LowerEnv = { fields: defaultFields() };
const mapped: LowerEnv = {
  fields: mappingFields({
    name: { type: "keyword" },
    size: { type: "long" },
    addr: { type: "ip" },
    on: { type: "boolean" },
    at: { type: "date" },
    plain: { properties: { a: { type: "keyword" } } },
    items: {
      type: "nested",
      properties: { name: { type: "keyword" }, parts: { type: "nested", properties: { code: { type: "keyword" } } } },
    },
  }),
};

describe("fields that nothing knows", () => {
  test("match nothing under a mapping, with a warning", () => {
    const lowered = lower("nmae:x", mapped);
    expect(told(lowered)).toEqual(["warning T6001 Unknown field `nmae`: the mapping does not have it, so it matches nothing"]);
    expect(lowered.diagnostics[0]?.hint).toBe("did you mean `name`?");
    expect(where(lowered)).toMatchObject({ kind: "none" });
  });

  test("are judged by their values under the built-in table, with a warning", () => {
    const lowered = lower("process.nmae:x", builtIn);
    expect(told(lowered)).toEqual(["warning T6001 Unknown field `process.nmae`"]);
    expect(lowered.diagnostics[0]?.hint).toContain("`process.name`");
    expect(where(lowered)).toMatchObject({ kind: "term", field: { name: "process.nmae", kind: "unknown" }, value: "x" });
  });

  test("are errors when strict", () => {
    const lowered = lower("process.nmae:x", { ...builtIn, strict: true });
    expect(told(lowered)).toEqual(["error T6001 Unknown field `process.nmae`"]);
    expect(lowered.plan).toBeUndefined();
  });

  test("are told once for a query", () => {
    expect(told(lower("x.y:(a or b) or x.y:c", builtIn))).toHaveLength(1);
  });
});

// biome-ignore format: table
const BAD_VALUES: readonly (readonly [string, string])[] = [
  ["size:abc",       "T6002 `abc` cannot be a value of `size`, which is of type long: it matches nothing"],
  ["size:\"\"",      "T6002 `` cannot be a value of `size`, which is of type long: it matches nothing"],
  ["size > many",    "T6002 `many` cannot be a value of `size`, which is of type long: it matches nothing"],
  ["addr:10.0.0",    "T6002 `10.0.0` cannot be a value of `addr`, which is of type ip: it matches nothing"],
  ["addr:1.1.1.1/99", "T6002 `1.1.1.1/99` cannot be a value of `addr`, which is of type ip: it matches nothing"],
  ["on:yes",         "T6002 `yes` cannot be a value of `on`, which is of type boolean: it matches nothing"],
  ["at:soon",        "T6002 `soon` cannot be a value of `at`, which is of type date: it matches nothing"],
  ["at:nowhere",     "T6002 `nowhere` cannot be a value of `at`, which is of type date: it matches nothing"],
  ["plain:x",        "T6002 `x` cannot be a value of `plain`, which holds other fields: it matches nothing"],
  ["addr:10.*",      "T6003 `addr` is of type ip, on which wildcards cannot be used: it matches nothing"],
  ["size:1*",        "T6003 `size` is of type long, on which wildcards cannot be used: it matches nothing"],
  ["name:null",      "T3019 `null` matches nothing"],
];

test.each(BAD_VALUES)("%s is a warning and matches nothing", (query, message) => {
  const lowered = lower(query, mapped);
  expect(told(lowered)).toEqual([`warning ${message}`]);
  expect(where(lowered)).toMatchObject({ kind: "none" });
});

// biome-ignore format: table
const NESTING: readonly (readonly [string, string])[] = [
  ["items.name:x",                  "T3016 `items.name` is a nested field, but is not in a nested group with a matching path"],
  ["items:x",                       "T3016 `items` is a nested field, but is not in a nested group with a matching path"],
  ["plain:{ a:x }",                 "T3017 `plain.a` is not a nested field but is in nested group \"plain\" in the KQL expression"],
  ["plain:{ b:x }",                 "T3017 `plain` is not mapped as nested"],
  ["items:{ parts.code:x }",        "T3018 Nested field `items.parts.code` is being queried with the incorrect nested path of items. The correct path is items.parts"],
];

describe("nested groups", () => {
  test.each(NESTING)("%s is an error under a mapping", (query, message) => {
    const lowered = lower(query, mapped);
    expect(told(lowered)).toContainEqual(`error ${message}`);
    expect(lowered.plan).toBeUndefined();
  });

  test("inner names are relative to the path", () => {
    const { plan } = lower("items:{ parts:{ code:x } }", mapped);
    expect(plan?.root.kind === "filter" && printPredicate(plan.root.where)).toBe('items { items.parts { items.parts.code == "x" } }');
  });
});

describe("places", () => {
  test("every predicate carries the text it came from", () => {
    const query =
      'process.name:(a or b* and not "c") and not (source.ip:10.0.0.0/8 or message:foo ba*) and "free text" or event.ingested >= now-1d';
    const nodes = all(where(lower(query, builtIn)) as Predicate);
    expect(nodes.length).toBeGreaterThan(10);
    expect(nodes.filter((node) => node.at === undefined)).toEqual([]);
    const texts = nodes.map((node) => query.slice(node.at?.start, node.at?.end));
    expect(texts).toEqual(
      expect.arrayContaining(["a", "b*", 'not "c"', "source.ip:10.0.0.0/8", '"free text"', "event.ingested >= now-1d"]),
    );
  });
});

function all(predicate: Predicate): readonly Predicate[] {
  const below = "items" in predicate ? predicate.items : "item" in predicate ? [predicate.item] : [];
  return [predicate, ...below.flatMap(all)];
}
