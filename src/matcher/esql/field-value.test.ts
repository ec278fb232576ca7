import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldType } from "../../event/field-type.ts";
import type { Scalar } from "../../event/json.ts";
import type { EsqlType } from "../../functions/esql/type.ts";
import { compileFieldValue, compileOneValue } from "./field-value.ts";

const COLUMNS: readonly (readonly [EsqlType, FieldType["kind"]])[] = [
  ["keyword", "keyword"],
  ["ip", "ip"],
  ["version", "version"],
  ["long", "long"],
  ["double", "double"],
  ["boolean", "boolean"],
  ["date", "date"],
];

const VALUES = fc.constantFrom<Scalar>(
  "1.2.3.4",
  "::ffff:1.2.3.4",
  "::1",
  "0:0::1",
  "x",
  "X",
  "1",
  "1.0",
  "2026-01-05",
  1,
  1.5,
  true,
  false,
  "true",
  "",
);

/** A list is one to who takes one value alone. */
const seen = (value: unknown): unknown => (Array.isArray(value) ? "several" : value);

test("for who takes one value alone a field has none, one or several as for all others", () => {
  fc.assert(
    fc.property(fc.constantFrom(...COLUMNS), fc.array(VALUES, { maxLength: 5 }), ([type, kind], values) => {
      const column = { name: "f", type, field: { name: "f", path: "f", kind } };
      expect(seen(compileOneValue(column)(values))).toEqual(seen(compileFieldValue(column)(values)));
    }),
    { numRuns: 3_000 },
  );
});

test("one of several values is a list of two", () => {
  const column = { name: "f", type: "ip", field: { name: "f", path: "f", kind: "ip" } } as const;
  expect(compileOneValue(column)(["::1", "0::1", "1.2.3.4", "5.6.7.8"])).toEqual(["::1", "1.2.3.4"]);
});
