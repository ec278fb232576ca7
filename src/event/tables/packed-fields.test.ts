import { EcsFlat, EcsVersion } from "@elastic/ecs";
import { describe, expect, test } from "vitest";
import { defaultFields } from "../schema.ts";
import { ECS_FIELDS, ECS_VERSION } from "./ecs.generated.ts";
import { readPackedFields } from "./packed-fields.ts";

describe("readPackedFields", () => {
  test("kinds, limits, multi-fields and nesting", () => {
    expect(
      readPackedFields("\na keyword 1024 .text:match_only_text\nb nested\nb.c ip\nb.d nested\nb.d.e long\nb.f long\nbc long\n"),
    ).toEqual([
      { name: "a", path: "a", kind: "keyword", ignoreAbove: 1024 },
      { name: "a.text", path: "a", kind: "match_only_text" },
      { name: "b", path: "b", kind: "nested" },
      { name: "b.c", path: "b.c", kind: "ip", nested: "b" },
      { name: "b.d", path: "b.d", kind: "nested", nested: "b" },
      { name: "b.d.e", path: "b.d.e", kind: "long", nested: "b.d" },
      { name: "b.f", path: "b.f", kind: "long", nested: "b" },
      { name: "bc", path: "bc", kind: "long" },
    ]);
  });

  test("the table that ships is that of the package it was made from (else: npm run generate:ecs)", () => {
    const theirs: readonly { flat_name: string; type: string }[] = Object.values(EcsFlat);
    expect(ECS_VERSION).toBe(EcsVersion);
    expect(readPackedFields(ECS_FIELDS).length).toBeGreaterThan(2500);
    expect(theirs.filter((field) => defaultFields().get(field.flat_name)?.kind !== field.type)).toEqual([]);
  });
});
