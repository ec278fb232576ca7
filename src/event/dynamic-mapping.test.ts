import { describe, expect, test } from "vitest";
import { dynamicFields, type WantedFields } from "./dynamic-mapping.ts";
import type { FieldType } from "./field-type.ts";
import type { Json, JsonObject } from "./json.ts";
import { defaultFields, mappingFields } from "./schema.ts";

const TABLE = mappingFields({
  known: { type: "keyword" },
  partly: { properties: { known: { type: "long" } } },
  closed: { dynamic: "strict", properties: { open: { type: "object", dynamic: true } } },
  off: { dynamic: false },
  unread: { type: "object", enabled: false },
  late: { dynamic: "runtime" },
  some: { type: "nested", properties: { deeper: { properties: {} } } },
});

const named = (...names: string[]): WantedFields => ({ names: new Set(names), all: false });
const ALL: WantedFields = { names: new Set(), all: true };

/** `name:kind`, with what else is worth knowing. */
function shown(wanted: WantedFields, ...documents: JsonObject[]): string[] {
  const show = ({ name, kind, ...more }: FieldType): string =>
    [
      `${name}:${kind}`,
      more.path === name ? "" : `of ${more.path}`,
      more.ignoreAbove ?? "",
      more.nested && `in ${more.nested}`,
      ...(more.formats ?? []),
    ]
      .filter((part) => part !== "" && part !== undefined)
      .join(" ");
  return dynamicFields(TABLE, wanted, documents).map(show);
}

const TEXT = ["f:text", "f.keyword:keyword of f 256"];

describe("the first value decides", () => {
  // biome-ignore format: table
  const cases: readonly [what: string, values: JsonObject[string][], fields: string[]][] = [
    ["a string",                           ["a"],                           TEXT],
    ["an empty string",                    [""],                            TEXT],
    ["a whole number",                     [1],                             ["f:long"]],
    ["a fraction",                         [1.5],                           ["f:float"]],
    ["a number past a long",               [1e19],                          ["f:float"]],
    ["a boolean",                          [false],                         ["f:boolean"]],
    ["an object",                          [{ a: 1 }],                      ["f:object"]],
    ["an empty object",                    [{}],                            ["f:object"]],
    ["an array",                           [[1, "a"]],                      ["f:long"]],
    ["an array that begins with nulls",    [[null, [null, true]]],          ["f:boolean"]],
    ["nothing before",                     [null, [], [null], 5],           ["f:long"]],
    ["a string, then a number",            ["a", 5],                        TEXT],
    ["a number, then a string",            [5, "a"],                        ["f:long"]],
    ["null only",                          [null, []],                      []],
    ["a date",                             ["2024-05-01"],                  ["f:date"]],
    ["a date with a time",                 ["2024-05-01T10:00:00.123+02:00"], ["f:date"]],
    ["a month",                            ["2024-05"],                     ["f:date"]],
    ["a date with slashes",                ["2024/05/01"],                  ["f:date yyyy/MM/dd HH:mm:ss||yyyy/MM/dd"]],
    ["a date with slashes and a time",     ["2024/05/01 10:00:00"],         ["f:date yyyy/MM/dd HH:mm:ss||yyyy/MM/dd"]],
    ["a number written as text",           ["1"],                           TEXT],
    ["a year",                             ["2024"],                        TEXT],
    ["no date that there is",              ["2024-02-30"],                  TEXT],
    ["a date in another form",             ["01-05-2024"],                  TEXT],
    ["a version",                          ["1.2.3"],                       TEXT],
  ];
  test.each(cases)("%s", (_, values, fields) => {
    expect(shown(named("f"), ...values.map((f) => ({ f })))).toEqual(fields);
  });
});

describe("names", () => {
  test("in every spelling", () => {
    expect(shown(named("a.b.c"), { a: { b: { c: 1 } } })).toEqual(["a.b.c:long"]);
    expect(shown(named("a.b.c"), { "a.b": { c: 1 } })).toEqual(["a.b.c:long"]);
    expect(shown(named("a.b.c"), { a: [{ "b.c": null }, { "b.c": 1.5 }] })).toEqual(["a.b.c:float"]);
    expect(shown(named("a"), { "a.b.c": 1 })).toEqual(["a:object"]);
  });

  test("a sub-field of a string that the query names alone", () => {
    expect(shown(named("f.keyword"), { f: "a" })).toEqual(TEXT);
    expect(shown(named("f.keyword"), { f: { keyword: 1 } })).toEqual(["f:object", "f.keyword:long"]);
    expect(shown(named("f.keyword"), { f: 1 })).toEqual(["f:long"]);
    expect(shown(named("known.keyword"), { known: "a" })).toEqual([]);
  });

  test("only those wanted that the mapping lacks", () => {
    const document = { known: "a", other: 1, partly: { known: 2, more: 3 } };
    expect(shown(named("known", "partly", "partly.known", "partly.more", "absent"), document)).toEqual(["partly.more:long"]);
  });

  test("all of them, metadata apart", () => {
    const document = { _id: "1", _index: "i", known: "a", b: [{ c: null }, { c: 1 }, { c: "x" }], a: { "x.y": true }, e: {} };
    expect(shown(ALL, document, { late: 1 })).toEqual(["a.x.y:boolean", "b.c:long"]);
  });

  test("of prototypes are names like others", () => {
    expect(shown(named("constructor", "__proto__.x"), {})).toEqual([]);
    expect(shown(named("constructor"), { constructor: 1 })).toEqual(["constructor:long"]);
  });

  test("a deep document is no matter", () => {
    let deep: Json = 1;
    for (let i = 0; i < 20_000; i++) deep = [deep];
    let objects: JsonObject = { end: 1 };
    for (let i = 0; i < 20_000; i++) objects = { d: objects };
    expect(shown(ALL, { deep, objects })).toEqual(["deep:long"]);
  });
});

describe("dynamic of an object", () => {
  test("false, strict and not enabled add nothing; an inner true does", () => {
    const document = { off: { a: 1 }, closed: { a: 1, b: { c: 1 }, open: { a: 1 } }, unread: { a: 1 } };
    const wanted = named("off.a", "closed.a", "closed.b", "closed.b.c", "closed.open.a", "unread.a");
    expect(shown(wanted, document)).toEqual(["closed.open.a:long"]);
    expect(shown(ALL, document)).toEqual(["closed.open.a:long"]);
  });

  test("runtime makes keywords and doubles", () => {
    expect(shown(ALL, { late: { a: "x", b: 1.5, c: 1, d: "2024-05-01" } })).toEqual([
      "late.a:keyword",
      "late.b:double",
      "late.c:long",
      "late.d:date",
    ]);
  });

  test("a new field in a nested object lies there", () => {
    expect(shown(named("some.a", "some.deeper.b"), { some: [{ a: 1, deeper: { b: true } }] })).toEqual([
      "some.a:long in some",
      "some.deeper.b:boolean in some",
    ]);
  });
});

test("the table that is built in learns nothing", () => {
  expect(dynamicFields(defaultFields(), { names: new Set(["nosuch"]), all: true }, [{ nosuch: 1 }])).toEqual([]);
});
