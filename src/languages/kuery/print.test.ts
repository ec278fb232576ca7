import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSource, span } from "../../diagnostics/index.ts";
import type { KueryAst, KueryLiteral, KueryValues } from "./ast.ts";
import { kuery } from "./index.ts";

const at = span(0, 0);
const spanless = (ast: unknown): unknown => JSON.parse(JSON.stringify(ast, (key, value) => (key === "at" ? undefined : value)));
const reparsed = (ast: KueryAst): unknown => spanless(kuery.parse(createSource("query", kuery.print(ast))).ast);

const text = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom("and", "or", "NOT", "not", " ", "\t", "a", "\\", '"', ":", "(", "true", "\u00a0"), { maxLength: 8 })
    .map((words) => words.join("")),
);
const quoted = text.map((piece): KueryLiteral => ({ kind: "literal", pieces: [piece], quoted: true, at }));
const word = fc
  .array(text, { minLength: 1, maxLength: 3 })
  .map((pieces): KueryLiteral => ({ kind: "literal", pieces: trimmed(pieces), quoted: false, at }));
const literal = fc.oneof(quoted, word);

/** Outer blanks never belong to an unquoted literal. */
function trimmed(pieces: readonly string[]): readonly string[] {
  const kept = pieces.map((piece) => piece.replaceAll("*", ""));
  kept[0] = (kept[0] as string).trimStart();
  kept[kept.length - 1] = (kept.at(-1) as string).trimEnd();
  return kept;
}

const { values } = fc.letrec<{ values: KueryValues }>((tie) => ({
  values: fc.oneof(
    { maxDepth: 3 },
    literal,
    fc.record({
      kind: fc.constantFrom("valueAnd" as const, "valueOr" as const),
      items: fc.array(tie("values"), { minLength: 2, maxLength: 4 }),
      at: fc.constant(at),
    }),
    fc.record({ kind: fc.constant("valueNot" as const), item: tie("values"), at: fc.constant(at) }),
  ),
}));
const { node } = fc.letrec<{ node: KueryAst }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.record({ kind: fc.constant("match" as const), field: literal, values, at: fc.constant(at) }),
    literal.map((value): KueryAst => ({ kind: "match", field: null, values: value, at })),
    fc.record({
      kind: fc.constant("range" as const),
      field: literal,
      op: fc.constantFrom("lt" as const, "lte" as const, "gt" as const, "gte" as const),
      value: literal,
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      items: fc.array(tie("node"), { minLength: 2, maxLength: 4 }),
      at: fc.constant(at),
    }),
    fc.record({ kind: fc.constant("not" as const), item: tie("node"), at: fc.constant(at) }),
    fc.record({ kind: fc.constant("nested" as const), path: literal, item: tie("node"), at: fc.constant(at) }),
  ),
}));

describe("print", () => {
  test("what is printed parses to the same AST", () => {
    fc.assert(
      fc.property(node, (ast) => {
        expect(reparsed(ast)).toEqual(spanless(ast));
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ["a:1   AND\n(b:2 or  c:3)", "a:1 and (b:2 or c:3)"],
    ['f : ( x OR "y z" )', 'f:(x or "y z")'],
    ["not   (a:1)", "not a:1"],
    ["x:{y:1 and z > 2}", "x:{ y:1 and z > 2 }"],
    ["f:C\\:\\\\x", "f:C\\:\\\\x"],
    ["", ""],
  ])("%j is laid out as %j", (written, expected) => {
    const { ast } = kuery.parse(createSource("query", written));
    expect(ast && kuery.print(ast)).toBe(expected);
  });

  test("long groups take one line a condition", () => {
    const { ast } = kuery.parse(
      createSource("query", `event.category:process and process.name:(${"interpreter or ".repeat(8)}shell) and not user.id:S-1-5-18`),
    );
    expect(ast && kuery.print(ast)).toBe(
      [
        "event.category:process and",
        "process.name:(",
        ...Array.from({ length: 8 }, () => "  interpreter or"),
        "  shell",
        ") and",
        "not user.id:S-1-5-18",
      ].join("\n"),
    );
  });
});
