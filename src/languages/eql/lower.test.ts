import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import { defaultFields, mappingFields } from "../../event/schema.ts";
import { printPredicate } from "../../plan/print.ts";
import type { LowerEnv, Lowered } from "../language.ts";
import { eql } from "./index.ts";

const mapped: LowerEnv = {
  fields: mappingFields({
    "@timestamp": { type: "date" },
    event: { properties: { category: { type: "keyword" } } },
    name: { type: "keyword" },
    low: { type: "keyword", normalizer: "lowercase" },
    pid: { type: "long" },
    load: { type: "double" },
    on: { type: "boolean" },
    addr: { type: "ip" },
    note: { type: "text", fields: { raw: { type: "keyword" } } },
    plain: { type: "text" },
  }),
};
const builtIn: LowerEnv = { fields: defaultFields() };

const lower = (text: string, env: LowerEnv): Lowered => eql.lower(eql.parse(createSource("query", text)), env);

function where(condition: string, env = mapped): string {
  const { plan, diagnostics } = lower(`any where ${condition}`, env);
  if (plan?.root.kind !== "filter") return diagnostics.map((d) => d.message).join("; ");
  return printPredicate(plan.root.where);
}

// biome-ignore format: table
const PREDICATES: readonly (readonly [string, string])[] = [
  // Equality is exact; the star is a star.
  ['name == "a*"',                      'name == "a*"'],
  ['name != "a"',                       'not name == "a"'],
  ['"a" == name',                       'name == "a"'],
  ["name == 5",                         'name == "5"'],
  ["name == 5.0",                       'name == "5.0"'],
  ["pid == -1",                         "pid:long == -1"],
  ["pid == 9007199254740993",           'pid:long == "9007199254740993"'],
  ["load == 1.5",                       "load:double == 1.5"],
  // Ranges; a literal on the left is moved to the right.
  ["pid > 5",                           "pid:long > 5"],
  ["5 >= pid",                          "pid:long <= 5"],
  ['name >= "b"',                       'name >= "b"'],
  ["pid > 100 and pid < 200",           "(pid:long > 100 and pid:long < 200)"],
  // Lists.
  ['name in ("a", "b")',                'name in ("a", "b")'],
  ['name not in ("a", "b")',            'not name in ("a", "b")'],
  ['name in~ ("a", null)',              'name =~ "a"'],
  ["pid in (1, 2 + 1)",                 "pid:long in (1, 3)"],
  ['addr in ("::1", "10.0.0.0/8")',     '(addr:ip == "::1" or addr:ip in blocks (10.0.0.0/8))'],
  // Patterns: a backslash is a character; without wildcards they are terms.
  ['name : "A"',                        'name =~ "A"'],
  ['name : "*\\\\cmd.exe"',             'name like~ ("*\\\\\\\\cmd.exe")'],
  ['name : ("a*", "b\\\\c")',           'name like~ ("a*", "b\\\\\\\\c")'],
  ['name : ("a", "b")',                 'name in~ ("a", "b")'],
  ['name like "a?"',                    'name like ("a?")'],
  ['name like ("a", "b")',              'name in ("a", "b")'],
  ['name like~ "a*"',                   'name like~ ("a*")'],
  ['low like "A*"',                     'low like ("a*")'],
  ['name : "*"',                        'name like~ ("*")'],
  ['name regex "a.*"',                  'name regex ("a.*")'],
  ['name regex~ ("a.*", "b")',          'name regex~ ("a.*", "b")'],
  ['wildcard(name, "a*", "b")',         'name like ("a*", "b")'],
  ['wildcard~(name, "a*") == true',     'name like~ ("a*")'],
  // Null.
  ["name == null",                      "not exists(name)"],
  ["null != pid",                       "exists(pid:long)"],
  ["plain == null",                     "not exists(plain:text)"],
  // Booleans.
  ["on",                                "on:boolean == true"],
  ["not on",                            "not on:boolean == true"],
  ["on == false",                       "on:boolean == false"],
  ["on != true",                        "not on:boolean == true"],
  // Text fields are compared by their exact sub-field.
  ['note : "A*"',                       'note.raw like~ ("A*")'],
  ["length(note) > 1",                  "script((length(note.raw) > 1))"],
  // Dates are rounded to the unit they are written in.
  ['@timestamp == "2024-01-01"',        '@timestamp:date >= "2024-01-01" and @timestamp:date < "2024-01-02T00:00:00.000Z"'],
  ["@timestamp > 1516116808349",        "@timestamp:date > 1516116808349"],
  ['@timestamp >= "now-1h/h"',          "@timestamp:date >= now-1h/h"],
  // Addresses.
  ['addr == "10.0.0.1"',                'addr:ip == "10.0.0.1"'],
  ['addr == "10.0.0.0/8"',              "addr:ip in blocks (10.0.0.0/8)"],
  ['cidrMatch(addr, "10.6.48.157/8", "::1")', "addr:ip in blocks (10.6.48.157/8, ::1)"],
  // Functions on a bare field with a constant; only startsWith is literal.
  ['startsWith(name, "a*")',            'name starts "a*"'],
  ['startsWith~(name, "")',             'name starts~ ""'],
  ['endsWith(name, "a*b")',             'name like ("*a*b")'],
  ['ENDSWITH~(name, "a\\\\")',          'name like~ ("*a\\\\\\\\")'],
  ['stringContains(name, "a?")',        'name like ("*a?*")'],
  ['stringContains~(string(name), "")', 'name like~ ("**")'],
  ['startsWith(note, concat("a", 1))',  'note.raw starts "a1"'],
  // `== true` and the like are the condition itself, or its negation.
  ['cidrMatch(addr, "::1") == true',    "addr:ip in blocks (::1)"],
  ['true != cidrMatch(addr, "::1")',    "not addr:ip in blocks (::1)"],
  ['cidrMatch(addr, "::1") == false',   "not addr:ip in blocks (::1)"],
  ["(pid > 1) != false",                "pid:long > 1"],
  // All else runs as a script, inside of `and`, `or` and `not`.
  ["length(name) > 10",                 "script((length(name) > 10))"],
  ["10 < length(name)",                 "script((length(name) > 10))"],
  ["not length(name) == 3 or on",       "(not script((length(name) == 3)) or on:boolean == true)"],
  ["length(name) != 3",                 "script((length(name) != 3))"],
  ['substring(name, -4) : ".exe"',      'script((substring(name, -4) like~ (".exe")))'],
  ['string(pid) in~ ("1*")',            'script((string(pid:long) in~ ("1*")))'],
  ['string(pid) not in ("1")',          'not script((string(pid:long) in ("1")))'],
  ['string(pid) regex """\\d+"""',      'script((string(pid:long) regex ("\\\\d+")))'],
  ['string(cidrMatch(addr, "::1")) : "true"', 'script((string(cidrMatch(addr:ip, "::1")) like~ ("true")))'],
  ["endsWith~(name, low)",              "script(endsWith~(name, low))"],
  ['indexOf(name, "x") == null',        'script((indexOf(name, "x") is null))'],
  ['indexOf(name, "x") != null',        'not script((indexOf(name, "x") is null))'],
  ["null == (pid > -1)",                "script(((pid:long > -1) is null))"],
  ["pid + 1 == 83",                     "script(((pid:long + 1) == 83))"],
  ["83 - pid == 1",                     "script(((83 - pid:long) == 1))"],
  ["pid + ((1 + 3) * 2 / (3 - 1)) * 2 == 54", "script(((pid:long + 8) == 54))"],
  ["add(0, 1) == pid",                  "pid:long == 1"],
  ['pid == number("0x32", 16)',         "pid:long == 50"],
  // Constants are computed.
  ["0 == 0",                            "true"],
  ['"a" < "b" and 2 > 10',              "false"],
  ['startsWith~("explorer.exe", "EXP") and on', "on:boolean == true"],
  ['1 in (1, 2) or on',                 "true"],
  ["modulo(11, 10) == pid",             "pid:long == 1"],
  ['name == concat("a", 5.0, "b", true)', 'name == "a5.0btrue"'],
];

test.each(PREDICATES)("%s", (condition, expected) => {
  expect(where(condition)).toBe(expected);
});

/** Optional fields that an explicit mapping does not have are the literal null. */
// biome-ignore format: table
const NULL_FOLDING: readonly (readonly [string, string])[] = [
  ["?f == null",                        "true"],
  ["?f != null",                        "false"],
  ['?f == "x"',                         "false"],
  ['?f != "x"',                         "true"],
  ['not ?f == "x"',                     "true"],
  ["?f == ?g",                          "true"],
  // Deviation (see null-text.ts): beside a field that the mapping lacks, the text "null" is the literal.
  ['?f == "null"',                      "true"],
  ['"null" == ?f',                      "true"],
  ['?f != "null"',                      "false"],
  ['not ?f == "null" or on',            "on:boolean == true"],
  ['(?f == "null") == true',            "true"],
  ['string(?f == "null") == "true"',    'script((string((null is null)) == "true"))'],
  ['?f == "NULL"',                      "false"],
  ['?f == "null "',                     "false"],
  ['?f != "nil"',                       "true"],
  ['?f : "null"',                       "false"],
  ['?f in ("null")',                    "false"],
  ['?f > "null" or on',                 "on:boolean == true"],
  ['?name == "null"',                   'name == "null"'],
  ['length(?f) == "null"',              "false"],
  ["?f",                                "false"],
  ["not ?f",                            "false"],
  ['?f : "x"',                          "false"],
  ['not ?f : "x"',                      "false"],
  ['not ?f like "x" or on',             "on:boolean == true"],
  ['not ?f : "x" and on',               "false"],
  ['?f in ("x") or on',                 "on:boolean == true"],
  ["not ?f > 1",                        "false"],
  ["length(?f) == 1 or on",             "on:boolean == true"],
  ["not length(?f) == 1",               "false"],
  ["length(?f) == null",                "true"],
  ["?f + 1 == null",                    "true"],
  ["name == ?f",                        "not exists(name)"],
  ["concat(name, null) == null",        "true"],
  ['concat(name, ?f) != "x" or on',     "on:boolean == true"],
  ["indexOf(name, \"x\", ?f) == 0",     'script((indexOf(name, "x", null) == 0))'],
  ["null",                              "false"],
  ["null or on",                        "on:boolean == true"],
  ["null and on",                       "false"],
  ['?pid == 1',                         "pid:long == 1"],
];

test.each(NULL_FOLDING)("unmapped optional fields: %s", (condition, expected) => {
  expect(where(condition)).toBe(expected);
});

test("null written as a text is told", () => {
  expect(lower('any where ?f == "null" or ?name == "null"', mapped).diagnostics).toMatchObject([
    { code: "T2060", severity: "warning", hint: "write `null`", span: { start: 16, end: 22 } },
  ]);
  expect(lower('any where ?f.g == "null"', builtIn).diagnostics).toEqual([]);
});

describe("without a mapping", () => {
  test("an optional field that nothing knows is a field that may be absent, without a word", () => {
    expect(where('not ?nosuch.field : "x"', builtIn)).toBe('not nosuch.field:unknown =~ "x"');
    expect(lower('any where ?nosuch.field == "x"', builtIn).diagnostics).toEqual([]);
  });

  test("an unknown field is judged by its values, with a warning once a query; an error when strict", () => {
    const query = 'any where proces.name == "x" or proces.name == "y"';
    const { plan, diagnostics } = lower(query, builtIn);
    expect(plan).toBeDefined();
    expect(diagnostics).toMatchObject([{ code: "T6001", severity: "warning", hint: "did you mean `process.name`?" }]);
    expect(lower(query, { ...builtIn, strict: true })).toMatchObject({ diagnostics: [{ code: "T6001", severity: "error" }] });
    expect(lower(query, { ...builtIn, strict: true }).plan).toBeUndefined();
  });

  test("a text field without exact values is compared raw, with a warning", () => {
    expect(where('message : "a*"', builtIn)).toBe('message like~ ("a*")');
    expect(lower('any where message : "a*"', builtIn).diagnostics).toMatchObject([{ code: "T2055", severity: "warning" }]);
  });
});

describe("categories", () => {
  test("are exact terms in front of the condition", () => {
    const { plan } = lower("Process where on and pid == 1", mapped);
    expect(plan?.root.kind === "filter" && printPredicate(plan.root.where)).toBe(
      '(event.category == "Process" and on:boolean == true and pid:long == 1)',
    );
  });

  test("are read from the field of the environment", () => {
    const { plan } = lower("p where true", { ...mapped, categoryField: "name" });
    expect(plan?.root.kind === "filter" && printPredicate(plan.root.where)).toBe('name == "p"');
    expect(lower("p where true", { ...mapped, categoryField: "kind" }).diagnostics).toMatchObject([{ code: "T6001", severity: "error" }]);
    expect(lower("any where true", { ...mapped, categoryField: "kind" }).diagnostics).toEqual([]);
  });

  test("every predicate knows its text", () => {
    const text = 'process where name == "a" and not pid == 1';
    const { plan } = lower(text, mapped);
    const root = plan?.root.kind === "filter" && plan.root.where.kind === "and" ? plan.root.where.items : [];
    expect(root.map((item) => text.slice(item.at?.start, item.at?.end))).toEqual(["process", 'name == "a"', "not pid == 1"]);
  });
});

describe("sequences and samples", () => {
  test("runs are written out, keys of the sequence come first, times are milliseconds", () => {
    const text =
      "sequence by name, ?nosuch with maxspan=2h [any where on] by pid with runs=2 ![any where false] by pid until [any where true] by ?pid | head 2 + 3 | tail 1";
    const { plan, diagnostics } = lower(text, mapped);
    expect(diagnostics).toEqual([]);
    const key = (name: string, optional = false) => ({ field: { name }, optional });
    const keys = [key("name"), { field: null, optional: true }, key("pid")];
    expect(plan).toMatchObject({
      root: {
        kind: "sequence",
        maxspan: 7_200_000,
        stages: [
          { keys, missing: false },
          { keys, missing: false },
          { keys, missing: true, where: { kind: "none" } },
        ],
        until: { keys: [keys[0], keys[1], key("pid", true)], where: { kind: "all" } },
      },
      pipes: [
        { kind: "head", count: 5 },
        { kind: "tail", count: 1 },
      ],
    });
  });

  test("text keys are their exact sub-fields, numbers join with numbers", () => {
    const { plan, diagnostics } = lower("sample [any where on] by note, pid [any where true] by name, load", mapped);
    expect(diagnostics).toEqual([]);
    expect(plan).toMatchObject({ root: { kind: "sample", stages: [{ keys: [{ field: { name: "note.raw" } }, {}] }, {}] } });
  });

  test("a plan is JSON", () => {
    const { plan } = lower('sequence by pid [any where length(name) > 1] [any where name : "a*" and pid == 9007199254740993]', mapped);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});
