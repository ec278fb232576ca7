import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FUNCTIONS, type Value } from "./table.ts";

/** Files of the folder that hold no function. */
const SUPPORT = ["arithmetic.ts", "sign.ts", "number-text.ts", "query-function.ts", "table.ts"];

const fileName = (name: string): string => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;

test("the table is the directory", () => {
  const files = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !SUPPORT.includes(file),
  );
  expect([...FUNCTIONS.values()].map((entry) => fileName(entry.name)).sort()).toEqual(files.sort());
});

describe.each([...FUNCTIONS.values()].map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  test.each(entry.examples.map((example) => [JSON.stringify(example, showBig), example] as const))("%s", (__, example) => {
    expect(entry.call(example.args, example.fold === true)).toBe(example.result);
  });

  test("has the parts that documentation needs, in an order that can be called", () => {
    expect(entry.summary).toMatch(/\.$/);
    expect(entry.examples.length).toBeGreaterThan(2);
    const optional = entry.params.map((param) => param.optional === true);
    expect(optional).toEqual([...optional].sort((a, b) => Number(a) - Number(b)));
    expect(entry.examples.some((example) => example.fold === true)).toBe(entry.foldable);
  });

  test("never throws, and a null in a required argument is null", () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 5 }), fc.boolean(), (args, fold) => {
        const result = entry.call(args, fold);
        const required = entry.params.findIndex(
          (param, i) => !param.optional && !(param.variadic && args.length > i) && (args[i] ?? null) === null,
        );
        if (required !== -1) expect(result).toBeNull();
        expect(["string", "number", "bigint", "boolean", "object"]).toContain(typeof result);
      }),
    );
  });
});

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.string(),
  fc.constantFrom("0x", "0xfg", "-", "10.0.0.0/99", "::"),
  fc.integer(),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
);

function showBig(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
