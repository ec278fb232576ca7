import { describe, expect, test } from "vitest";
import type { FieldType } from "./field-type.ts";
import { defaultFields, extendFields } from "./schema.ts";

const FIELDS = defaultFields();

describe("defaultFields", () => {
  const cases: readonly [name: string, field: FieldType | undefined][] = [
    ["process", { name: "process", path: "process", kind: "object" }],
    ["process.name", { name: "process.name", path: "process.name", kind: "keyword", ignoreAbove: 1024 }],
    ["process.name.text", { name: "process.name.text", path: "process.name", kind: "match_only_text" }],
    [
      "process.name.caseless",
      { name: "process.name.caseless", path: "process.name", kind: "keyword", normalizer: "lowercase", ignoreAbove: 1024 },
    ],
    ["process.command_line", { name: "process.command_line", path: "process.command_line", kind: "wildcard" }],
    [
      "dns.question.name.caseless",
      { name: "dns.question.name.caseless", path: "dns.question.name", kind: "keyword", normalizer: "lowercase" },
    ],
    ["message.keyword", { name: "message.keyword", path: "message", kind: "keyword" }],
    ["process.keyword", undefined],
    ["source.ip", { name: "source.ip", path: "source.ip", kind: "ip" }],
    [
      "winlog.event_data.Anything",
      { name: "winlog.event_data.Anything", path: "winlog.event_data.Anything", kind: "keyword", ignoreAbove: 1024 },
    ],
    ["winlog.event_data", { name: "winlog.event_data", path: "winlog.event_data", kind: "object" }],
    [
      "powershell.file.script_block_text",
      { name: "powershell.file.script_block_text", path: "powershell.file.script_block_text", kind: "text" },
    ],
    [
      "aws.cloudtrail.flattened.request_parameters.a.b",
      {
        name: "aws.cloudtrail.flattened.request_parameters.a.b",
        path: "aws.cloudtrail.flattened.request_parameters.a.b",
        kind: "flattened",
        leafOf: "aws.cloudtrail.flattened.request_parameters",
        ignoreAbove: 1024,
      },
    ],
    [
      "email.attachments.file.name",
      {
        name: "email.attachments.file.name",
        path: "email.attachments.file.name",
        nested: "email.attachments",
        kind: "keyword",
        ignoreAbove: 1024,
      },
    ],
    ["signal.rule.name", { name: "signal.rule.name", path: "kibana.alert.rule.name", kind: "keyword", ignoreAbove: 1024 }],
    ["okta.something.new", { name: "okta.something.new", path: "okta.something.new", kind: "unknown" }],
    ["entity.raw", { name: "entity.raw", path: "entity.raw", kind: "object" }],
    ["entity.raw.x", { name: "entity.raw.x", path: "entity.raw.x", kind: "unknown" }],
    ["labels.env", { name: "labels.env", path: "labels.env", kind: "keyword", ignoreAbove: 1024 }],
    ["proces.name", undefined],
    ["constructor", undefined],
  ];
  test.each(cases)("%s", (name, field) => expect(FIELDS.get(name)).toEqual(field));

  test("is built once and is not explicit", () => {
    expect(defaultFields()).toBe(FIELDS);
    expect(FIELDS.explicit).toBe(false);
  });

  test("expands patterns", () => {
    const names = FIELDS.expand("process.*.name").map((field) => field.name);
    expect(names).toContain("process.parent.name");
    expect(names).not.toContain("process.name");
  });
});

describe("extendFields", () => {
  const extended = extendFields(FIELDS, [
    { name: "acme.user", path: "acme.user", kind: "ip" },
    { name: "process.name", path: "process.name", kind: "wildcard" },
  ]);

  test("adds, replaces, and keeps the rest", () => {
    expect(extended.get("acme.user")?.kind).toBe("ip");
    expect(extended.get("acme")?.kind).toBe("object");
    expect(extended.get("process.name")?.kind).toBe("wildcard");
    expect(extended.get("process")?.kind).toBe("object");
    expect(extended.get("process.pid")?.kind).toBe("long");
    expect(extended.get("acme.user.keyword")).toEqual({ name: "acme.user.keyword", path: "acme.user", kind: "keyword" });
    expect(FIELDS.get("acme.user")).toBeUndefined();
  });

  test("lists and expands each name once", () => {
    expect(extended.expand("process.name").map((field) => field.kind)).toEqual(["wildcard"]);
    expect([...extended.names()].filter((name) => name === "process.name")).toHaveLength(1);
    expect(extended.expand("acme*").map((field) => field.name)).toEqual(["acme.user"]);
  });
});
