import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSource } from "../../diagnostics/index.ts";
import type { Expr } from "./ast.ts";
import { parseEql } from "./parser.ts";

const parse = (text: string) => parseEql(createSource("query", text));

/** The condition of an event query as nested lists. */
function shape(text: string): string {
  const { ast, diagnostics } = parse(`any where ${text}`);
  expect(diagnostics).toEqual([]);
  return ast?.query.kind === "event" ? show(ast.query.where) : "";
}

function show(expr: Expr): string {
  // biome-ignore format: table
  switch (expr.kind) {
    case "string": return JSON.stringify(expr.value);
    case "number": return expr.text;
    case "boolean": return String(expr.value);
    case "null": return "null";
    case "field": return `${expr.optional ? "?" : ""}${expr.name}`;
    case "call": return `(${[expr.name + (expr.fold ? "~" : ""), ...expr.args.map(show)].join(" ")})`;
    case "sign": return `(${expr.op} ${show(expr.item)})`;
    case "arithmetic":
    case "compare": return `(${expr.op} ${show(expr.left)} ${show(expr.right)})`;
    case "match": return `(${expr.op} ${[expr.item, ...expr.patterns].map(show).join(" ")})`;
    case "in": return `(${expr.negated ? "not-" : ""}in${expr.fold ? "~" : ""} ${[expr.item, ...expr.values].map(show).join(" ")})`;
    case "not": return `(not ${show(expr.item)})`;
    case "logic": return `(${expr.op} ${expr.items.map(show).join(" ")})`;
    case "invalid": return "<invalid>";
  }
}

describe("expressions", () => {
  // biome-ignore format: table
  test.each([
    ["not a and b",                     "(and (not a) b)"],
    ["not a == 1",                      "(not (== a 1))"],
    ["a or b and c or d",               "(or a (and b c) d)"],
    ["a and (b and c)",                 "(and a (and b c))"],
    ["not not a",                       "(not (not a))"],
    ["a + b * c - d % 2 == 1",          "(== (- (+ a (* b c)) (% d 2)) 1)"],
    ["a - b - c == 1",                  "(== (- (- a b) c) 1)"],
    ["-a * 2 < +3",                     "(< (* (- a) 2) (+ 3))"],
    ["- a : \"x\" == true",             "(== (- (: a \"x\")) true)"],
    ["null == (a > -1)",                "(== null (> a (- 1)))"],
    ['a : "x*"',                        '(: a "x*")'],
    ['a : ("x", """y\\""")',            '(: a "x" "y\\\\")'],
    ['not a like~ ("x") or b regex "y"', '(or (not (like~ a "x")) (regex b "y"))'],
    ["a not in (1, 2.5, -3)",           "(not-in a 1 2.5 (- 3))"],
    ['string(a) in~ ("1*")',            '(in~ (string a) "1*")'],
    ["?a.b == null",                    "(== ?a.b null)"],
    ["?`x-y`.c",                        "?x-y.c"],
    ["`a.b`.`c``d`",                    "a.b.c`d"],
    ["startsWith~(a, concat(b, \"c\"))", '(startsWith~ a (concat b "c"))'],
    ["CONCAT(a)",                       "(CONCAT a)"],
    ["head == 1 and runs == 2",         "(and (== head 1) (== runs 2))"],
    ["a /* x /* y */ z */ == // end\n 1", "(== a 1)"],
  ])("%s", (text, expected) => {
    expect(shape(text)).toBe(expected);
  });
});

describe("statements", () => {
  test("an event query with pipes", () => {
    expect(parse('"my cat" where true | head 5 | tail 2').ast).toMatchObject({
      query: { kind: "event", category: { name: "my cat" }, where: { kind: "boolean", value: true } },
      pipes: [
        { name: "head", args: [{ text: "5" }] },
        { name: "tail", args: [{ text: "2" }] },
      ],
    });
  });

  test("a sequence with all it can have", () => {
    const text = `sequence by host.id, ?user.id with maxspan = 500ms
      [process where true] by pid with runs=3
      ![any where a] by \`p-id\`
      [file where b] by ppid
      until [process where c] by pid`;
    expect(parse(text)).toMatchObject({
      diagnostics: [],
      ast: {
        query: {
          kind: "sequence",
          by: [
            { name: "host.id", optional: false },
            { name: "user.id", optional: true },
          ],
          maxspan: { amount: 500, unit: "ms" },
          terms: [
            { missing: false, runs: 3, by: [{ name: "pid" }], event: { category: { name: "process" } } },
            { missing: true, runs: 1, by: [{ name: "p-id" }], event: { category: { name: null } } },
            { missing: false, runs: 1, by: [{ name: "ppid" }] },
          ],
          until: { by: [{ name: "pid" }] },
        },
      },
    });
  });

  test("a sample", () => {
    expect(parse("sample by host [any where a] by os [any where b] by ?op_sys")).toMatchObject({
      diagnostics: [],
      ast: {
        query: { kind: "sample", by: [{ name: "host" }], terms: [{ by: [{ name: "os" }] }, { by: [{ name: "op_sys", optional: true }] }] },
      },
    });
  });

  test("every node's span is its text", () => {
    const text = 'process where (a == 1) and not b : ("x", "y")';
    const query = parse(text).ast?.query;
    const where = query?.kind === "event" ? query.where : undefined;
    const items = where?.kind === "logic" ? where.items : [];
    expect(items.map(({ span }) => text.slice(span.start, span.end))).toEqual(["(a == 1)", 'not b : ("x", "y")']);
  });
});

describe("hostile text", () => {
  // biome-ignore format: table
  const deep: readonly (readonly [string, string])[] = [
    ["brackets",    `any where ${"(".repeat(10_000)}a${")".repeat(10_000)}`],
    ["open brackets", `any where ${"(".repeat(10_000)}`],
    ["not",         `any where ${"not ".repeat(10_000)}a`],
    ["signs",       `any where ${"-".repeat(10_001)} 1 == 1`],
    ["sums",        `any where 1${" + 1".repeat(10_000)} == 1`],
    ["calls",       `any where ${"length(".repeat(10_000)}`],
    ["lists",       `any where ${"a in (".repeat(10_000)}`],
  ];
  test.each(deep)("deep %s are refused, not run into the stack", (_, text) => {
    const { diagnostics } = parse(text);
    expect(diagnostics.map((d) => d.code)).toContain("T2012");
  });

  // biome-ignore format: table
  const long: readonly (readonly [string, string])[] = [
    ["conditions",  `any where ${"a == 1 or ".repeat(20_000)}b`],
    ["comparisons", `any where a${" == 1".repeat(20_000)}`],
    ["events",      `sequence ${"[any where true] ".repeat(20_000)}`],
    ["open events", `sequence ${"[".repeat(20_000)}`],
    ["quotes",      `any where ${'" '.repeat(20_000)}`],
    ["comments",    `any where ${"/*".repeat(20_000)}`],
    ["backticks",   `any where ${"`".repeat(20_001)}`],
    ["pipes",       `any where true${" | head 1".repeat(20_000)}`],
    ["blanks",      `any where ${" ".repeat(200_000)}a`],
  ];
  test.each(long)("long %s take a moment at the most", (_, text) => {
    const start = process.hrtime.bigint();
    parse(text);
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(2000);
  });

  test("any text gives an AST, and where it is faulty an error inside the text", () => {
    const word = fc.constantFrom(
      ...'sequence sample join by with maxspan runs until any where process [ ![ ] ( ) , | = == != < in in~ like not NOT and or AND : regex a a.b ?a `x y` "s" \'q\' """r""" 1 1.5 5m - + * length( head ~ # null true of'.split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = words.join(" ");
        const { ast, diagnostics } = parse(text);
        expect(ast).toBeDefined();
        for (const { span, severity, hint } of diagnostics) {
          expect(severity).toBe("error");
          expect(hint).toBeTruthy();
          expect(span && span.start >= 0 && span.end <= text.length && span.start <= span.end).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
