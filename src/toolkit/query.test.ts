import { describe, expect, test } from "vitest";
import { ORIGIN } from "../event/origin.ts";
import { defaultFields } from "../event/schema.ts";
import { compileQuery, type QueryOptions } from "./query.ts";
import { isQueryError, type QueryError } from "./query-error.ts";

const mapping = {
  "@timestamp": { type: "date" },
  seen: { type: "date" },
  tie: { type: "long" },
  id: { type: "long" },
  host: { type: "keyword" },
  kind: { type: "keyword" },
  event: { properties: { category: { type: "keyword" } } },
};

interface Doc {
  readonly id: number;
  readonly [key: string]: unknown;
}

const doc = (id: number, time: unknown, more: object = {}): Doc => ({
  id,
  ...(time !== undefined && { "@timestamp": time }),
  event: { category: "process" },
  ...more,
});

function ids(text: string, documents: readonly Doc[], options: QueryOptions = {}, language = "eql"): (number | null)[] {
  const result = compileQuery(language, text, { mapping, ...options }).search(documents);
  return "events" in result
    ? result.events.map(({ id }) => id)
    : result.sequences.flatMap(({ events }) => events.map((event) => event?.id ?? null));
}

function fault(text: string, options: QueryOptions = {}, language = "eql"): QueryError | undefined {
  try {
    compileQuery(language, text, { mapping, ...options });
    return undefined;
  } catch (error) {
    if (isQueryError(error)) return error;
    throw error;
  }
}

describe("compileQuery", () => {
  test("gives documents back as the same objects, oldest first", () => {
    const documents = [doc(2, "2024-01-02"), doc(1, "2024-01-01"), doc(3, 1704240000000)];
    const result = compileQuery("eql", "process where true", { mapping }).search(documents);
    expect("events" in result && result.events.map((event) => documents.indexOf(event))).toEqual([1, 0, 2]);
  });

  test("takes several lists and anything iterable, as often as asked", () => {
    const query = compileQuery("eql", "any where true", { mapping });
    const some = new Set([doc(1, 1), doc(2, 2)]);
    expect(query.search(some, [doc(3, 3)])).toMatchObject({ events: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    expect(query.search(some)).toMatchObject({ events: [{ id: 1 }, { id: 2 }] });
    expect(query.search([])).toEqual({ events: [] });
  });

  test("keeps the newest ten by default, the first with head, all without a limit", () => {
    const documents = Array.from({ length: 12 }, (_, i) => doc(i, i));
    expect(ids("any where true", documents)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(ids("any where true | head 3", documents)).toEqual([0, 1, 2]);
    expect(ids("any where true", documents, { size: 2 })).toEqual([10, 11]);
    expect(ids("any where true", documents, { size: 0 })).toEqual([]);
    expect(ids("any where true", documents, { size: Number.POSITIVE_INFINITY })).toHaveLength(12);
  });

  test("breaks ties by the tiebreaker, then by origin, then as documents come", () => {
    const stream = { input: 0, member: 0, file: "a" };
    const documents = [
      doc(4, 1, { tie: 9, [ORIGIN]: { stream, offset: 2 } }),
      doc(3, 1, { tie: 9, [ORIGIN]: { stream, offset: 1 } }),
      doc(2, 1, { tie: 2 }),
      doc(5, 1),
      doc(6, 1),
    ];
    expect(ids("any where true", documents, { tiebreakerField: "tie" })).toEqual([2, 3, 4, 5, 6]);
  });

  test("orders and spans by timestampField", () => {
    const documents = [doc(1, 1, { seen: 9_000 }), doc(2, 2, { seen: 1_000 })];
    expect(ids("any where true", documents, { timestampField: "seen" })).toEqual([2, 1]);
    const text = "sequence with maxspan=5s [any where id > 0] [any where id > 0]";
    expect(ids(text, documents)).toEqual([1, 2]);
    expect(ids(text, documents, { timestampField: "seen" })).toEqual([]);
  });

  test("without a readable time: last among events, never in a sequence, welcome in a sample", () => {
    const documents = [doc(3, undefined, { host: "h" }), doc(1, 1, { host: "h" }), doc(2, "later", { host: "h" })];
    expect(ids("any where true", documents)).toEqual([1, 3, 2]);
    expect(ids("sequence [any where true] [any where true]", documents)).toEqual([]);
    expect(ids("sample by host [any where id == 3] [any where id == 1]", documents)).toEqual([3, 1]);
  });

  test("a sequence: join keys as text, null where an event is missing", () => {
    const documents = [doc(1, 1, { host: "a" }), doc(2, 2, { host: "a" })];
    const query = compileQuery("eql", "sequence by host, id with maxspan=1m [any where id == 1] ![any where id == 9]", { mapping });
    expect(query.search(documents)).toEqual({ sequences: [{ joinKeys: ["a", "1"], events: [documents[0], null] }] });
  });

  test("samples: the first in order of key, as many of a key as asked for", () => {
    const documents = [doc(1, 1, { host: "b" }), doc(2, 2, { host: "b" }), doc(3, 3, { host: "a" }), doc(4, 4, { host: "a" })];
    const text = "sample by host [any where true] [any where true]";
    expect(ids(text, documents)).toEqual([3, 4, 1, 2]);
    expect(ids(text, documents, { size: 1 })).toEqual([3, 4]);
    expect(ids(text, documents, { maxSamplesPerKey: 2 })).toEqual([3, 4, 4, 3, 1, 2, 2, 1]);
  });

  test("the category field is as asked for", () => {
    expect(ids("process where true", [doc(1, 1, { kind: "process", event: {} }), doc(2, 2)], { eventCategoryField: "kind" })).toEqual([1]);
  });

  test("KQL by either name, and Lucene", () => {
    const documents = [doc(1, 1, { host: "a" }), doc(2, 2, { host: "b" })];
    expect(ids("host: a", documents, {}, "kuery")).toEqual([1]);
    expect(ids("host: a", documents, {}, "kql")).toEqual([1]);
    expect(ids("host:b", documents, {}, "lucene")).toEqual([2]);
  });

  test("`now` is the clock handed in", () => {
    const documents = [doc(1, "2024-01-01T00:00:00Z"), doc(2, "2024-01-03T00:00:00Z")];
    expect(ids("@timestamp >= now-1d", documents, { now: Date.parse("2024-01-03T12:00:00Z") }, "kuery")).toEqual([2]);
  });
});

describe("a query that cannot be compiled", () => {
  test.each([
    ["eql", "process where id = 1"],
    ["eql", "process where id == host"],
    ["eql", "sequence [any where true]"],
    ["kuery", "host: (a"],
    ["cobol", "host: a"],
  ])("%s: %s", (language, text) => {
    const error = fault(text, {}, language);
    expect(error?.diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    expect(error?.message).toContain("query:1:");
  });

  // biome-ignore format: table
  test.each<[language: string, text: string, places: readonly string[]]>([
    ["eql",    'process where process.nmae = "x" and user.nmae : "y"', ["T2014 1:28", "T6001 1:15", "T6001 1:38"]],
    ["eql",    "process where process.pid == and user.nmae == 1",       ["T2001 1:30", "T6001 1:34"]],
    ["kuery",  "process.nmae: x and (user.nmae: y",                      ["T3002 1:21", "T6001 1:1", "T6001 1:22"]],
    ["kuery",  "process.name: (a b) ) or host.nmae: c",                  ["T3002 1:21", "T6001 1:26"]],
    ["kuery",  'proces.name == "x" and user.nmae: y',                    ["T3011 1:13", "T6001 1:24"]],
    ["kuery",  'process where process.nmae == "x"',                      ["T3012 1:1"]],
    ["lucene", "process.pid:abc AND (user.nmae:x",                       ["T4002 1:21", "T6002 1:1", "T6001 1:22"]],
  ])("%s: %s: what is wrong with the rest is told too, each once", (language, text, places) => {
    const told = fault(text, { fields: defaultFields() }, language)?.diagnostics.map(({ code, location }) => `${code} ${location?.line}:${location?.column}`);
    expect(told).toEqual(places);
  });

  test("with a mapping, fields that it lacks are told beside a fault of the text", () => {
    expect(
      fault('any where hots == "a" and host = "b"', { mapping: { host: { type: "keyword" } } })?.diagnostics.map(({ code }) => code),
    ).toEqual(["T2014", "T6001"]);
  });

  test("a size that is no count is a RangeError", () => {
    for (const size of [-1, 1.5, Number.NaN]) expect(() => compileQuery("eql", "any where true", { size })).toThrow(RangeError);
    expect(() => compileQuery("eql", "any where true", { maxSamplesPerKey: 0 })).toThrow(RangeError);
  });
});
