import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { Json } from "../event/json.ts";
import type { JoinKey } from "../plan/plan.ts";
import { compileKeys, MAX_KEY_TUPLES } from "./keys.ts";

const field = (name: string, kind: FieldKind): FieldType => ({ name, path: name, kind });
const key = (name: string, kind: FieldKind = "keyword", optional = false): JoinKey => ({ field: field(name, kind), optional });
const values = (keys: readonly JoinKey[], document: Record<string, Json>, dates: "iso" | "epoch" = "iso"): (string | null)[][] =>
  compileKeys(keys, { dates })(document).map((tuple) => [...tuple.values]);

describe("join keys", () => {
  test.each<{ kind: FieldKind; value: Json; text: string | null; dates?: "iso" | "epoch" }>([
    { kind: "keyword", value: "Doom", text: "Doom" },
    { kind: "keyword", value: 12, text: "12" },
    { kind: "long", value: "12", text: "12" },
    { kind: "long", value: "9223372036854775807", text: "9223372036854775807" },
    { kind: "double", value: 1.5, text: "1.5" },
    { kind: "double", value: 1e21, text: "1000000000000000000000" },
    { kind: "boolean", value: false, text: "false" },
    { kind: "boolean", value: "true", text: "true" },
    { kind: "ip", value: "2001:DB8:0::1", text: "2001:db8::1" },
    { kind: "version", value: "1.2.4-SNAPSHOT", text: "1.2.4-SNAPSHOT" },
    { kind: "date", value: "2022-12-17", text: "2022-12-17T00:00:00.000Z" },
    { kind: "date", value: "2022-12-17", text: "1671235200000", dates: "epoch" },
    { kind: "unknown", value: 5, text: "5" },
    { kind: "unknown", value: "5", text: "5" },
  ])("$kind $value is $text", ({ kind, value, text, dates }) => {
    expect(values([key("k", kind)], { k: value }, dates)).toEqual([[text]]);
  });

  test("a mandatory key without value gives no tuple, an optional one null, an unmapped one null", () => {
    for (const document of [{}, { k: null }, { k: [] }, { k: [null] }]) {
      expect(values([key("k")], document)).toEqual([]);
      expect(values([key("k", "keyword", true)], document)).toEqual([[null]]);
    }
    expect(values([{ field: null, optional: true }], { k: "x" })).toEqual([[null]]);
  });

  test("a value that is none of its kind is as good as missing", () => {
    expect(values([key("k", "ip")], { k: "not an ip" })).toEqual([]);
    expect(values([key("k", "ip", true)], { k: ["not an ip", "10.0.0.1"] })).toEqual([["10.0.0.1"]]);
  });

  test("arrays: each distinct element, all combinations, in order of value", () => {
    expect(values([key("a"), key("n", "long")], { a: ["y", "x", "y", null], n: [10, 9] })).toEqual([
      ["x", "9"],
      ["x", "10"],
      ["y", "9"],
      ["y", "10"],
    ]);
  });

  test("combinations past the cap are dropped and counted", () => {
    const many = Array.from({ length: 100 }, (_, i) => `v${i}`);
    let dropped = 0;
    const read = compileKeys([key("a"), key("b")], { dates: "iso", onCapped: (count) => (dropped += count) });
    expect(read({ a: many, b: many })).toHaveLength(MAX_KEY_TUPLES);
    expect(dropped).toBe(10_000 - MAX_KEY_TUPLES);
  });

  test("ids are equal exactly when the values are", () => {
    const part = fc.option(fc.string({ unit: fc.constantFrom("a", "-", ":", "1", "\0"), maxLength: 4 }), { nil: null });
    const read = compileKeys([key("a", "keyword", true), key("b", "keyword", true)], { dates: "iso" });
    fc.assert(
      fc.property(fc.tuple(part, part), fc.tuple(part, part), (left, right) => {
        const id = ([a, b]: readonly [string | null, string | null]): string | undefined => read({ a, b })[0]?.id;
        expect(id(left) === id(right)).toBe(left[0] === right[0] && left[1] === right[1]);
      }),
      { numRuns: 2_000 },
    );
  });
});
