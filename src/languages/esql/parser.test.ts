import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import type { EsqlQuery, Expr } from "./ast.ts";
import { parseEsql } from "./parser.ts";

const parse = (text: string) => parseEsql(createSource("query", text));

/** Code and the text it points at, of all that is told about a query. */
const faults = (text: string): string[] => parse(text).diagnostics.map(({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`);

// biome-ignore format: table
const FAULTS: readonly (readonly [query: string, faults: readonly string[]])[] = [
  ["",                                                     ["T5001 "]],
  ["FROM",                                                 ["T5001 "]],
  ["from a |",                                             ["T5001 "]],
  ["from a || limit 1",                                    ["T5001 |"]],
  ["where x",                                              ["T5014 where"]],
  ["form a | limit 1",                                     ["T5001 form"]],
  ["from a | whre x == 1 | limit 5 | sort",                ["T5016 whre", "T5001 "]],
  ["from a | where x = 1 | eval y = | keep | limit 1",     ["T5010 =", "T5001 |", "T5001 |"]],
  ["from a | where 'x' == a && !b || c <> 2",              ["T5007 'x'", "T5004 &&", "T5004 !", "T5004 ||", "T5004 <>"]],
  ["from a | where a == 1 < 2",                            ["T5009 <"]],
  ["from a | where (a == 1 | limit 3 | kep x",             ["T5011 (", "T5016 kep"]],
  ["from a | eval x = f(1, , 2), y = 3 3, z = (4",         ["T5001 ,", "T5001 3", "T5011 ("]],
  ["from a | where x in 1 | where y in () | where z in (1,)", ["T5013 1", "T5013 )", "T5001 ,"]],
  ['from a | where x == "abc | limit 1\n| limt 2',         ['T5002 "abc | limit 1', "T5016 limt"]],
  ["from a | where as.where == 1 and first.x == 2",        ["T5012 where"]],
  ["from a | eval where = 1, b = ?x",                      ["T5012 where", "T5005 ?"]],
  ["from a | keep a, , b",                                 ["T5001 ,"]],
  ["from a | limit 5 by x",                                ["T5015 by"]],
  ["from a | rename x y, z as w",                          ["T5001 y"]],
  ["from a | fork (where a | bad) (limit 1",               ["T5016 bad", "T5001 "]],
  ["from (from b | where) | limit x y",                    ["T5001 )", "T5001 y"]],
  ["ts a | limit 1",                                       ["T5015 ts"]],
  ["from a | sample 0.5 | limt 1",                         ["T5015 sample", "T5016 limt"]],
  ["row a = [1, b], c = [",                                ["T5001 b", "T5001 "]],
  ["from a | where f(a b)",                                ["T5001 b"]],
  ["from a | where x is 5",                                ["T5001 5"]],
  ["from a | where f(x) : 3",                              ["T5001 :"]],
  ["from a | where x == 1)",                               ["T5001 )"]],
  ['from a | where b == "\\q"',                            ["T5006 \\q"]],
  ["from a /* x",                                          ["T5003 /*"]],
];

test.each(FAULTS)("faults: %s", (query, expected) => {
  expect(faults(query)).toEqual(expected);
});

// biome-ignore format: table
test.each<[query: string, hint: string]>([
  ["from a | stats count(*) user",  "`BY` before the keys"],
  ["from a | eval x = 1 y = 2",     "a comma stands between columns"],
  ["from a | sort x descending",    "`DESC`"],
  ["from a | where x between 1",    "`a >= 1 AND a <= 2`"],
  ["from a | order by x",           "`SORT field`"],
  ["from a | select x",             "`KEEP field, …`"],
  ["FROM a WHERE x == 1", "write `| WHERE`"],
  ["FROM a | STATS COUNT(*) AS n", "`name = expression`"],
  ["FROM a | DROP x y", "the command is complete here"],
])("hint: %s", (query, hint) => {
  expect(parse(query).diagnostics[0]?.hint).toContain(hint);
});

test("nesting is bounded", () => {
  const deep = (open: string, close: string): string => `row a = ${open.repeat(100_000)}1${close.repeat(100_000)}`;
  for (const [open, close] of [
    ["(", ")"],
    ["not ", ""],
    ["- ", ""],
    ["f(", ")"],
  ] as const)
    expect(faults(deep(open, close))[0]).toMatch(/^T5008/);
  expect(faults(`row a = 1${" + 1".repeat(100_000)}`)[0]).toMatch(/^T5008/);
  expect(faults(`row a = 1${"::long".repeat(100_000)}`)[0]).toMatch(/^T5001/);
  expect(faults("from ".concat("(from ".repeat(100_000)))).not.toEqual([]);
  expect(faults(`from a ${"| fork (".repeat(100_000)}`)).not.toEqual([]);
});

/** The expression of `ROW a = …` as brackets. */
function shape(text: string): string {
  const { source } = parse(`row a = ${text}`).ast as EsqlQuery;
  return source.kind === "row" && source.fields[0] ? brackets(source.fields[0].value) : "";
}

function brackets(expr: Expr): string {
  switch (expr.kind) {
    case "logic":
      return `(${expr.items.map(brackets).join(` ${expr.op} `)})`;
    case "arithmetic":
    case "compare":
      return `(${brackets(expr.left)} ${expr.op} ${brackets(expr.right)})`;
    case "not":
      return `(not ${brackets(expr.item)})`;
    case "sign":
      return `(${expr.op}${brackets(expr.item)})`;
    case "cast":
      return `(${brackets(expr.item)}::${expr.type})`;
    case "isNull":
      return `(${brackets(expr.item)} is${expr.negated ? " not" : ""} null)`;
    case "in":
      return `(${brackets(expr.item)}${expr.negated ? " not" : ""} in ${expr.values.map(brackets).join(", ")})`;
    case "like":
      return `(${brackets(expr.item)}${expr.negated ? " not" : ""} ${expr.op} ${expr.patterns.map(brackets).join(", ")})`;
    case "column":
      return expr.name;
    case "number":
      return expr.text;
    case "timeSpan":
      return `${expr.amount}${expr.unit}`;
    case "string":
      return JSON.stringify(expr.value);
    default:
      return expr.kind;
  }
}

// biome-ignore format: table
const SHAPES: readonly (readonly [text: string, shape: string])[] = [
  ["NOT a AND b OR c",             "(((not a) and b) or c)"],
  ["not a == b",                   "(not (a == b))"],
  ["a + b * c - d",                "((a + (b * c)) - d)"],
  ["a / b % c",                    "((a / b) % c)"],
  ["-a * b",                       "((-a) * b)"],
  ["-1::long + 2",                 "((-1::long) + 2)"],
  ["-a::long",                     "(-(a::long))"],
  ["a -1",                         "(a - 1)"],
  ["a - -1",                       "(a - -1)"],
  ["now - 5 minutes",              "(now - 5minutes)"],
  ["d + 1 h + 2min",               "((d + 1h) + 2min)"],
  ["true in (a, b)",               "(boolean in a, b)"],
  ["a + 1 not in (1)",             "((a + 1) not in 1)"],
  ['a not like "x" and b',         '((a not like "x") and b)'],
  ['a rlike ("x", "y")',           '(a rlike "x", "y")'],
  ["a is not null or b is null",   "((a is not null) or (b is null))"],
  ["`a.b`.c == a.`b.c`",           "(a.b.c == a.b.c)"],
  ["Esql.@timestamp.min",          "Esql.@timestamp.min"],
  ["(a or b) or c",                "((a or b) or c)"],
  ['"a\\n\\"\\\\" == """\\n"x""""', '("a\\n\\"\\\\" == "\\\\n\\"x\\"")'],
  ["1. + .5e3 // end",             "(1. + .5e3)"],
  ["a /* x /* y */ z */ + 1",      "(a + 1)"],
];

test.each(SHAPES)("%s", (text, expected) => {
  expect(faults(`row a = ${text}`)).toEqual([]);
  expect(shape(text)).toBe(expected);
});

describe("texts and places", () => {
  test("a bracketed expression's own text is without the brackets, the outer one's with them", () => {
    const text = "row a = (b + c) * d";
    const { source } = parse(text).ast as EsqlQuery;
    const value = source.kind === "row" ? source.fields[0]?.value : undefined;
    expect(value?.kind).toBe("arithmetic");
    if (value?.kind !== "arithmetic") return;
    expect([value, value.left].map(({ span }) => text.slice(span.start, span.end))).toEqual(["(b + c) * d", "b + c"]);
  });

  test("an item without a name is known by its text", () => {
    const { commands } = parse("from a | stats count( * ), (max(b)) where c > 1 by d , date_trunc(1 hour,t)").ast as EsqlQuery;
    const [stats] = commands;
    if (stats?.kind !== "stats") throw new Error("no STATS");
    expect([...stats.aggregates, ...stats.by].map((item) => item.text)).toEqual([
      "count( * )",
      "(max(b)) where c > 1",
      "d",
      "date_trunc(1 hour,t)",
    ]);
  });

  test("words are read as their command has them", () => {
    const { source, commands } = parse('from metadata-x, logs-a/b, "q" metadata _id | keep metadata, on* | enrich p-1 on x with as = y')
      .ast as EsqlQuery;
    expect(source).toMatchObject({
      sources: [{ pattern: "metadata-x" }, { pattern: "logs-a/b" }, { pattern: "q" }],
      metadata: [{ name: "_id" }],
    });
    expect(commands).toMatchObject([
      { kind: "keep", names: [{ name: "metadata" }, { name: "on*", pattern: true }] },
      { kind: "enrich", policy: { name: "p-1" }, on: { name: "x" }, fields: [{ name: { name: "as" }, from: { name: "y" } }] },
    ]);
  });
});
