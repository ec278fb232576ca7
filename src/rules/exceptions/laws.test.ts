import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyDocument } from "../../../tests/support/predicates.ts";
import type { FieldKind } from "../../event/field-type.ts";
import { defaultFields, extendFields } from "../../event/schema.ts";
import { compilePredicate, createRecord } from "../../matcher/compile.ts";
import { evaluate } from "../../matcher/reference.ts";
import type { JsonObject } from "../../event/json.ts";
import type { ValueList, ValueListType } from "../value-lists/model.ts";
import { lowerItem } from "./lower.ts";
import type { ExceptionEntry, ExceptionItem, ExceptionList } from "./model.ts";

const KINDS: readonly (readonly [string, FieldKind])[] = [
  ["a", "keyword"],
  ["b.n", "long"],
  ["b.f", "double"],
  ["ok", "boolean"],
  ["at", "date"],
  ["ip", "ip"],
  ["v", "version"],
  ["t", "text"],
];
const env = {
  fields: extendFields(
    defaultFields(),
    KINDS.map(([name, kind]) => ({ name, path: name, kind })),
  ),
};

const field = fc.constantFrom(...KINDS.map(([name]) => name), "a.caseless", "u", "b");
const value = fc.constantFrom(
  "a",
  "A",
  "b",
  "1",
  "2",
  "2.5",
  "true",
  "10.0.0.1",
  "10.0.0.0/24",
  "::1",
  "2024-01-01",
  "1.2.3",
  "a b",
  "é",
  "*",
);
const values = fc.uniqueArray(value, { minLength: 1, maxLength: 4 });
const operator = fc.constant("included" as const);
const type = fc.constantFrom<ValueListType>("keyword", "ip", "ip_range", "text");

/** An entry with its value list, if any. */
const entry: fc.Arbitrary<{ readonly entry: Exclude<ExceptionEntry, { type: "nested" }>; readonly list?: ValueList }> = fc.oneof(
  fc.record({ type: fc.constant("match" as const), operator, field, value }).map((each) => ({ entry: each })),
  fc.record({ type: fc.constant("match_any" as const), operator, field, value: values }).map((each) => ({ entry: each })),
  fc
    .record({ type: fc.constant("wildcard" as const), operator, field, value: fc.constantFrom("*", "a*", "?", "1*", "A?") })
    .map((each) => ({ entry: each })),
  fc.record({ type: fc.constant("exists" as const), operator, field }).map((each) => ({ entry: each })),
  fc.tuple(field, type, values).map(([name, of, all]) => listed(name, of, all)),
);

const listed = (name: string, of: ValueListType, all: readonly string[]) => ({
  entry: { type: "list" as const, operator: "included" as const, field: name, list: { id: "l", type: of } },
  list: { id: "l", type: of, values: all },
});

const LIST: ExceptionList = { id: "list", name: "List", type: "detection", ruleIds: [], items: [] };

/** Whether an item of these entries excepts the document; the reference and the compiled matcher agree. */
function excepts(entries: readonly ExceptionEntry[], list: ValueList | undefined, document: JsonObject): boolean {
  const item: ExceptionItem = { id: "i", name: "i", entries, osTypes: [] };
  const { op } = lowerItem(item, LIST, new Map(list ? [[list.id, list]] : []), env);
  if (!op) throw new Error("the item was not applied");
  const verdict = evaluate(op.where, document);
  expect(compilePredicate(op.where)(createRecord(document))).toBe(verdict);
  return verdict;
}

describe("laws", () => {
  test("an excluded entry excepts exactly what the included one does not", () => {
    fc.assert(
      fc.property(entry, anyDocument, ({ entry: each, list }, document) => {
        expect(excepts([{ ...each, operator: "excluded" }], list, document)).toBe(!excepts([each], list, document));
      }),
      { numRuns: 2_000 },
    );
  });

  test("an item excepts what each of its entries does", () => {
    fc.assert(
      fc.property(entry, entry, anyDocument, (a, b, document) => {
        fc.pre(!a.list || !b.list);
        const list = a.list ?? b.list;
        expect(excepts([a.entry, b.entry], list, document)).toBe(excepts([a.entry], list, document) && excepts([b.entry], list, document));
      }),
      { numRuns: 1_000 },
    );
  });

  test("match_any is any match", () => {
    fc.assert(
      fc.property(field, values, anyDocument, (name, all, document) => {
        const one = (each: string): boolean =>
          excepts([{ type: "match", operator: "included", field: name, value: each }], undefined, document);
        expect(excepts([{ type: "match_any", operator: "included", field: name, value: all }], undefined, document)).toBe(all.some(one));
      }),
      { numRuns: 2_000 },
    );
  });

  test("a list of keywords is match_any, analysed text apart", () => {
    fc.assert(
      fc.property(field, values, anyDocument, (name, all, document) => {
        fc.pre(name !== "t");
        const { entry: inList, list } = listed(name, "keyword", all);
        const any = excepts([{ type: "match_any", operator: "included", field: name, value: all }], undefined, document);
        expect(excepts([inList], list, document)).toBe(any);
      }),
      { numRuns: 2_000 },
    );
  });
});
