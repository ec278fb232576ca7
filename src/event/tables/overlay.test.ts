import { describe, expect, test } from "vitest";
import { createFieldTable } from "../field-table.ts";
import type { FieldType } from "../field-type.ts";
import { ECS_FIELDS } from "./ecs.generated.ts";
import { type Overlay, overlayFamilies, overlayFields } from "./overlay.ts";
import { OVERLAYS } from "./overlays.ts";
import { readPackedFields } from "./packed-fields.ts";

const SAMPLE: Overlay = {
  title: "Sample",
  fields: { keyword: "a.b\n  a.list.c", long: "a.d", nested: "a.list" },
  families: { keyword: "a.data", unknown: "a" },
  aliases: { "z.b": "a.b" },
  caseless: "a.b",
  text: "a.b",
};

describe("overlayFields", () => {
  const cases: readonly FieldType[] = [
    { name: "a.b", path: "a.b", kind: "keyword", ignoreAbove: 1024 },
    { name: "a.list.c", path: "a.list.c", kind: "keyword", ignoreAbove: 1024, nested: "a.list" },
    { name: "a.d", path: "a.d", kind: "long" },
    { name: "a.list", path: "a.list", kind: "nested" },
    { name: "a.b.caseless", path: "a.b", kind: "keyword", normalizer: "lowercase", ignoreAbove: 1024 },
    { name: "a.b.text", path: "a.b", kind: "match_only_text" },
    { name: "z.b", path: "a.b", kind: "keyword", ignoreAbove: 1024 },
  ];
  test("names, kinds, multi-fields and aliases", () => expect(overlayFields(SAMPLE)).toEqual(cases));

  test("the nearest family decides a name of no field", () => {
    const table = createFieldTable({ explicit: false, fields: overlayFields(SAMPLE), families: overlayFamilies([SAMPLE]) });
    expect(table.get("a.data.x.y")).toEqual({ name: "a.data.x.y", path: "a.data.x.y", kind: "keyword", ignoreAbove: 1024 });
    expect(table.get("a.x")?.kind).toBe("unknown");
    expect(table.get("a.data")?.kind).toBe("object");
    expect(table.get("b.x")).toBeUndefined();
  });
});

describe("the overlays", () => {
  const ecs = new Map(readPackedFields(ECS_FIELDS).map((field) => [field.name, field.kind]));

  test.each(OVERLAYS)("$title: known kinds, no field of ECS changed, no name twice, no lost alias", (overlay) => {
    const fields = overlayFields(overlay);
    const names = fields.map((field) => field.name);
    expect(fields.filter(({ name, kind }) => ecs.has(name) && ecs.get(name) !== kind && !name.endsWith(".text"))).toEqual([]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(Object.keys(overlay.aliases ?? {}).filter((name) => !names.includes(name))).toEqual([]);
  });
});
