import fc from "fast-check";
import type { FieldKind, FieldType } from "../../src/event/field-type.ts";
import type { Json, JsonObject, Scalar } from "../../src/event/json.ts";
import type { Bound, EsqlExpr, Predicate } from "../../src/plan/predicate.ts";
import type { ValueExpr } from "../../src/plan/value.ts";

/** Predicates and documents over a few fields and a small alphabet, so that they meet. */

const field = (path: string, kind: FieldKind, more: Partial<FieldType> = {}): FieldType => ({ name: path, path, kind, ...more });

/** A field of each family, and two multi-fields that share a path with a plain one. */
const FIELDS: readonly FieldType[] = [
  field("a", "keyword"),
  field("a", "keyword", { name: "a.caseless", normalizer: "lowercase" }),
  field("a", "text", { name: "a.text" }),
  field("b.c", "keyword", { ignoreAbove: 2 }),
  field("b.d", "wildcard", { nullValue: "a" }),
  field("b.n", "long"),
  field("b.f", "double"),
  field("ok", "boolean"),
  field("at", "date"),
  field("ip", "ip"),
  field("v", "version"),
  field("t", "text"),
  field("u", "unknown"),
  field("b", "object"),
];
const NESTED_PATH = "list";
const NESTED_FIELDS: readonly FieldType[] = [field("list.a", "keyword"), field("list.n", "long")];

const letters = fc.constantFrom("a", "a", "b", "A", "é", "É", "😀", "K");
const shortText = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom("a", "b", "A", "ab", "ababa", "AbabA", "éAbab") },
  { weight: 3, arbitrary: fc.string({ unit: letters, maxLength: 3 }) },
);
const words = fc.array(shortText, { maxLength: 4 }).map((parts) => parts.join(" "));
const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Scalar>("a", "A", "b", "1", 1, 2, true, "10.0.0.1", "2024-01-01", "1.2.3") },
  { weight: 4, arbitrary: shortText },
  { weight: 2, arbitrary: words },
  fc.constantFrom<Scalar>("", "1", "2.5", "true", "false", "10.0.0.1", "10.0.0.255", "::1", "0:0:0:0:0:0:0:1", "1.2.3", "1.10.0"),
  fc.constantFrom<Scalar>("2024-01-01T00:00:00Z", "2024-01-01", "2024-06-01T12:30:00.5Z", "9007199254740993"),
  fc.constantFrom<Scalar>(0, -0, 1, 2, 2.5, -1, 10, 1e300, 9007199254740992, 1704067200000, true, false),
);
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof<fc.Arbitrary<Json>[]>(scalar, fc.constant(null), fc.array(scalar, { maxLength: 2 })), { maxLength: 3 }),
  },
  fc.constant(null),
);

const PATHS = [...new Set(FIELDS.map(({ path, kind }) => (kind === "object" ? "b.other" : path)))];

/** Writes `a.b` as one key or as two. */
function put(into: JsonObject, path: string, leaf: Json, dotted: boolean): void {
  const dot = path.indexOf(".");
  if (dotted || dot === -1) into[path] = leaf;
  else {
    const inner = (into[path.slice(0, dot)] ??= {});
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) put(inner, path.slice(dot + 1), leaf, false);
  }
}

const entries = (paths: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.array(fc.tuple(fc.constantFrom(...paths), value, fc.boolean()), { minLength: 2, maxLength: 14 }).map((list) => {
    const document: JsonObject = {};
    for (const [path, leaf, dotted] of list) put(document, path, leaf, dotted);
    return document;
  });

export const anyDocument: fc.Arbitrary<JsonObject> = fc
  .tuple(entries(PATHS), fc.option(fc.array(entries(["a", "n"]), { maxLength: 3 })), fc.option(shortText))
  .map(([document, list, id]) => ({ ...document, ...(list && { [NESTED_PATH]: list }), ...(id !== null && { _id: id }) }));

const wildcardPattern = fc.string({ unit: fc.constantFrom("a", "b", "A", "aba", "é", "😀", "*", "*", "?", "\\"), maxLength: 6 });

/** Regular expressions that are always well-formed. */
export const anyRegexp: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(
      "a",
      "abab",
      "b",
      "A",
      "é",
      "😀",
      ".",
      "\\.",
      "\\d",
      "\\w",
      "\\s",
      "\\W",
      "@",
      "#",
      '"ab"',
      "()",
      "<1-12>",
      "<01-20>",
      "1",
      "0",
      "\\*",
    ),
    fc.constantFrom("[ab]", "[^a]", "[a-c]", "[^A-Z]", "[\\d\\-a]", "[é-😀]", "[]a]", "\\S", "^", "$", "\\D"),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => a + b),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => `(${a}&${b})`),
    fc.tuple(tie("node"), fc.constantFrom("?", "*", "+", "{2}", "{0,2}", "{1,}", "{3,1}", "{0}")).map(([a, op]) => `(${a})${op}`),
    tie("node").map((a) => `~(${a})`),
  ),
})).node;

const bound: fc.Arbitrary<Bound> = fc.record({
  op: fc.constantFrom("lt", "lte", "gt", "gte"),
  value: fc.oneof<fc.Arbitrary<Bound["value"]>[]>(
    scalar,
    fc.record({ dateMath: fc.constantFrom("now", "now-1d/d", "now/M"), roundUp: fc.boolean() }),
  ),
});

const valueField = fc.constantFrom(...FIELDS.filter(({ kind }) => kind !== "object"));
const expression: fc.Arbitrary<ValueExpr> = fc.letrec<{ text: ValueExpr; number: ValueExpr; truth: ValueExpr }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small" },
    valueField.map((each): ValueExpr => ({ kind: "field", field: each })),
    fc.option(scalar).map((literal): ValueExpr => ({ kind: "literal", value: literal })),
    tie("text").map((item): ValueExpr => ({ kind: "call", name: "substring", fold: false, args: [item, { kind: "literal", value: 1 }] })),
    fc.tuple(tie("text"), tie("text")).map(([a, b]): ValueExpr => ({ kind: "call", name: "concat", fold: false, args: [a, b] })),
  ),
  number: fc.oneof(
    { depthSize: "small" },
    valueField.map((each): ValueExpr => ({ kind: "field", field: each })),
    fc.constantFrom(0, 1, -2, 2.5).map((literal): ValueExpr => ({ kind: "literal", value: literal })),
    tie("text").map((item): ValueExpr => ({ kind: "call", name: "length", fold: false, args: [item] })),
    tie("number").map((item): ValueExpr => ({ kind: "negate", item })),
    fc
      .tuple(fc.constantFrom("+", "-", "*", "/", "%"), tie("number"), tie("number"), fc.boolean())
      .map(([op, left, right, decimal]): ValueExpr => ({ kind: "arithmetic", op, left, right, ...(decimal && { decimal }) })),
  ),
  truth: fc.oneof(
    { depthSize: "small" },
    fc
      .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">="), fc.oneof(tie("text"), tie("number")), fc.oneof(tie("text"), tie("number")))
      .map(([op, left, right]): ValueExpr => ({ kind: "compare", op, left, right })),
    tie("text").map((item): ValueExpr => ({ kind: "isNull", item })),
    tie("truth").map((item): ValueExpr => ({ kind: "notValue", item })),
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("truth"), { maxLength: 3 }))
      .map(([op, items]): ValueExpr => ({ kind: "logic", op, items })),
    fc
      .tuple(tie("text"), fc.array(scalar, { maxLength: 3 }), fc.boolean())
      .map(([item, values, fold]): ValueExpr => ({ kind: "in", item, values, fold })),
    fc
      .tuple(tie("text"), fc.array(wildcardPattern, { maxLength: 2 }), fc.boolean())
      .map(([item, patterns, fold]): ValueExpr => ({ kind: "like", item, patterns, fold })),
    fc
      .tuple(tie("text"), fc.array(fc.constantFrom("a+", "[ab]*", ".*é", "(a|b)?"), { maxLength: 2 }), fc.boolean())
      .map(([item, patterns, fold]): ValueExpr => ({ kind: "regex", item, patterns, fold })),
    fc
      .tuple(tie("text"), tie("text"), fc.boolean())
      .map(([a, b, fold]): ValueExpr => ({ kind: "call", name: "startsWith", fold, args: [a, b] })),
    valueField.map((each): ValueExpr => ({ kind: "field", field: each })),
  ),
})).truth;

/** Conditions of ES|QL that only an evaluation tells. */
const textCondition: fc.Arbitrary<Predicate> = fc
  .record({
    field: fc.constantFrom(...FIELDS.filter(({ kind }) => kind === "keyword" || kind === "wildcard" || kind === "text")),
    name: fc.constantFrom("==", "!=", "in", "like", "rlike", "starts_with", "ends_with", "contains", "locate", "length"),
    folds: fc.constantFrom("to_lower", "to_upper", undefined),
    texts: fc.array(shortText, { minLength: 1, maxLength: 3 }),
    pattern: wildcardPattern,
    expression: anyRegexp,
    comparison: fc.constantFrom(">", ">="),
    place: fc.integer({ min: -1, max: 2 }),
    wanted: fc.boolean(),
  })
  .map(({ field: read, name, folds, texts, pattern, expression: regexp, comparison, place, wanted }) => {
    const column: EsqlExpr = { kind: "column", name: read.name, type: "keyword" };
    const subject: EsqlExpr = folds ? { kind: "call", name: folds, args: [column], type: "keyword" } : column;
    const all =
      name === "in" ? texts : [name === "like" ? pattern.replaceAll("\\", "\\*") : name === "rlike" ? regexp : (texts[0] as string)];
    const others = name === "length" ? [] : all.map((text): EsqlExpr => ({ kind: "literal", value: text, type: "keyword" }));
    const isNumber = name === "locate" || name === "length";
    const call: EsqlExpr = { kind: "call", name, args: [subject, ...others], type: isNumber ? "integer" : "boolean" };
    const limit: EsqlExpr = { kind: "literal", value: place, type: "integer" };
    const truth: EsqlExpr = isNumber ? { kind: "call", name: comparison, args: [call, limit], type: "boolean" } : call;
    const tested: EsqlExpr = wanted ? truth : { kind: "call", name: "not", args: [truth], type: "boolean" };
    return { kind: "esqlTrue", value: tested, fields: [{ name: read.name, type: "keyword", field: read }] };
  });

const leaf = (fields: readonly FieldType[]): fc.Arbitrary<Predicate> => {
  const any = fc.constantFrom(...fields);
  const fold = fc.boolean();
  const kind = <K extends string>(name: K): fc.Arbitrary<K> => fc.constant(name);
  return fc.oneof<fc.Arbitrary<Predicate>[]>(
    fc.record({ kind: kind("exists"), field: any }),
    fc.record({ kind: kind("single"), field: any }),
    fc.record({ kind: kind("term"), field: any, value: scalar, fold }),
    fc.record({ kind: kind("terms"), field: any, values: fc.array(scalar, { maxLength: 4 }), fold }),
    fc.record({ kind: kind("range"), field: any, bounds: fc.array(bound, { minLength: 1, maxLength: 2 }) }),
    fc.record({ kind: kind("wildcard"), field: any, patterns: fc.array(wildcardPattern, { minLength: 1, maxLength: 3 }), fold }),
    fc.record({ kind: kind("prefix"), field: any, value: shortText, fold }),
    fc.record({ kind: kind("regexp"), field: any, patterns: fc.array(anyRegexp, { minLength: 1, maxLength: 2 }), fold }),
    fc.record({
      kind: kind("fuzzy"),
      field: any,
      value: shortText,
      edits: fc.integer({ min: 0, max: 2 }),
      prefix: fc.integer({ min: 0, max: 2 }),
    }),
    fc.record({
      kind: kind("cidr"),
      field: any,
      blocks: fc.array(fc.constantFrom("10.0.0.0/24", "10.0.0.128/25", "::/64", "10.0.0.1", "10.0.0.2-10.0.0.254", "::1-10.0.0.1"), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    fc.record({
      kind: kind("text"),
      field: any,
      tokens: fc.array(
        shortText.map((text) => text.toLowerCase()),
        { maxLength: 3 },
      ),
      operator: fc.constantFrom("or", "and", "phrase"),
      slop: fc.integer({ min: 0, max: 3 }),
    }),
    fc.record({ kind: kind("wordsIn"), field: any, texts: fc.array(words, { maxLength: 4 }) }),
    fc.record({
      kind: kind("anyField"),
      text: fc.oneof(words, wildcardPattern, scalar.map(String)),
      mode: fc.constantFrom("match", "phrase", "pattern"),
      textFields: fc.subarray(["t", "b.c"]),
    }),
  );
};

const logic = (leaves: fc.Arbitrary<Predicate>): fc.Arbitrary<Predicate> =>
  fc.letrec<{ node: Predicate }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 6, arbitrary: leaves },
      fc.constantFrom<Predicate>({ kind: "all" }, { kind: "none" }),
      { weight: 2, arbitrary: fc.array(tie("node"), { maxLength: 4 }).map((items): Predicate => ({ kind: "and", items })) },
      { weight: 2, arbitrary: fc.array(tie("node"), { maxLength: 4 }).map((items): Predicate => ({ kind: "or", items })) },
      tie("node").map((item): Predicate => ({ kind: "not", item })),
    ),
  })).node;

const nested = logic(leaf(NESTED_FIELDS)).map((item): Predicate => ({ kind: "nested", path: NESTED_PATH, item }));

export const anyPredicate: fc.Arbitrary<Predicate> = logic(
  fc.oneof(
    { weight: 8, arbitrary: leaf(FIELDS) },
    textCondition,
    nested,
    expression.map((script): Predicate => ({ kind: "script", value: script })),
  ),
);
