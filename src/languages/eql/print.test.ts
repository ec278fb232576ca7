import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSource, span } from "../../diagnostics/index.ts";
import type { EqlQuery, EqlStatement, EventQuery, Expr, Literal, Term } from "./ast.ts";
import { parseEql } from "./parser.ts";
import { printEql } from "./print.ts";

const parse = (text: string) => parseEql(createSource("query", text));

/** An AST without its spans. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "span" && key !== "nameSpan")
      .map(([key, part]) => [key, bare(part)]),
  );
}

describe("layout", () => {
  test.each([
    ["process   where true|head 3", "process where true\n| head 3"],
    ['"process" where a', "process where a"],
    ['"my cat" where a', '"my cat" where a'],
    ['"any" where a', '"any" where a'],
    ["any where (a) and ((b or c)) and not (d and e)", "any where a and (b or c) and not (d and e)"],
    ["any where a-(b-c)*d==-1", "any where a - (b - c) * d == -1"],
    ["any where (a == 1) == true", "any where (a == 1) == true"],
    ['any where not (a in (1,2)) and b not in~ ("x")', 'any where not a in (1, 2) and b not in~ ("x")'],
    ['any where a : ("x")', 'any where a : "x"'],
    ['any where `a-b`.`sequence`.c == "\\u{41}\\n"', 'any where `a-b`.`sequence`.c == "A\\n"'],
    ['any where a regex """x\\d"y""""', 'any where a regex """x\\d"y""""'],
  ])("%s", (text, expected) => {
    expect(printEql(parse(text).ast as EqlStatement)).toBe(expected);
  });

  test("long conditions one a line, long lists filled, events indented", () => {
    const paths = ["alpha", "beta", "gamma", "delta", "epsilon"].map((name) => `"?:\\\\Program Files\\\\${name}\\\\*.exe"`).join(", ");
    const text = `sequence by host.id with maxspan=1m [process where event.type == "start" and (process.name : "a" or process.args : ("--one", "--two"))
      and not process.executable : (${paths})] by process.entity_id with runs=2 [any where true] by process.parent.entity_id | tail 5`;
    expect(printEql(parse(text).ast as EqlStatement)).toBe(
      [
        "sequence by host.id with maxspan=1m",
        "  [process where",
        '    event.type == "start" and',
        '    (process.name : "a" or process.args : ("--one", "--two")) and',
        "    not process.executable : (",
        '      "?:\\\\Program Files\\\\alpha\\\\*.exe", "?:\\\\Program Files\\\\beta\\\\*.exe",',
        '      "?:\\\\Program Files\\\\gamma\\\\*.exe", "?:\\\\Program Files\\\\delta\\\\*.exe",',
        '      "?:\\\\Program Files\\\\epsilon\\\\*.exe"',
        "    )",
        "  ] by process.entity_id with runs=2",
        "  [any where true] by process.parent.entity_id",
        "| tail 5",
      ].join("\n"),
    );
  });
});

const at = { span: span(0, 0) };
const text = fc.string({ unit: fc.constantFrom(..."ab*?\\\"'\n\t é😀`-.") });
const line = text.map((value) => value.replaceAll("\n", ""));
/** A raw string cannot hold three quotes in a row but at the end. */
const rawText = line.map((value) => value.replaceAll('"', ""));

const literal: fc.Arbitrary<Literal> = fc.oneof(
  text.map((value): Literal => ({ kind: "string", value, raw: false, ...at })),
  rawText.map((value): Literal => ({ kind: "string", value, raw: true, ...at })),
  fc.constantFrom("0", "17", "9223372036854775808").map((digits): Literal => ({ kind: "number", text: digits, decimal: false, ...at })),
  fc.constantFrom("1.", ".5", "2e10").map((digits): Literal => ({ kind: "number", text: digits, decimal: true, ...at })),
  fc.boolean().map((value): Literal => ({ kind: "boolean", value, ...at })),
  fc.constant<Literal>({ kind: "null", ...at }),
);
const name = fc.oneof(
  fc.constantFrom("a", "a.b", "and", "x.in.y", "a b", "0.x", "@timestamp", "`", "a..b", "."),
  line.filter((value) => value !== ""),
);
const field = fc.record({ name, optional: fc.boolean() }).map((parts): Expr => ({ kind: "field", ...parts, ...at }));

const { expr } = fc.letrec<{ expr: Expr }>((tie) => {
  const sub = tie("expr");
  const list = fc.array(sub, { minLength: 1, maxLength: 3 });
  return {
    expr: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      literal as fc.Arbitrary<Expr>,
      field,
      fc
        .tuple(fc.constantFrom("length", "Concat", "between"), fc.boolean(), fc.array(sub, { maxLength: 3 }))
        .map(([called, fold, args]): Expr => ({ kind: "call", name: called, fold, nameSpan: at.span, args, ...at })),
      fc.tuple(fc.constantFrom("+", "-"), sub).map(([op, item]): Expr => ({ kind: "sign", op, item, ...at })),
      fc
        .tuple(fc.constantFrom("+", "-", "*", "/", "%"), sub, sub)
        .map(([op, left, right]): Expr => ({ kind: "arithmetic", op, left, right, ...at })),
      fc
        .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">="), sub, sub)
        .map(([op, left, right]): Expr => ({ kind: "compare", op, left, right, ...at })),
      fc
        .tuple(fc.constantFrom(":", "like", "like~", "regex", "regex~"), sub, list)
        .map(([op, item, patterns]): Expr => ({ kind: "match", op, item, patterns, ...at })),
      fc
        .tuple(sub, list, fc.boolean(), fc.boolean())
        .map(([item, values, negated, fold]): Expr => ({ kind: "in", item, values, negated, fold, ...at })),
      sub.map((item): Expr => ({ kind: "not", item, ...at })),
      fc
        .tuple(fc.constantFrom("and", "or"), fc.array(sub, { minLength: 2, maxLength: 3 }))
        .map(([op, items]): Expr => ({ kind: "logic", op, items, ...at })),
    ),
  };
});

const event = fc
  .tuple(fc.option(text), expr)
  .map(([category, where]): EventQuery => ({ kind: "event", category: { kind: "category", name: category, ...at }, where, ...at }));
const keys = fc.array(field, { maxLength: 2 });
const term = fc
  .record({ missing: fc.boolean(), event, by: keys, runs: fc.integer({ min: 1, max: 3 }) })
  .map((parts): Term => ({ kind: "term", ...parts, ...at }));
const maxspan = fc.constantFrom("ms", "s", "d").map((unit) => ({ kind: "maxspan", amount: 5, unit, ...at }) as const);
const sequence = fc.record(
  { by: keys, maxspan, terms: fc.array(term, { minLength: 1, maxLength: 3 }), until: term },
  { requiredKeys: ["by", "terms"] },
);
const query: fc.Arbitrary<EqlQuery> = fc.oneof(
  event,
  sequence.map((parts): EqlQuery => ({ kind: "sequence", ...parts, ...at })),
);
const statement = query.map((each): EqlStatement => ({ kind: "statement", query: each, pipes: [], ...at }));

test("what is printed parses to the same AST, and printing that changes nothing", () => {
  fc.assert(
    fc.property(statement, (ast) => {
      const printed = printEql(ast);
      const again = parse(printed).ast as EqlStatement;
      expect(bare(again)).toEqual(bare(ast));
      expect(printEql(again)).toBe(printed);
    }),
    { numRuns: 500 },
  );
});
