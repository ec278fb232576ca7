import { describe, expect, test } from "vitest";
import { compileMatcher } from "../matcher/compile.ts";
import { compileEsqlText, type EsqlOptions, type EsqlResult } from "./esql-query.ts";
import { isQueryError } from "./query-error.ts";
import { compileQuery } from "./query.ts";

const run = (query: string, documents: readonly object[], options: EsqlOptions = {}): EsqlResult =>
  compileEsqlText(query, options).search(documents);
const names = ({ columns }: EsqlResult): string[] => columns.map(({ name }) => name);
const types = ({ columns }: EsqlResult): string[] => columns.map(({ type }) => type);

const DOCUMENTS = [
  {
    _index: "logs-a-default",
    _id: "1",
    _version: 2,
    "@timestamp": "2026-01-02T03:04:05Z",
    host: { name: "b" },
    custom: { n: 1, tags: ["y", "x", "y"] },
    "custom.deep.k": true,
  },
  {
    _index: "logs-a-default",
    _id: "2",
    "@timestamp": 1767323045000,
    "host.name": "a",
    custom: [{ n: 2.5 }, { n: 3 }],
    "source.ip": "::ffff:10.0.0.1",
  },
  { _index: "metrics-b-default", _id: "3", host: { name: "c" } },
];

describe("columns that only the documents have", () => {
  test("stand in order of their names, typed by their values", () => {
    const result = run("FROM logs-* | SORT host.name | EVAL z = 1", DOCUMENTS);
    expect(names(result)).toEqual(["@timestamp", "custom.deep.k", "custom.n", "custom.tags", "host.name", "source.ip", "z"]);
    expect(types(result)).toEqual(["keyword", "boolean", "double", "keyword", "keyword", "keyword", "integer"]);
    expect(result.rows.map((row) => row[2])).toEqual([[2.5, 3], 1]);
    expect(result.rows[1]?.[3]).toEqual(["x", "y"]);
  });

  test("go where KEEP and DROP say", () => {
    expect(names(run("FROM logs-* | KEEP host.name, custom.*", DOCUMENTS))).toEqual([
      "host.name",
      "custom.deep.k",
      "custom.n",
      "custom.tags",
    ]);
    expect(names(run("FROM logs-* | EVAL custom.n = 5 | DROP custom.t*, @timestamp, source.ip", DOCUMENTS))).toEqual([
      "custom.deep.k",
      "host.name",
      "custom.n",
    ]);
    expect(names(run("FROM logs-* | STATS c = COUNT(*) BY host.name", DOCUMENTS))).toEqual(["c", "host.name"]);
  });
});

describe("a search", () => {
  test("takes the documents of the indices that FROM names", () => {
    expect(run("FROM logs-* | STATS c = COUNT(*)", DOCUMENTS).rows).toEqual([[2]]);
    expect(run("FROM *, -logs-* | STATS c = COUNT(*)", DOCUMENTS).rows).toEqual([[1]]);
    expect(run("FROM logs-x | STATS c = COUNT(*)", [{ a: 1 }]).rows).toEqual([[1]]);
  });

  test("knows the types of ECS fields, and METADATA", () => {
    const result = run(
      'FROM logs-* METADATA _id, _index, _version | SORT _id | KEEP _id, _index, _version, @timestamp, source.ip | WHERE @timestamp > "2026-01-01"',
      DOCUMENTS,
    );
    expect(types(result)).toEqual(["keyword", "keyword", "long", "date", "ip"]);
    expect(result.rows).toEqual([
      ["1", "logs-a-default", 2, "2026-01-02T03:04:05.000Z", null],
      ["2", "logs-a-default", null, "2026-01-02T03:04:05.000Z", "10.0.0.1"],
    ]);
  });

  test("gives longs past 2^53 as bigints, and reads them from text", () => {
    const mapping = { n: { type: "long" } };
    expect(run("FROM x | EVAL m = n + 1", [{ n: "9007199254740993" }], { mapping }).rows).toEqual([[9007199254740993n, 9007199254740994n]]);
  });

  test("has a limit of its own, and says so where it cut", () => {
    const many = Array.from({ length: 1001 }, (_, n) => ({ n }));
    const mapping = { n: { type: "long" } };
    const cut = run("FROM x | KEEP n", many, { mapping });
    expect([cut.rows.length, cut.warnings]).toEqual([1000, ["No limit defined, adding default limit of [1000]"]]);
    expect(run("FROM x | KEEP n", many.slice(1), { mapping }).warnings).toEqual([]);
    expect(run("FROM x | LIMIT 1001", many, { mapping }).rows).toHaveLength(1001);
    expect(run("FROM x | KEEP n", many, { mapping, size: 3 })).toMatchObject({ rows: [[0], [1], [2]], warnings: [] });
  });

  test("answers NOW() with the time it is given", () => {
    expect(run("ROW a = NOW()", [], { now: 0 }).rows).toEqual([["1970-01-01T00:00:00.000Z"]]);
  });

  test("warns by line and column, in code points, once for each expression and way", () => {
    const { warnings } = run('ROW a = [1, 2]\n| EVAL s = "🔥", b = a + 1, c = a + 1', []);
    const line = (column: number): string[] => [
      `Line 2:${column}: evaluation of [a + 1] failed, treating result as null. Only first 20 failures recorded.`,
      `Line 2:${column}: java.lang.IllegalArgumentException: single-value function encountered multi-value`,
    ];
    expect(warnings).toEqual([...line(21), ...line(32)]);
  });

  test("tells of keys and aggregates that a later one of the name replaces", () => {
    const shadows = (query: string): readonly string[] => run(`ROW a = 1, b = 2\n| STATS ${query}`, []).warnings;
    const told = (column: number, by: number): string => `Line 2:${column}: Field 'x' shadowed by field at line 2:${by}`;
    expect(shadows("c = COUNT(*) BY x = a, x = b")).toEqual([told(25, 32)]);
    expect(shadows("x = COUNT(*) BY x = a, x = b")).toEqual([told(9, 32), told(25, 32)]);
    expect(shadows("x = MAX(a), x = MIN(a) BY b")).toEqual([told(9, 21)]);
    expect(shadows("x = COUNT(*) BY b")).toEqual([]);
  });

  test("adds up nothing of a column without a type to null without a type", () => {
    const { columns } = run("ROW a = null | STATS SUM(a), AVG(a), COUNT(a)", []);
    expect(columns.map(({ type }) => type)).toEqual(["null", "double", "long"]);
  });

  test("searches by options: in either case, by one field, by so many words", () => {
    const mapping = { n: { type: "integer" }, name: { type: "keyword" }, note: { type: "text" } };
    const documents = [
      { n: 1, name: "Cmd.EXE", note: "red green blue" },
      { n: 2, name: "cmd.exe", note: "red" },
      { n: 3, name: "sh", note: "blue red" },
    ];
    const found = (condition: string): unknown => run(`FROM x | WHERE ${condition} | KEEP n | SORT n`, documents, { mapping }).rows.flat();
    expect(found('KQL("name: cmd.exe")')).toEqual([2]);
    expect(found('KQL("name: cmd.exe", {"case_insensitive": true})')).toEqual([1, 2]);
    expect(found('KQL("name: (C*.exe or SH) and not note: green", {"case_insensitive": true})')).toEqual([2, 3]);
    expect(found('QSTR("green blue", {"default_field": "note"})')).toEqual([1, 3]);
    expect(found('QSTR("green blue", {"default_field": "note", "default_operator": "AND"})')).toEqual([1]);
    expect(found('MATCH(note, "red green blue", {"minimum_should_match": 2})')).toEqual([1, 3]);
    expect(found('MATCH(note, "red green blue", {"minimum_should_match": "2<-1", "operator": "OR"})')).toEqual([1, 3]);
    expect(found('MATCH(note, "rad grein blue", {"minimum_should_match": "100%", "fuzziness": 1})')).toEqual([1]);
    expect(found('MATCH(name, "sh", {"minimum_should_match": 3})')).toEqual([3]);
    expect(() => found('MATCH(note, "a b", {"minimum_should_match": "many"})')).toThrow(/minimum_should_match/);
  });

  // biome-ignore format: table
  test.each([
    ["Europe/Paris", 'DATE_EXTRACT("hour_of_day", d)', 0],
    ["Europe/Paris", 'DATE_EXTRACT("offset_seconds", d)', 7200],
    ["Europe/Paris", 'DATE_EXTRACT("instant_seconds", d)', 1748730600],
    ["Europe/Paris", "CONCAT(DAY_NAME(d), MONTH_NAME(d), TO_STRING(DAY(d)))", "SundayJune1"],
    ["Europe/Paris", "DATE_TRUNC(1 day, d)", "2025-05-31T22:00:00.000Z"],
    ["Europe/Paris", "DATE_TRUNC(1 week, d)", "2025-05-25T22:00:00.000Z"],
    ["Europe/Paris", "DATE_TRUNC(1 month, d)", "2025-05-31T22:00:00.000Z"],
    ["Europe/Paris", 'BUCKET(d, 2, "2025-06-01", "2025-06-03")', "2025-05-31T22:00:00.000Z"],
    ["Asia/Kolkata", "DATE_TRUNC(1 hour, d)", "2025-05-31T22:30:00.000Z"],
    ["Europe/Paris", 'DATE_FORMAT("HH:mm X XX XXX xxx Z ZZZZ VV z O OOOO", d)', "00:30 +02 +0200 +02:00 +02:00 +0200 GMT+02:00 Europe/Paris CEST GMT+2 GMT+02:00"],
    ["Europe/Paris", "DATE_FORMAT(d)", "2025-06-01T00:30:00.000+02:00"],
    ["Europe/Paris", "TO_STRING(d)", "2025-06-01T00:30:00.000+02:00"],
    ["-03:30", "TO_STRING(TO_DATE_NANOS(d))", "2025-05-31T19:00:00.000-03:30"],
    ["Europe/Paris", 'DATE_PARSE("yyyy-MM-dd HH:mm", "2025-06-01 00:30")', "2025-05-31T22:30:00.000Z"],
    ["Europe/Paris", 'DATE_PARSE("yyyy-MM-dd HH:mm X", "2025-06-01 00:30 +05")', "2025-05-31T19:30:00.000Z"],
    ["Europe/Paris", 'DATE_PARSE("2025-06-01T00:30")', "2025-05-31T22:30:00.000Z"],
    ["Europe/Paris", 'TO_DATETIME("2025-06-01")', "2025-05-31T22:00:00.000Z"],
    ["Europe/Paris", 'TO_DATETIME("2025-06-01T00:00:00Z")', "2025-06-01T00:00:00.000Z"],
    ["Europe/Paris", 'd == "2025-06-01T00:30:00"', true],
    ["America/New_York", '"2024-03-09T12:00:00"::date + 1 day', "2024-03-10T16:00:00.000Z"],
    ["America/New_York", '"2024-03-09T12:00:00"::date + 24 hours', "2024-03-10T17:00:00.000Z"],
    ["America/New_York", '"2024-04-09T12:00:00"::date - 1 month', "2024-03-09T17:00:00.000Z"],
    ["America/New_York", 'DATE_DIFF("day", "2024-03-09T12:00:00"::date, "2024-03-10T12:00:00"::date)', 1],
    ["America/New_York", 'DATE_DIFF("hours", "2024-03-09T12:00:00"::date, "2024-03-10T12:00:00"::date)', 23],
    ["America/New_York", 'DATE_TRUNC(1 hour, "2024-11-03T06:30:00Z"::date)', "2024-11-03T06:00:00.000Z"],
    ["America/New_York", 'DATE_TRUNC(1 day, "2024-11-03T20:00:00Z"::date)', "2024-11-03T04:00:00.000Z"],
    ["-03:30", 'DATE_FORMAT("X x O OOOO", d)', "-0330 -0330 GMT-3:30 GMT-03:30"],
    ["+11:00", 'DATE_FORMAT("X x O OOOO", d)', "+11 +11 GMT+11 GMT+11:00"],
    ["Etc/UTC", "DATE_FORMAT(d)", "2025-05-31T22:30:00.000Z"],
  ])("under SET time_zone = %s: %s is %s", (zone, expression, expected) => {
    const { rows } = run(`SET time_zone = "${zone}"; ROW d = "2025-05-31T22:30:00Z"::date | EVAL x = ${expression} | KEEP x`, []);
    expect(rows).toEqual([[expected]]);
  });

  test("warns of tests for blocks of addresses and for addresses that stand beside each other as of one", () => {
    const mapping = { a: { type: "ip" }, b: { type: "ip" } };
    const documents = [
      { a: ["10.0.0.1", "10.0.0.2"], b: ["::1", "::2"] },
      { a: "10.0.0.3", b: "::1" },
    ];
    const query = 'FROM x | WHERE CIDR_MATCH(a, "10.0.0.3") OR b == "::3" OR a IN ("10.0.0.9") OR CIDR_MATCH(b, "::/126") | KEEP a, b';
    for (const judge of [undefined, compileMatcher]) {
      const { rows, warnings } = run(query, documents, { mapping, judge });
      expect(rows).toEqual([["10.0.0.3", "::1"]]);
      if (judge) continue;
      const failures = warnings.filter((line) => line.includes("evaluation of")).map((line) => line.slice(0, line.indexOf("]") + 1));
      expect(failures.toSorted()).toEqual(["Line 1:27: evaluation of [a]", "Line 1:45: evaluation of [b]"]);
    }
  });

  test("joins rows that were given", () => {
    const lookups = {
      people: [
        { "host.name": "a", owner: "ann" },
        { "host.name": "a", owner: "bob" },
      ],
    };
    expect(
      run("FROM logs-* | KEEP host.name | SORT host.name | LOOKUP JOIN people ON host.name | KEEP host.name, owner", DOCUMENTS, { lookups })
        .rows,
    ).toEqual([
      ["a", "ann"],
      ["a", "bob"],
      ["b", null],
    ]);
    const policies = {
      owners: [
        { host: "a", owner: "ann", floor: 2 },
        { host: "a", owner: "bob", floor: 3 },
      ],
    };
    expect(
      run("FROM logs-* | KEEP host.name | SORT host.name | ENRICH owners ON host.name WITH owner, level = floor", DOCUMENTS, { policies })
        .rows,
    ).toEqual([
      ["a", ["ann", "bob"], [2, 3]],
      ["b", null, null],
    ]);
  });

  test("goes on from one run to the next without a memory", () => {
    const query = compileEsqlText("FROM * | STATS c = COUNT(*) | EVAL d = c + 1");
    expect([query.search(DOCUMENTS).rows, query.search(DOCUMENTS.slice(1)).rows, query.search([]).rows]).toEqual([
      [[3, 4]],
      [[2, 3]],
      [[0, 1]],
    ]);
  });
});

test("compileQuery knows the language, and throws what is wrong with a query", () => {
  expect(compileQuery("esql", "ROW a = 1").search().rows).toEqual([[1]]);
  try {
    compileQuery("esql", "FROM x | STATS c = CONUT(*)");
    expect.unreachable();
  } catch (error) {
    expect(isQueryError(error) && error.diagnostics.map(({ code }) => code)).toEqual(["T5030"]);
  }
});

test.each<[expression: string, cell: unknown]>([
  ["coalesce(d, n)", "2024-01-01T00:00:00.000Z"],
  ["case(true, d, n)", "2024-01-01T00:00:00.000Z"],
  ["case(false, n, d)", "2024-01-01T00:00:00.000Z"],
  ["coalesce(l, 2.5)", 9007199254740992],
  ["case(true, l, 2.5)", 9007199254740992],
  ["case(false, 2.5, l)", 9007199254740992],
])("%s is of the type in which its results meet", (expression, cell) => {
  const query = `row d = "2024-01-01"::date, n = "2025-01-01"::date_nanos, l = 9007199254740993 | eval x = ${expression} | keep x`;
  expect(run(query, []).rows).toEqual([[cell]]);
});
