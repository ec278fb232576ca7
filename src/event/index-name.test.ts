import { describe, expect, test } from "vitest";
import { cleanIndexName, compileIndexPatterns, indexOf } from "./index-name.ts";
import type { JsonObject } from "./json.ts";

describe("indexOf", () => {
  const stream = { type: "logs", dataset: "endpoint.events.process", namespace: "default" };
  const cases: readonly [name: string, document: JsonObject, index: string | undefined][] = [
    ["data stream fields", { data_stream: stream, _index: "x" }, "logs-endpoint.events.process-default"],
    ["dotted", { "data_stream.type": "logs", "data_stream.dataset": "a.b", "data_stream.namespace": "n" }, "logs-a.b-n"],
    ["mixed", { data_stream: { type: "logs", dataset: "a" }, "data_stream.namespace": "n" }, "logs-a-n"],
    ["in lists", { data_stream: [{ type: ["logs"] }, { dataset: "a", namespace: "n" }] }, "logs-a-n"],
    ["the same data set elsewhere", { data_stream: { ...stream, namespace: "other" } }, "logs-endpoint.events.process-other"],
    ["incomplete: the index name", { data_stream: { type: "logs", dataset: "a" }, _index: "winlogbeat-8" }, "winlogbeat-8"],
    ["a backing index", { _index: ".ds-logs-system.security-default-2024.01.31-000012" }, "logs-system.security-default"],
    ["none", {}, "fallback"],
    ["an index that is no text", { _index: 5 }, "fallback"],
  ];
  test.each(cases)("%s", (_, document, index) => expect(indexOf(document, "fallback")).toBe(index));
  test("no fallback", () => expect(indexOf({})).toBeUndefined());
});

describe("cleanIndexName", () => {
  // biome-ignore format: table
  test.each([
    ["winlogbeat-7.17.0-2024.01.31-000001", "winlogbeat-7.17.0"], ["eu:logs-x-default", "logs-x-default"],
    ["eu:partial-.ds-logs-x-default-2024.01.31-000001", "logs-x-default"], ["restored-.ds-logs-x-default-2024.01.31-000001", "logs-x-default"],
    [".internal.alerts-security.alerts-default-000001", ".alerts-security.alerts-default"], [".alerts-security.alerts-default", ".alerts-security.alerts-default"],
    ["logs-x-default::data", "logs-x-default"], ["logs-2024.01.31", "logs-2024.01.31"], ["logs-000001", "logs-000001"],
    ["a-2024.1.31-000001", "a-2024.1.31-000001"], ["-2024.01.31-000001", "-2024.01.31-000001"], ["partial", "partial"],
  ])("%s is %s", (raw, name) => expect(cleanIndexName(raw)).toBe(name));
});

describe("compileIndexPatterns", () => {
  // biome-ignore format: table
  const cases: readonly [patterns: readonly string[], index: string | undefined, taken: boolean][] = [
    [["logs-*"], "logs-x-default", true], [["logs-*"], "winlogbeat-8", false], [["logs-endpoint.events.*"], "logs-endpoint.events.file-default", true],
    [["*"], "anything", true], [["*"], ".alerts-security.alerts-default", false], [["*alerts*"], ".alerts-x", false],
    [[".alerts-security.*"], ".alerts-security.alerts-default", true], [[".internal.alerts-*"], ".alerts-security.alerts-default", true],
    [["_all"], "x", true], [["x"], "x", true], [["x"], "xy", false], [["a*b*c"], "a1b2c", true], [["a*b*c"], "a1c2b", false], [["ab*ba"], "aba", false],
    [["logs-*", "-logs-elastic*"], "logs-elastic-x", false], [["logs-*", "-logs-elastic*"], "logs-x", true],
    [["logs-*", "-*elastic-cloud-logs-*"], "logs-elastic-cloud-logs-1", false], [["a*", "-ab*", "abc"], "abc", true], [["-a*"], "a", false],
    [["eu:logs-*"], "logs-x", true], [["*:logs-*"], "logs-x", true], [["logs-*::data"], "logs-x", true], [["-eu:logs-*", "logs-*"], "logs-x", true],
    [["logs-*,winlogbeat-*"], "winlogbeat-8", true], [["<logs-{now/d}>"], "logs-2024.01.31", true], [[" logs-* "], "logs-x", true],
    [["logs-*"], undefined, true], [[".alerts-security.*"], undefined, false], [[".alerts-security.*", "logs-*"], undefined, true],
    [[".siem-signals-*", "eu:.alerts-*"], undefined, false], [[], "x", true], [[], undefined, true],
  ];
  test.each(cases)("%j, %s: %s", (patterns, index, taken) => expect(compileIndexPatterns(patterns)(index)).toBe(taken));
});
