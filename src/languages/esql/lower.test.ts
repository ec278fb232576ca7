import { describe, expect, test } from "vitest";
import { createSource, isError } from "../../diagnostics/index.ts";
import { defaultFields, mappingFields } from "../../event/schema.ts";
import type { EsqlOp } from "../../plan/esql.ts";
import { languageOf } from "../table.ts";
import type { Language } from "../language.ts";
import { lowerEsql } from "./lower.ts";
import { parseEsql } from "./parser.ts";

const inner = { kql: languageOf("kuery") as Language, qstr: languageOf("lucene") as Language };
const mapped = mappingFields({
  "@timestamp": { type: "date" },
  name: { type: "keyword" },
  note: { type: "text" },
  pid: { type: "integer" },
  big: { type: "long" },
  load: { type: "half_float" },
  ok: { type: "boolean" },
  addr: { type: "ip" },
  ver: { type: "version" },
  spot: { type: "geo_point" },
  flat: { type: "flattened" },
  obj: { properties: { x: { type: "keyword" }, y: { type: "byte" } } },
});

const lower = (text: string, fields = mapped) => lowerEsql(parseEsql(createSource("query", text)), { fields, inner });

/** The columns of a query as `name:type`. */
function columns(text: string, fields = mapped): string {
  const { op, diagnostics } = lower(text, fields);
  return op ? op.columns.map(({ name, type }) => `${name}:${type}`).join(" ") : diagnostics.map(({ message }) => message).join("; ");
}

/** Code and the text it points at, of all that is told about a query. */
const told = (text: string, fields = mapped): string[] =>
  lower(text, fields).diagnostics.map(({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`);

// biome-ignore format: table
const COLUMNS: readonly (readonly [query: string, columns: string])[] = [
  ["from a",                                                   "@timestamp:date addr:ip big:long flat:unsupported load:double name:keyword note:text obj.x:keyword obj.y:integer ok:boolean pid:integer spot:geo_point ver:version"],
  ["from a metadata _version, _id | keep _*",                  "_version:long _id:keyword"],
  ["from a | keep pid, name, big | eval x = pid, pid = big", "name:keyword big:long x:integer pid:long"],
  ["from a | keep name, *, pid | keep n*, pid, *",             "name:keyword note:text pid:integer @timestamp:date addr:ip big:long flat:unsupported load:double obj.x:keyword obj.y:integer ok:boolean spot:geo_point ver:version"],
  ["from a | keep pid, name, note | rename pid as x, x as name", "name:integer note:text"],
  ["from a | drop *a*, o*, pid, big, flat, spot, ver",         "note:text"],
  ["from a | keep pid | stats c = count(*), m = max(load), v = values(name) by k = pid + 1, ok",  "Unknown column [load]; Unknown column [name]; Unknown column [ok]"],
  ["from a | stats c = count(*), m = max(load), v = values(note) by k = pid + 1, ok",             "c:long m:double v:keyword k:integer ok:boolean"],
  ["from a | stats count(*) where pid > 1, max( pid )",        "count(*) where pid > 1:long max( pid ):integer"],
  ["from a | keep pid, name | inline stats c = count(*) by name",  "pid:integer c:long name:keyword"],
  ["from a | keep pid, name | inline stats pid = max(pid)",    "name:keyword pid:integer"],
  ["from a | keep pid | stats by pid",                         "pid:integer"],
  ["from a | keep name | dissect name \"%{a} %{name}\" | grok a \"%{INT:n:int}\"",  "a:keyword name:keyword n:integer"],
  ["from a | keep name | grok name \"%{WORD:z} %{INT:n:int} %{WORD:B} %{WORD:a.b}\"", "name:keyword B:keyword a.b:keyword n:integer z:keyword"],
  ["from a | keep name | dissect name \"%{z} %{n} %{B}\"",                        "name:keyword z:keyword n:keyword B:keyword"],
  ["row a = 1, b = 9999999999, c = 9999999999999999999, d = 1.5, e = \"x\", f = [1, 2.5], g = null, h = true", "a:integer b:long c:unsigned_long d:double e:keyword f:double g:null h:boolean"],
  ["row a = 1 | eval a + 1, a",                                "a + 1:integer a:integer"],
  ["row a = 1 | eval b = a::string, c = \"1\"::long, d = \"2024-01-01\"::date + 1 day", "a:integer b:keyword c:long d:date"],
  ["set unmapped_fields = \"nullify\"; row x = 1 | stats s = sum(foo), c = count(foo) by x | eval r = s + 1", "s:null c:long x:integer r:integer"],
  ["set unmapped_fields = \"nullify\"; row x = 1 | stats s = sum(x) | eval r = foo + 1", "Unknown column [foo]"],
  ["row x = 1 | stats s = sum(foo)", "Unknown column [foo]"],
  ["row a = 7.5, b = \",\" | eval c = 3, s = \"1 hour\"::time_duration", "no column can be of type [time_duration], which the expression [\"1 hour\"::time_duration] has"],
  ["row a = 7.5, n = 2 | eval b = 1 + 1 | stats p = percentile(a, b), t = top(a, n, \"asc\") by k = bucket(a, b)", "p:double t:double k:double"],
  ["row a = [7, 8], n = [1, 2] | mv_expand n | stats t = top(a, n, \"asc\")", "second argument of [top(a, n, \"asc\")] must be a constant, received [n]"],
  ["from a | eval n = 1 | eval n = pid | stats t = top(pid, n, \"asc\")", "second argument of [top(pid, n, \"asc\")] must be a constant, received [n]"],
  ["row a = 1 | where a > 0 and (a < 3 or not a == 2) | sort a desc | limit 3", "a:integer"],
  ["from a | where @timestamp > \"2024-01-01\" and addr == \"::1\" and ver < \"1.2\" and ok == \"true\" | keep pid", "pid:integer"],
  ["from a | where kql(\"name: x\") or name : \"y\" | keep pid", "pid:integer"],
  ["set unmapped_fields=\"nullify\"; from a | where nope == 1 or nope is null | keep pid, nope", "pid:integer nope:null"],
  ["set unmapped_fields=\"load\"; from a | where nope == \"x\" | keep pid, nope", "pid:integer nope:keyword"],
  ["set unmapped_fields=\"nullify\"; from a | keep pid | eval x = pid", "pid:integer x:integer"],
];

test.each(COLUMNS)("columns: %s", (query, expected) => {
  expect(columns(query)).toBe(expected);
});

// biome-ignore format: table
const FAULTS: readonly (readonly [query: string, faults: readonly string[]])[] = [
  ["from a | where nmae == 1 | eval x = nmae",         ["T6001 nmae"]],
  ["from a | keep pid | where name == \"x\"",          ["T6001 name"]],
  ["from a | stats c = count(*) | where pid == 1",     ["T6001 pid"]],
  ["from a | where lenght(name) == 1",                 ["T5030 lenght"]],
  ["from a | where neg(pid) == 1",                     ["T5030 neg"]],
  ["from a | where length(name, 1) == 1",              ["T5031 length(name, 1)"]],
  ["from a | where length(pid) == 1",                  ["T5032 pid"]],
  ["from a | where name + 1 == 2",                     ["T5032 name"]],
  ["from a | where name == 1",                         ["T5034 1"]],
  ["from a | where pid == \"x\"",                      ["T5034 \"x\""]],
  ["from a | where addr == \"nowhere\"",               ["T5023 \"nowhere\""]],
  ["from a | where @timestamp > \"now-1d\"",           ["T5023 \"now-1d\""]],
  ["from a | where pid",                               ["T5042 pid"]],
  ["from a | where ok and pid",                        ["T5032 pid"]],
  ["from a | where not name",                          ["T5032 name"]],
  ["from a | where flat == \"x\"",                     ["T5037 flat"]],
  ["from a | where name like \"a\\\\b\"",              ["T5034 \"a\\\\b\""]],
  ["from a | where name rlike \"(\"",                  ["T5034 \"(\""]],
  ["from a | where name like note",                    ["T5033 note"]],
  ["from a | eval x = pid::nope",                      ["T5041 nope"]],
  ["from a | eval x = 5 fortnights",                   ["T5022 fortnights"]],
  ["from a | eval x = now() + 2147483648 days",        ["T5022 days"]],
  ["from a | eval x = now() + 400000000 weeks",        ["T5022 weeks"]],
  ["from a | eval x = now() + 99999999999999999 hours", ["T5022 hours"]],
  ["from a | eval x = [1, \"a\"]",                     ["T5021 [1, \"a\"]"]],
  ["from a | where count(*) > 1",                      ["T5038 count(*)"]],
  ["from a | stats x = pid",                           ["T5048 pid"]],
  ["from a | stats x = 1",                             ["T5047 1"]],
  ["from a | stats x = pid by pid",                    ["T5047 pid"]],
  ["from a | stats x = k + 1, y = pid % 2 by k = pid % 2", []],
  ["from a | eval x = 1 day",                          ["T5032 1 day"]],
  ["from a | stats x = max(pid) + big",                ["T5048 big"]],
  ["from a | stats x = max(min(pid))",                 ["T5049 min(pid)"]],
  ["from a | stats x = sum(name)",                     ["T5032 name"]],
  ["from a | stats x = count(pid), x = max(pid)",      ["T5046 x = count(pid)"]],
  ["from a | sort spot",                               ["T5032 spot"]],
  ["from a | limit -1",                                ["T5053 -1"]],
  ["from a | limit pid",                               ["T5053 pid"]],
  ["from a | limit ten",                               ["T5053 ten"]],
  ["from a | keep z*",                                 ["T5045 z*"]],
  ["from a | rename n* as x",                          ["T5045 n*"]],
  ["from a | dissect pid \"%{a}\"",                    ["T5032 pid"]],
  ["from a | dissect name \"x\"",                      ["T5050 \"x\""]],
  ["from a | grok name \"%{NOPE:x}\"",                 ["T5051 \"%{NOPE:x}\""]],
  ["from a metadata _nope",                            ["T5044 _nope"]],
  ["from a | where _id == \"1\"",                      ["T6001 _id"]],
  ["from a | limit 1 | where kql(\"name: x\")",        ["T5043 kql(\"name: x\")"]],
  ["from a | eval x = match(name, \"x\")",             ["T5043 match(name, \"x\")"]],
  ["from a | eval name = \"x\" | where name : \"x\"",  ["T5043 name"]],
  ["from a | where match(name, \"x\", {\"nope\": 1})", ["T5039 \"nope\""]],
  ["from a | where match(name, \"x\", {\"operator\": \"xor\"})", ["T5039 \"operator\""]],
  ["from a | where match(name, \"x\", {\"operator\": \"And\"})", []],
  ["from a | where qstr(\"x\", {\"default_operator\": \"xor\"})", ["T5039 \"default_operator\""]],
  ["from a | where kql(\"name: (\")",                  ["T3002 \"name: (\"", "T3001 \"name: (\""]],
  ["from a | lookup join b on name",                   ["T5052 b"]],
  ["from a | enrich p on name",                        ["T5052 p"]],
  ["from a | completion x = name with {\"inference_id\": \"i\"}", ["T5015 completion x = name with {\"inference_id\": \"i\"}"]],
  ["from a | fork (where ok) (limit 1)",               ["T5015 fork (where ok) (limit 1)"]],
  ["from a, (from b | limit 1)",                       ["T5015 (from b | limit 1)"]],
  ["show info",                                        ["T5015 show info"]],
  ["set nope = 1; from a",                             ["T5054 set nope = 1"]],
  ["row a = 1 + null",                                 ["T5040 1 + null"]],
];

test.each(FAULTS)("told: %s", (query, expected) => {
  expect(told(query)).toEqual(expected);
});

describe("an open source", () => {
  const fields = defaultFields();
  const op = (text: string): EsqlOp => lower(text, fields).op as EsqlOp;

  test("has the fields that the query reads, of the table's types", () => {
    const { source, columns: found } = op('from logs-* metadata _id | where process.name == "x" and process.pid > 1 | eval y = source.ip');
    expect(source).toMatchObject({
      open: true,
      patterns: ["logs-*"],
      fields: [{ name: "process.name" }, { name: "process.pid" }, { name: "source.ip" }],
    });
    expect(found).toEqual([
      { name: "process.name", type: "keyword" },
      { name: "process.pid", type: "long" },
      { name: "source.ip", type: "ip" },
      { name: "_id", type: "keyword" },
      { name: "y", type: "ip" },
    ]);
  });

  // biome-ignore format: table
  test.each([
    ["from a | where my.x == \"1\"",                          "my.x:keyword"],
    ["from a | where my.x == 1",                              "my.x:long"],
    ["from a | where my.x > 0.5",                             "my.x:double"],
    ["from a | where my.x",                                   "my.x:boolean"],
    ["from a | where my.x > now() - 1 hour",                  "my.x:date"],
    ["from a | where cidr_match(my.x, \"10.0.0.0/8\")",       "my.x:ip"],
    ["from a | where my.x is not null",                       "my.x:keyword"],
    ["from a | stats m = max(my.x) | where m > 5",            "m:long"],
    ["from a | eval y = coalesce(my.x, source.ip) | keep y",  "y:ip"],
  ])("gives what no table knows the type of its use: %s", (query, expected) => {
    expect(columns(query, fields)).toContain(expected);
    expect(told(query, fields)).toEqual(["T6001 my.x"]);
  });

  test("is closed by KEEP, but for the patterns in it, and by DROP for what it drops", () => {
    const text = "from a | keep process.*, user.name | where process.pid > 1 and host.name is null";
    expect(told(text, fields)).toEqual(["T6001 host.name"]);
    expect(op(text.replace(" and host.name is null", "")).commands[0]).toEqual({
      kind: "keep",
      items: [
        { name: "process.*", pattern: true },
        { name: "user.name", pattern: false },
      ],
    });
    expect(told("from a | drop user.* | where user.name is null", fields)).toEqual(["T6001 user.name"]);
    expect(told("from a | rename user.name as x | where user.name is null", fields)).toEqual(["T6001 user.name"]);
  });

  test("an unknown field is an error in strict mode", () => {
    const parsed = parseEsql(createSource("query", "from a | where my.x == 1"));
    expect(lowerEsql(parsed, { fields, inner }).diagnostics.some(isError)).toBe(false);
    expect(lowerEsql(parsed, { fields, inner, strict: true }).diagnostics.some(isError)).toBe(true);
  });
});

describe("the plan", () => {
  const commandsOf = (text: string) => lower(text).op?.commands;

  test("constants are folded, literals converted", () => {
    expect(commandsOf('from a | where @timestamp >= "2024-01-02" - 1 day and addr in ("::1", "1.2.3.4") | limit 2 + 3')).toMatchObject([
      {
        condition: {
          name: "and",
          args: [
            { name: ">=", args: [{ kind: "column" }, { kind: "literal", type: "date", value: 1704067200000 }] },
            { name: "in", args: [{ kind: "column" }, { type: "ip", value: "::1" }, { type: "ip", value: "1.2.3.4" }] },
          ],
        },
      },
      { kind: "limit", count: 5 },
    ]);
  });

  test("an item of STATS is an expression over its aggregates and the keys", () => {
    const [stats] = commandsOf("from a | stats x = coalesce(max(pid) * 2, count(*)) where ok, y = max(pid) + k by k = big") ?? [];
    if (stats?.kind !== "stats") throw new Error("no STATS");
    const [x, y] = stats.aggregates;
    expect(x?.calls).toMatchObject([
      { name: "max", where: { name: "ok" }, type: "integer" },
      { name: "count", args: [], where: { name: "ok" }, type: "long" },
    ]);
    expect(y).toMatchObject({
      value: {
        name: "+",
        args: [
          { kind: "column", name: y?.calls[0]?.id },
          { kind: "column", name: "k", type: "long" },
        ],
      },
    });
    expect(stats.keys).toMatchObject([{ name: "k", value: { kind: "column", name: "big" } }]);
  });

  test("a key's name inside an aggregate is what the key is made of", () => {
    const [stats] = commandsOf("from a | stats x = max(k), y = min(pid + 1) + (pid + 1) by k = pid + 1") ?? [];
    expect(stats).toMatchObject({
      aggregates: [
        { calls: [{ name: "max", args: [{ kind: "call", name: "+" }] }] },
        { value: { args: [{}, { kind: "column", name: "k" }] } },
      ],
    });
  });

  test("places are those of the query's text", () => {
    const text = "from a | where (pid + 1) * 2 == 4";
    const [where] = lower(text).op?.commands ?? [];
    const condition = where?.kind === "where" && where.condition.kind === "call" ? where.condition : undefined;
    expect(text.slice(condition?.at?.start, condition?.at?.end)).toBe("(pid + 1) * 2 == 4");
  });

  test("KQL() is its predicate, and its faults are at their places", () => {
    expect(commandsOf('from a | where kql("name: x and pid > 3")')).toMatchObject([
      { condition: { kind: "search", predicate: { kind: "and" } } },
    ]);
    const { diagnostics } = lower('from a\n| where kql("""name: x and nope: 3""")');
    expect(diagnostics[0]?.location).toMatchObject({ line: 2, column: 28 });
  });

  test("tables that are joined bring their columns", () => {
    const table = {
      columns: [
        { name: "name", type: "keyword" },
        { name: "owner", type: "keyword" },
      ] as const,
      matchField: "name",
    };
    const tables = { lookups: new Map([["owners", table]]), policies: new Map([["own", table]]) };
    const found = (text: string): string[] | undefined =>
      lowerEsql(parseEsql(createSource("query", text)), { fields: mapped, inner, tables }).op?.columns.map(({ name }) => name);
    expect(found("from a | keep name, pid | lookup join owners on name")).toEqual(["name", "pid", "owner"]);
    expect(found("from a | keep name, pid | enrich own on name with who = owner")).toEqual(["name", "pid", "who"]);
    expect(found("from a | keep name, pid | lookup join owners on pid")).toBeUndefined();
  });
});
