import fc from "fast-check";
import { expect, test } from "vitest";
import { anyDocument } from "../../tests/support/predicates.ts";
import type { FieldKind } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import type { EsqlType } from "../functions/esql/type.ts";
import type { EsqlExpr, EsqlField, EsqlLiteral } from "../plan/esql.ts";
import { whereTrue } from "../plan/esql-predicate.ts";
import { compilePredicate, createRecord } from "./compile.ts";
import { evaluate } from "./reference.ts";

const field = (path: string, kind: FieldKind, type: EsqlType, more: object = {}): EsqlField => ({
  name: `${path}.${kind}`,
  type,
  field: { name: path, path, kind, ...more },
});

/** Over the paths of the documents of `anyDocument`. */
const FIELDS: readonly EsqlField[] = [
  field("a", "keyword", "keyword"),
  field("a", "text", "text"),
  field("a", "constant_keyword", "keyword", { normalizer: "lowercase" }),
  field("b.c", "keyword", "keyword", { ignoreAbove: 2 }),
  field("b.d", "wildcard", "keyword", { nullValue: "a" }),
  field("b.n", "long", "long"),
  field("b.f", "double", "double"),
  field("ok", "boolean", "boolean"),
  field("ip", "ip", "ip"),
  field("t", "text", "text"),
];
const fields = new Map(FIELDS.map((each) => [each.name, each]));

const literal = (value: EsqlLiteral["value"], type: EsqlType): EsqlLiteral => ({ kind: "literal", value, type });
const column = (of: readonly EsqlType[]): fc.Arbitrary<EsqlExpr> =>
  fc.constantFrom(...FIELDS.filter(({ type }) => of.includes(type))).map(({ name, type }): EsqlExpr => ({ kind: "column", name, type }));
const call = (name: string, args: readonly EsqlExpr[], type: EsqlType = "boolean"): EsqlExpr => ({ kind: "call", name, args, type });

const STRING: readonly EsqlType[] = ["keyword", "text"];
const text = fc.constantFrom("a", "A", "ab", "ababa", "éAbab", "", "b", "1").map((value) => literal(value, "keyword"));
const pattern = fc.constantFrom("a*", "*b", "?", "*", "**", "A?ab*", "\\*", "").map((value) => literal(value, "keyword"));
const regexp = fc.constantFrom(".*", "@", "a.*", "[aA]b*", "(a|b)+", ".").map((value) => literal(value, "keyword"));
const address = fc.constantFrom("10.0.0.1", "::1", "10.0.0.255").map((value) => literal(value, "ip"));
const block = fc.constantFrom("10.0.0.0/24", "::/64", "10.0.0.1").map((value) => literal(value, "keyword"));
const nothing = literal(null, "null");
const list = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, { minLength: 1, maxLength: 3 });

const fieldTest = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("==", "!=", "<", "<=", ">", ">=", "starts_with", "ends_with", "contains"),
      column(STRING),
      fc.oneof(text, fc.constant(nothing)),
    )
    .map(([name, item, other]) => call(name, [item, other])),
  fc.tuple(column(STRING), list(fc.oneof(text, fc.constant(nothing)))).map(([item, values]) => call("in", [item, ...values])),
  fc.tuple(column(STRING), list(pattern)).map(([item, patterns]) => call("like", [item, ...patterns])),
  fc.tuple(column(STRING), list(regexp)).map(([item, patterns]) => call("rlike", [item, ...patterns])),
  fc.tuple(column(STRING), column(STRING)).map(([a, b]) => call("==", [a, b])),
  fc.tuple(fc.constantFrom("==", "!="), column(["ip"]), address).map(([name, item, other]) => call(name, [item, other])),
  fc.tuple(column(["ip"]), list(address)).map(([item, values]) => call("in", [item, ...values])),
  fc.tuple(column(["ip"]), list(block)).map(([item, blocks]) => call("cidr_match", [item, ...blocks])),
  fc
    .tuple(fc.constantFrom("==", "<", ">="), column(["long", "double"]), fc.constantFrom(0, 1, 2))
    .map(([name, item, value]) => call(name, [item, literal(value, "integer")])),
  fc
    .tuple(fc.constantFrom("is null", "is not null"), column(["keyword", "text", "ip", "long", "double", "boolean"]))
    .map(([name, item]) => call(name, [item])),
  column(["boolean"]),
  fc.constantFrom(literal(true, "boolean"), literal(false, "boolean"), nothing),
  fc.boolean().map((value): EsqlExpr => ({ kind: "search", type: "boolean", predicate: { kind: value ? "all" : "none" } })),
);

const { condition } = fc.letrec<{ condition: EsqlExpr }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: fieldTest },
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("condition"), { minLength: 2, maxLength: 3 }))
      .map(([name, args]) => call(name, args)),
    tie("condition").map((item) => call("not", [item])),
  ),
}));

test("a condition as shared predicates holds exactly where its expression is true", () => {
  fc.assert(
    fc.property(condition, fc.array(anyDocument, { minLength: 1, maxLength: 4 }), (value, documents) => {
      const shared = whereTrue(value, fields);
      const compiled = compilePredicate(shared);
      for (const document of documents) {
        const isTrue = evaluate({ kind: "esqlTrue", value, fields: FIELDS }, document);
        expect(evaluate(shared, document)).toBe(isTrue);
        expect(compiled(createRecord(document))).toBe(isTrue);
      }
    }),
    { numRuns: 3_000 },
  );
});

test.each<[document: object, field: EsqlField, value: EsqlLiteral["value"]]>([
  [{ n: "2024-01-01T00:00:00.000000001Z" }, field("n", "date_nanos", "date_nanos"), "1704067200000000001"],
  [{ n: 1_704_067_200_000 }, field("n", "date_nanos", "date_nanos"), "1704067200000000000"],
  [{ n: 2.03 }, field("n", "scaled_float", "double", { scalingFactor: 100 }), 203 * (1 / 100)],
])("both matchers read %j alike", (document, each, value) => {
  const equal: EsqlExpr = call("==", [{ kind: "column", name: each.name, type: each.type }, literal(value, each.type)]);
  const predicate = { kind: "esqlTrue" as const, value: equal, fields: [each] };
  expect(evaluate(predicate, document as JsonObject)).toBe(true);
  expect(compilePredicate(predicate)(createRecord(document as JsonObject))).toBe(true);
});
