import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSource, span } from "../../diagnostics/index.ts";
import type { Command, EsqlQuery, Expr, Field, Name } from "./ast.ts";
import { parseEsql } from "./parser.ts";
import { printEsql } from "./print.ts";
import { printExpr } from "./print-expression.ts";

const parse = (text: string) => parseEsql(createSource("query", text));
const print = (text: string): string => printEsql(parse(text).ast as EsqlQuery);

/** An AST without its spans. */
const bare = (ast: unknown): unknown => JSON.parse(JSON.stringify(ast, (key, value: unknown) => (/span$/i.test(key) ? undefined : value)));

describe("layout", () => {
  test.each([
    ["from a,b-* metadata _id,_index|where x==1|limit 5", "FROM a, b-* METADATA _id, _index\n| WHERE x == 1\n| LIMIT 5"],
    ['from "a b", remote:logs-*, x::failures, "y,z"', 'FROM "a b", remote:logs-*, x::failures, "y,z"'],
    ["row a=[1,-2],b = -(1)", "ROW a = [1, -2], b = -(1)"],
    ["from a | where not (a or b) and c - (d - 1) > 2", "FROM a\n| WHERE NOT (a OR b) AND c - (d - 1) > 2"],
    ["from a | eval x  +1, y=x::long", "FROM a\n| EVAL x  +1, y = x::long"],
    [
      "from a | stats COUNT( * ) where x>1, m=max(y) where z by k, date_trunc(1 hour,t)",
      "FROM a\n| STATS COUNT( * ) where x>1, m = max(y) WHERE z BY k, date_trunc(1 hour,t)",
    ],
    ["from a | keep `x-y`.*, *b, `as`.c | drop `*`", "FROM a\n| KEEP `x-y`.*, *b, `as`.c\n| DROP `*`"],
    ["from a | rename b as c, d = e", "FROM a\n| RENAME b AS c, e AS d"],
    ["from a | sort b asc nulls first, c desc", "FROM a\n| SORT b ASC NULLS FIRST, c DESC"],
    ['from a | dissect b "%{c}" append_separator=","', 'FROM a\n| DISSECT b "%{c}" APPEND_SEPARATOR = ","'],
    [
      'from a | where b like ("x*","y") and c not rlike "z" and d:"w" and e is not null',
      'FROM a\n| WHERE b LIKE ("x*", "y") AND c NOT RLIKE "z" AND d : "w" AND e IS NOT NULL',
    ],
    ["from a | fork (where b | limit 1) (where c)", "FROM a\n| FORK\n  (\n    WHERE b\n    | LIMIT 1\n  )\n  (WHERE c)"],
    ["set a=1; from b", "SET a = 1;\nFROM b"],
    ["from a | lookup join b on c, d | enrich p on e with f = g, h", "FROM a\n| LOOKUP JOIN b ON c, d\n| ENRICH p ON e WITH f = g, h"],
    ['from a | completion c = d with {"inference_id":"x"}', 'FROM a\n| COMPLETION c = d WITH { "inference_id": "x" }'],
  ])("%s", (text, expected) => {
    expect(parse(text).diagnostics).toEqual([]);
    expect(print(text)).toBe(expected);
  });

  test("what is long is broken", () => {
    const text = `from logs-*, winlogbeat-* metadata _id, _version, _index
      | where event.category == "process" and (process.name in ("cmd.exe", "powershell.exe") or process.args == "-enc") and not user.name like ("*$", "SYSTEM")
      | eval Esql.kind = case(process.name == "cmd.exe", "shell", process.name == "powershell.exe", "powershell", user.name is null, null, "other")
      | stats Esql.count = count(*), Esql.names = values(process.name), Esql.hosts = count_distinct(host.id) by user.name, host.name, Esql.kind`;
    expect(print(text)).toBe(
      [
        "FROM logs-*, winlogbeat-* METADATA _id, _version, _index",
        "| WHERE",
        '    event.category == "process" AND',
        '    (process.name IN ("cmd.exe", "powershell.exe") OR process.args == "-enc") AND',
        '    NOT user.name LIKE ("*$", "SYSTEM")',
        "| EVAL Esql.kind = case(",
        '  process.name == "cmd.exe", "shell",',
        '  process.name == "powershell.exe", "powershell",',
        "  user.name IS NULL, null,",
        '  "other"',
        ")",
        "| STATS",
        "    Esql.count = count(*),",
        "    Esql.names = values(process.name),",
        "    Esql.hosts = count_distinct(host.id)",
        "  BY user.name, host.name, Esql.kind",
      ].join("\n"),
    );
  });
});

const at = { span: span(0, 0) };
const text = fc.string({ unit: fc.constantFrom(..."ab*?\\\"'\n\t é😀`-.|/") });
const line = text.map((value) => value.replaceAll("\n", ""));
const named = fc.oneof(
  fc.constantFrom("a", "a.b", "and", "x.in.y", "a b", "0.x", "@timestamp", "`", "a..b", ".", "as", "_id", "count(*)"),
  line.filter((value) => value !== ""),
);
const name = named.map((each): Name => ({ kind: "name", name: each, pattern: false, ...at }));
const pattern = fc.oneof(
  name,
  fc.constantFrom("*", "a.*", "*b*", "Esql.*", "*-x.y*").map((each): Name => ({ kind: "name", name: each, pattern: true, ...at })),
);

const scalar: fc.Arbitrary<Expr> = fc.oneof(
  text.map((value): Expr => ({ kind: "string", value, raw: false, ...at })),
  line.map((value): Expr => ({ kind: "string", value: value.replaceAll('"', ""), raw: true, ...at })),
  fc.constantFrom("0", "17", "-3", "9223372036854775808").map((digits): Expr => ({ kind: "number", text: digits, decimal: false, ...at })),
  fc.constantFrom("1.", ".5", "-2e10").map((digits): Expr => ({ kind: "number", text: digits, decimal: true, ...at })),
  fc.boolean().map((value): Expr => ({ kind: "boolean", value, ...at })),
  fc.constant<Expr>({ kind: "null", ...at }),
);
const leaf: fc.Arbitrary<Expr> = fc.oneof(
  scalar,
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((items): Expr => ({ kind: "array", items, ...at })),
  named.map((each): Expr => ({ kind: "column", name: each, ...at })),
  fc.constantFrom("day", "ms", "Minutes").map((unit): Expr => ({ kind: "timeSpan", amount: "5", unit, unitSpan: at.span, ...at })),
);

const { expr } = fc.letrec<{ expr: Expr }>((tie) => {
  const sub = tie("expr");
  const list = fc.array(sub, { minLength: 1, maxLength: 3 });
  const called = fc.constantFrom("length", "Concat", "last", "CASE");
  const entry = scalar.map((value) => ({ key: "k", keySpan: at.span, value }));
  return {
    expr: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.tuple(called, fc.array(sub, { maxLength: 3 }), fc.option(fc.array(entry, { maxLength: 2 }))).map(
        ([fn, args, map]): Expr => ({
          kind: "call",
          name: fn,
          nameSpan: at.span,
          args,
          star: false,
          ...at,
          ...(map && { options: { kind: "map", entries: map, ...at } }),
        }),
      ),
      fc.constant<Expr>({ kind: "call", name: "count", nameSpan: at.span, args: [], star: true, ...at }),
      fc.tuple(fc.constantFrom("+", "-"), sub).map(([op, item]): Expr => ({ kind: "sign", op, item, ...at })),
      fc
        .tuple(fc.constantFrom("+", "-", "*", "/", "%"), sub, sub)
        .map(([op, left, right]): Expr => ({ kind: "arithmetic", op, left, right, ...at })),
      fc
        .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">="), sub, sub)
        .map(([op, left, right]): Expr => ({ kind: "compare", op, left, right, ...at })),
      fc.tuple(fc.constantFrom("like", "rlike"), sub, fc.option(list), leaf, fc.boolean()).map(
        ([op, item, several, one, negated]): Expr => ({
          kind: "like",
          op,
          item,
          negated,
          ...at,
          // One pattern in brackets is a list.
          ...(several ? { patterns: several, list: true } : { patterns: [one], list: false }),
        }),
      ),
      fc.tuple(sub, list, fc.boolean()).map(([item, values, negated]): Expr => ({ kind: "in", item, values, negated, ...at })),
      fc.tuple(sub, fc.boolean()).map(([item, negated]): Expr => ({ kind: "isNull", item, negated, ...at })),
      fc
        .tuple(named, scalar)
        .map(([field, query]): Expr => ({ kind: "match", item: { kind: "column", name: field, ...at }, query, ...at })),
      fc.tuple(sub, fc.constantFrom("long", "ip")).map(([item, type]): Expr => ({ kind: "cast", item, type, typeSpan: at.span, ...at })),
      sub.map((item): Expr => ({ kind: "not", item, ...at })),
      fc
        .tuple(fc.constantFrom("and", "or"), fc.array(sub, { minLength: 2, maxLength: 3 }))
        .map(([op, items]): Expr => ({ kind: "logic", op, items, ...at })),
    ),
  };
});

const field = fc
  .tuple(fc.option(name), expr)
  .map(([target, value]): Field => ({ kind: "field", ...(target ? { name: target } : { text: printExpr(value) }), value, ...at }));
const fields = fc.array(field, { minLength: 1, maxLength: 3 });
const names = fc.array(pattern, { minLength: 1, maxLength: 3 });
const aggregate = fc
  .tuple(name, expr, fc.option(expr))
  .map(([target, value, where]) => ({ kind: "aggregate" as const, name: target, value, ...(where && { where }), ...at }));
const command: fc.Arbitrary<Command> = fc.oneof(
  expr.map((condition): Command => ({ kind: "where", condition, ...at })),
  fields.map((each): Command => ({ kind: "eval", fields: each, ...at })),
  fc.tuple(fc.constantFrom("keep", "drop"), names).map(([kind, each]): Command => ({ kind, names: each, ...at })),
  fc
    .array(fc.record({ from: pattern, to: pattern }), { minLength: 1, maxLength: 2 })
    .map((items): Command => ({ kind: "rename", items, ...at })),
  fc
    .tuple(fc.constantFrom("stats", "inlineStats"), fc.array(aggregate, { minLength: 1, maxLength: 2 }), fc.array(field, { maxLength: 2 }))
    .map(([kind, aggregates, by]): Command => ({ kind, aggregates, by, ...at })),
  fc
    .array(
      fc.record(
        {
          kind: fc.constant("key" as const),
          value: expr,
          order: fc.constantFrom("asc", "desc"),
          nulls: fc.constantFrom("first", "last"),
          span: fc.constant(at.span),
        },
        { requiredKeys: ["kind", "value", "span"] },
      ),
      { minLength: 1, maxLength: 2 },
    )
    .map((keys): Command => ({ kind: "sort", keys, ...at })),
  name.map((column): Command => ({ kind: "mvExpand", column, ...at })),
);
const query = fc
  .tuple(
    fc.array(fc.constantFrom("logs-*", "a:b", "metadata", "x y", "a,b"), { minLength: 1, maxLength: 3 }),
    fc.array(command, { maxLength: 3 }),
  )
  .map(
    ([patterns, commands]): EsqlQuery => ({
      kind: "query",
      settings: [],
      source: { kind: "from", sources: patterns.map((each) => ({ kind: "index", pattern: each, ...at })), metadata: [], ...at },
      commands,
      ...at,
    }),
  );

test("what is printed parses to the same AST, and printing that changes nothing", () => {
  fc.assert(
    fc.property(query, (ast) => {
      const printed = printEsql(ast);
      const again = parse(printed);
      expect(again.diagnostics).toEqual([]);
      expect(bare(again.ast)).toEqual(bare(ast));
      expect(printEsql(again.ast as EsqlQuery)).toBe(printed);
    }),
    { numRuns: 500 },
  );
});
