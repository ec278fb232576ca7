import { describe, expect, test } from "vitest";
import type { FieldType } from "./field-type.ts";
import { mappingFields } from "./mapping.ts";

const FIELDS = mappingFields({
  "@timestamp": { type: "date", format: "epoch_second||yyyy" },
  host: { properties: { name: { type: "keyword", ignore_above: 64, normalizer: "lowercase" }, "os.type": { type: "constant_keyword" } } },
  user: { type: "alias", path: "host.name" },
  broken: { type: "alias", path: "nowhere" },
  message: { type: "text", fields: { raw: { type: "wildcard" }, keyword: { type: "keyword", ignore_above: 256 } } },
  pid: { type: "long", null_value: 0 },
  some: { type: "nested", properties: { leaf: { type: "keyword" }, deeper: { type: "nested", properties: { leaf: { type: "ip" } } } } },
  tags: { type: "flattened", ignore_above: 10 },
  random: { type: "[runtime_random_keyword_type]" },
  brackets: { type: "text", fields: { "[runtime_random_keyword_type]": { type: "[runtime_random_keyword_type]", ignore_above: 8 } } },
  open: { type: "object", dynamic: true },
  closed: { dynamic: false, properties: { known: { type: "boolean" } } },
  load: { type: "scaled_float", scaling_factor: 100 },
  shape: { type: "geo_shape" },
  junk: 5,
});

describe("mappingFields", () => {
  const cases: readonly [name: string, field: FieldType | undefined][] = [
    ["@timestamp", { name: "@timestamp", path: "@timestamp", kind: "date", formats: ["epoch_second||yyyy"] }],
    ["host", { name: "host", path: "host", kind: "object" }],
    ["host.name", { name: "host.name", path: "host.name", kind: "keyword", normalizer: "lowercase", ignoreAbove: 64 }],
    ["host.os", { name: "host.os", path: "host.os", kind: "object" }],
    ["host.os.type", { name: "host.os.type", path: "host.os.type", kind: "constant_keyword" }],
    ["user", { name: "user", path: "host.name", kind: "keyword", normalizer: "lowercase", ignoreAbove: 64 }],
    ["broken", undefined],
    ["message", { name: "message", path: "message", kind: "text", exact: "message.raw" }],
    ["message.keyword", { name: "message.keyword", path: "message", kind: "keyword", ignoreAbove: 256 }],
    ["message.caseless", undefined],
    ["load", { name: "load", path: "load", kind: "scaled_float", scalingFactor: 100 }],
    ["pid", { name: "pid", path: "pid", kind: "long", nullValue: 0 }],
    ["some", { name: "some", path: "some", kind: "nested" }],
    ["some.leaf", { name: "some.leaf", path: "some.leaf", kind: "keyword", nested: "some" }],
    ["some.deeper", { name: "some.deeper", path: "some.deeper", kind: "nested", nested: "some" }],
    ["some.deeper.leaf", { name: "some.deeper.leaf", path: "some.deeper.leaf", kind: "ip", nested: "some.deeper" }],
    ["tags.a.b", { name: "tags.a.b", path: "tags.a.b", kind: "flattened", leafOf: "tags", ignoreAbove: 10 }],
    ["random", { name: "random", path: "random", kind: "keyword" }],
    ["brackets", { name: "brackets", path: "brackets", kind: "text", exact: "brackets.keyword" }],
    ["brackets.keyword", { name: "brackets.keyword", path: "brackets", kind: "keyword", ignoreAbove: 8 }],
    ["open.x.y", { name: "open.x.y", path: "open.x.y", kind: "unknown" }],
    ["closed.x", undefined],
    ["shape", { name: "shape", path: "shape", kind: "binary" }],
    ["junk", undefined],
    ["_id", { name: "_id", path: "_id", kind: "keyword" }],
    ["nowhere", undefined],
  ];
  test.each(cases)("%s", (name, field) => expect(FIELDS.get(name)).toEqual(field));

  test("is explicit, lists its names and expands patterns to leaves", () => {
    expect(FIELDS.explicit).toBe(true);
    expect([...FIELDS.names()]).toContain("some.deeper.leaf");
    expect(
      FIELDS.expand("*s*e*.leaf")
        .map((field) => field.name)
        .toSorted(),
    ).toEqual(["some.deeper.leaf", "some.leaf"]);
    expect(FIELDS.expand("some*").map((field) => field.name)).not.toContain("some");
    expect(
      FIELDS.expand("message*")
        .map((field) => field.name)
        .toSorted(),
    ).toEqual(["message", "message.keyword", "message.raw"]);
    expect(FIELDS.expand("_*")).toEqual([]);
  });
});
