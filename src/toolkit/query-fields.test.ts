import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mappingFields } from "../event/schema.ts";
import { compileQuery, type QueryOptions } from "./query.ts";
import { isQueryError } from "./query-error.ts";

const mapping = {
  "@timestamp": { type: "date" },
  id: { type: "long" },
  kind: { type: "keyword" },
  addr: { type: "ip" },
  closed: { dynamic: "false", properties: { known: { type: "keyword" } } },
};

type Doc = { readonly id: number; readonly [key: string]: unknown };

/** Documents with ids from 1 and times to match. */
const docs = (...documents: object[]): Doc[] =>
  documents.map((document, i) => ({ "@timestamp": i, kind: "process", ...document, id: i + 1 }));

const options: QueryOptions = { mapping, eventCategoryField: "kind", size: Number.POSITIVE_INFINITY };

/** Ids of the events found; of a sequence's, −1 for a missing one. Codes of the errors where the search throws. */
function found(language: string, text: string, documents: readonly Doc[], more: QueryOptions = {}): (number | string)[] {
  try {
    const result = compileQuery(language, text, { ...options, ...more }).search(documents);
    return "events" in result
      ? result.events.map(({ id }) => id)
      : result.sequences.flatMap(({ events }) => events.map((event) => event?.id ?? -1));
  } catch (error) {
    if (!isQueryError(error)) throw error;
    return error.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  }
}

const CODES_AT_ONCE = (text: string): string[] => {
  try {
    compileQuery("eql", text, options);
    return [];
  } catch (error) {
    return isQueryError(error) ? error.diagnostics.map(({ code }) => code) : ["no query error"];
  }
};

const LONG = "x".repeat(300);
const DOCUMENTS = docs(
  { user: "root", pid: 4, "process.entity_id": 512, tags: ["a", "b"], note: "Quick brown fox" },
  { user: "Root", pid: "17", process: { entity_id: 512 }, tags: "b", note: LONG },
  { pid: 3.9, load: 0.5, seen: "2024-05-01", ok: true, "closed.more": "x", closed: { known: "k" } },
  { load: 2, seen: "2024-05-02T10:00:00Z", ok: "false" },
);

describe("fields that only the documents have", () => {
  // biome-ignore format: table
  const cases: readonly [language: string, query: string, expected: (number | string)[]][] = [
    // Strings are text with an exact sub-field, which EQL uses; values past 256 characters are not in it.
    ["eql", 'process where user == "root"',                        [1]],
    ["eql", 'process where user : "ROOT"',                         [1, 2]],
    ["eql", 'process where user.keyword == "Root"',                [2]],
    ["eql", 'process where user != "root"',                        [2, 3, 4]],
    ["eql", 'process where note : "quick"',                        []],
    ["eql", 'process where note : "quick*"',                       [1]],
    ["eql", `process where note == "${LONG}"`,                     []],
    ["eql", "process where note != null",                          [1, 2]],
    ["eql", "process where length(user) == 4",                     [1, 2]],
    // The first value says long: a text is read as a number, a fraction is cut off.
    ["eql", "process where pid > 3",                               [1, 2]],
    ["eql", "process where pid == 3",                              [3]],
    ["eql", 'process where pid : "4"',                             ["T2051"]],
    ["eql", "process where load >= 0.5",                           [3, 4]],
    ["eql", 'process where seen < "2024-05-02"',                   [3]],
    ["eql", "process where ok",                                    [3]],
    ["eql", "process where ok == false",                           [4]],
    ["eql", "sequence by process.entity_id [any where pid == 4] [any where true]", [1, 2]],
    ["eql", "sequence by tags [any where true] [any where true]",  [1, 2]],
    ["eql", "process where process == 1",                          ["T2054"]],
    // A name that no document has is unknown, where dynamic mapping is off too.
    ["eql", "process where nosuch == 1",                           ["T6001"]],
    ["eql", 'process where closed.more == "x"',                    ["T6001"]],
    ["eql", 'process where closed.known == "k"',                   [3]],
    // Optional fields: ordinary where a document has them, else null.
    ["eql", 'process where ?user == "root"',                       [1]],
    ["eql", 'process where not ?user : "root"',                    [3, 4]],
    ["eql", 'process where not ?nosuch : "root"',                  []],
    ["eql", "process where ?nosuch == null and ?user == null",     [3, 4]],
    ["eql", "process where ?nosuch == ?either",                    [1, 2, 3, 4]],
    ["eql", "process where ?user == ?pid",                         ["T2052"]],
    ["eql", 'process where ?closed.more == "x"',                   []],
    ["eql", "sequence by ?nosuch [any where user != null] [any where ok]", [2, 3]],
    // KQL and Lucene go by the mapping alone.
    ["kql", "user: root",                                          []],
    ["kql", "pid >= 4",                                            []],
    ["kql", "not user: root",                                      [1, 2, 3, 4]],
    ["kql", "us*: Root",                                           []],
    ["kql", "closed.*: k",                                         [3]],
    ["lucene", "user:root OR pid:[4 TO *]",                        []],
    ["lucene", "_exists_:load OR ok:true",                         []],
  ];
  test.each(cases)("%s: %s", (language, query, expected) => {
    expect(found(language, query, DOCUMENTS)).toEqual(expected);
  });
});

describe("what is told when", () => {
  test("an unknown field stands in the diagnostics as an error, and the query waits for documents", () => {
    const query = compileQuery("eql", "process where usr == 1 and ?opt == 2", options);
    expect(query.diagnostics).toMatchObject([{ code: "T6001", severity: "error" }]);
    expect(query.unmapped).toEqual(["usr", "opt"]);
    expect(query.search(docs({ usr: 1, opt: 2 }, { usr: 1 }))).toMatchObject({ events: [{ id: 1 }] });
    expect(() => query.search([])).toThrow(/Unknown column \[usr\]/);
  });

  test("nothing is open when the mapping has every field", () => {
    expect(compileQuery("eql", 'process where kind == "a"', options)).toMatchObject({ diagnostics: [], unmapped: [] });
    expect(compileQuery("kuery", "nosuch: 1 and free", options).unmapped).toEqual([]);
  });

  test("every other error is thrown at once, with the unknown fields", () => {
    expect(CODES_AT_ONCE("process where nosuch == 1 and id == kind")).toEqual(["T6001", "T2052"]);
    expect(CODES_AT_ONCE("process where nosuch == id")).toEqual(["T6001", "T2052"]);
    expect(CODES_AT_ONCE("process where nosuch > 1 and kind > length(id)")).toContain("T2051");
    expect(CODES_AT_ONCE("process where closed.more == 1")).toEqual(["T6001"]);
    expect(CODES_AT_ONCE("process where nosuch == 1 and ?opt : 1")).not.toEqual([]);
    expect(CODES_AT_ONCE("process where nosuch == 1")).toEqual([]);
    expect(CODES_AT_ONCE("process where ?a == ?b")).toEqual([]);
  });

  test("a category field that the mapping lacks is looked for too", () => {
    const documents = docs({ type: "process" }, { type: "file" });
    expect(found("eql", "process where true", documents, { eventCategoryField: "type" })).toEqual([1]);
    expect(found("eql", "process where true", documents, { eventCategoryField: undefined })).toEqual(["T6001"]);
    expect(found("eql", "any where true", documents, { eventCategoryField: undefined })).toEqual([1, 2]);
  });
});

describe("documents", () => {
  test("decide anew in each search", () => {
    const query = compileQuery("eql", "any where value == 7", options);
    expect(query.search(docs({ value: 7 }, { value: "7" }))).toMatchObject({ events: [{ id: 1 }, { id: 2 }] });
    expect(() => query.search(docs({ value: { inner: 7 } }))).toThrow(/unsupported type \[object\]/);
    expect(query.search(docs({ value: "7" }, { value: 7 }))).toMatchObject({ events: [{ id: 1 }, { id: 2 }] });
    expect(query.search(docs({ value: 7.5 }, { value: 7 }))).toMatchObject({ events: [{ id: 2 }] });
  });

  test("may be read only once: generators and the values of a map", () => {
    function* generate(): Generator<Doc> {
      yield* docs({ value: 1 }, { value: 2 });
    }
    const query = compileQuery("eql", "any where value > 0", options);
    const [third] = docs({ value: 3 });
    const result = query.search(generate(), new Map([["a", third as Doc]]).values());
    expect("events" in result && result.events.map((event) => event["value"])).toEqual([1, 3, 2]);
    expect("events" in result && result.events[1]).toBe(third);
    const settled = compileQuery("eql", "any where id > 0", options);
    expect(settled.search(generate())).toMatchObject({ events: [{ id: 1 }, { id: 2 }] });
  });

  test("have metadata beside their fields", () => {
    const documents = docs({ _id: "a", _index: "logs-1", _version: 3, x: 1 }, { _id: "b", _index: "logs-2", x: "b" });
    expect(found("eql", 'any where _id == "b" or x == 1', documents)).toEqual([1, 2]);
    expect(found("eql", 'any where _index like "logs-*" and _version == 3', documents)).toEqual([1]);
    expect(found("kql", "_id: a", documents)).toEqual([1]);
    expect(found("kql", "*: b", documents)).toEqual(found("kql", "b", documents));
  });

  test("a mapped type stays, whatever the values are", () => {
    const documents = docs({ addr: "10.0.0.1" }, { addr: "no address" }, { addr: 5 });
    expect(found("eql", 'any where cidrMatch(addr, "10.0.0.0/8")', documents)).toEqual([1]);
    expect(found("eql", "any where addr != null", documents)).toContain(1);
    expect(found("eql", "sequence by addr [any where true] [any where true]", documents)).toEqual([]);
  });
});

test("a tiebreaker that the mapping lacks orders by its values' type", () => {
  const documents = [10, 9, 1].map((tie, i) => ({ "@timestamp": 0, id: i + 1, kind: "process", tie }));
  expect(found("eql", "any where true", documents, { tiebreakerField: "tie" })).toEqual([3, 2, 1]);
});

test("an explicit table of fields learns as a mapping does", () => {
  expect(found("eql", "any where x == 1", docs({ x: 1 }), { fields: mappingFields(mapping) })).toEqual([1]);
});

test("learning a field gives what mapping it gives", () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom("a", "b", "1", "2"), fc.boolean(), fc.constant(null));
  const values = fc.array(fc.oneof(value, fc.array(value, { maxLength: 3 })), { minLength: 1, maxLength: 6 });
  const conditions = ["== 1", "!= 1", "> 0", "== null", "in (1, 2)"];
  fc.assert(
    fc.property(values, fc.constantFrom(...conditions), (list, condition) => {
      const documents = docs({ x: 0 }, ...list.map((x) => ({ x })));
      const mapped = { ...options, mapping: { ...mapping, x: { type: "long" } } };
      expect(found("eql", `any where x ${condition}`, documents)).toEqual(found("eql", `any where x ${condition}`, documents, mapped));
    }),
  );
});
