import { describe, expect, test } from "vitest";
import type { JsonObject } from "../event/json.ts";
import { ecsFields } from "../event/schema.ts";
import { cleanSource } from "./clean.ts";

const CASES: readonly (readonly [string, JsonObject, JsonObject])[] = [
  [
    "metadata and the alerts' own names go",
    { _id: "1", _index: "i", "kibana.alert.uuid": "u", signal: { a: 1 }, threshold_result: 1, a: 1 },
    { a: 1 },
  ],
  ["an object where ECS has a value goes", { process: { name: { x: 1 }, pid: 4 } }, { process: { pid: 4 } }],
  ["a value where ECS has an object goes", { process: "x", host: { name: "h" } }, { host: { name: "h" } }],
  [
    "a number that is none goes",
    { process: { pid: "abc", ppid: 1 }, source: { port: [1, "x", 2] } },
    { process: { ppid: 1 }, source: { port: [1, 2] } },
  ],
  ["an address that is none goes", { source: { ip: ["1.2.3.4", "nope"] } }, { source: { ip: ["1.2.3.4"] } }],
  ["a dotted key below a value goes", { "agent.name.x": 1, "agent.name": "a" }, { "agent.name": "a" }],
  ["empty lists and objects go", { a: [], b: {}, c: { d: [] }, e: 1 }, { e: 1 }],
  ["what ECS does not know stays", { my: { own: { thing: [1, { a: 2 }] } } }, { my: { own: { thing: [1, { a: 2 }] } } }],
  ["event.kind makes way", { event: { kind: "event", action: "x" } }, { event: { action: "x" } }],
  ["also alone and dotted", { event: { kind: "event" }, "event.kind": "event", a: 1 }, { a: 1 }],
];

describe("source cleaning", () => {
  test.each(CASES)("%s", (_, document, expected) => {
    expect(cleanSource(document, ecsFields()).source).toEqual(expected);
  });

  test("keeps a hostile key as an own property", () => {
    const document = JSON.parse('{"__proto__": {"polluted": 1}, "a": 1}') as JsonObject;
    const { source } = cleanSource(document, ecsFields());
    expect(Object.keys(source)).toEqual(["__proto__", "a"]);
    expect(({} as JsonObject)["polluted"]).toBeUndefined();
  });

  test("mirrors event and data_stream leaf by leaf, kind included", () => {
    const { mirrored } = cleanSource(
      { event: { kind: "event", category: ["a"], x: { y: 1 } }, "event.action": "go", data_stream: { type: "logs" } },
      ecsFields(),
    );
    expect(mirrored).toEqual({
      "kibana.alert.original_event.kind": "event",
      "kibana.alert.original_event.category": ["a"],
      "kibana.alert.original_event.x.y": 1,
      "kibana.alert.original_event.action": "go",
      "kibana.alert.original_data_stream.type": "logs",
    });
  });
});
