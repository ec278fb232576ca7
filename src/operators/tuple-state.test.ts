import { describe, expect, test } from "vitest";
import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { Json, Scalar } from "../event/json.ts";
import { compileKeys, type KeyTuple } from "./keys.ts";
import { loadTuple, type SavedTuple, saveTuple, shownValues } from "./tuple-state.ts";

const CASES: readonly { readonly kind: FieldKind; readonly value: Json; readonly shown: Scalar }[] = [
  { kind: "keyword", value: "Doom", shown: "Doom" },
  { kind: "keyword", value: 5, shown: "5" },
  { kind: "long", value: "12", shown: 12 },
  { kind: "long", value: "9223372036854775807", shown: "9223372036854775807" },
  { kind: "double", value: 1.5, shown: 1.5 },
  { kind: "float", value: 0.1, shown: Math.fround(0.1) },
  { kind: "boolean", value: "false", shown: false },
  { kind: "date", value: "2022-12-17", shown: 1671235200000 },
  { kind: "ip", value: "2001:DB8:0::1", shown: "2001:db8::1" },
  { kind: "version", value: "1.10.0", shown: "1.10.0" },
  { kind: "unknown", value: 5, shown: 5 },
  { kind: "unknown", value: true, shown: true },
  { kind: "unknown", value: "5", shown: "5" },
];

describe("a tuple in state", () => {
  test.each(CASES)("$kind $value comes back from JSON as it was, and shows as $shown", ({ kind, value, shown }) => {
    const field: FieldType = { name: "f", path: "f", kind };
    const tuple = compileKeys([{ field, optional: false }], { dates: "epoch" })({ f: value })[0] as KeyTuple;
    const loaded = loadTuple(JSON.parse(JSON.stringify(saveTuple(tuple))) as SavedTuple, [field]);
    expect(loaded).toEqual(tuple);
    expect(shownValues(loaded, [field])).toEqual([shown]);
  });
});
