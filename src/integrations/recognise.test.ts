import { describe, expect, test } from "vitest";
import type { JsonObject } from "../event/json.ts";
import { hasEcsFields, isEcs } from "./recognise.ts";

const ECS: readonly (readonly [name: string, record: JsonObject])[] = [
  ["its version", { ecs: { version: "8.17.0" } }],
  ["an event category", { event: { category: ["process"] } }],
  ["a dotted event category", { "event.category": "process" }],
  ["a data stream", { data_stream: { dataset: "endpoint.events.process", type: "logs", namespace: "default" } }],
  ["a dotted data set", { "data_stream.dataset": "x.y" }],
  ["an alert", { "kibana.alert.uuid": "1" }],
];

const OTHER: readonly (readonly [name: string, record: JsonObject])[] = [
  ["nothing", {}],
  ["CloudTrail", { eventVersion: "1.08", eventSource: "s3.amazonaws.com", eventName: "GetObject" }],
  ["an event of somebody else", { event: { name: "login", id: 1 } }],
  ["an event that is a text", { event: "login" }],
  ["a mark that is an object", { event: { type: { name: "x" } } }],
  ["dots that mark nothing", { "event.name": "x", "a.b": 1, ".event": 1 }],
  ["names every object has", { "constructor.kind": "x", "__proto__.kind": "y" }],
];

describe("ECS documents", () => {
  test.each(ECS)("are told by %s", (_, record) => expect(isEcs(record)).toBe(true));
  test.each(OTHER)("are not %s", (_, record) => expect(isEcs(record)).toBe(false));
});

test("fields of ECS are told from others", () => {
  expect([{ process: { name: "x" } }, { "user.name": "x" }, { "@timestamp": "2024-01-01" }].map(hasEcsFields)).toEqual([true, true, true]);
  expect([{}, { a: 1 }, { user: "x" }, { foo: { process: 1 } }].map(hasEcsFields)).toEqual([false, false, false, false]);
});
