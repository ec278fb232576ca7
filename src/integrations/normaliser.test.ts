import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../event/json.ts";
import { type EventDocument, ORIGIN, type Origin } from "../event/origin.ts";
import { createMemory } from "./memory.ts";
import { createNormaliser } from "./normaliser.ts";
import { INTEGRATIONS } from "./table.ts";

interface Outcome {
  readonly events: readonly EventDocument[];
  readonly unmapped: readonly string[];
  readonly others: readonly string[];
  readonly counts: object;
}

function normalise(records: readonly EventDocument[], only?: string): Outcome {
  const unmapped: string[] = [];
  const others: string[] = [];
  const events: EventDocument[] = [];
  const normaliser = createNormaliser(
    { unmapped: (kind) => unmapped.push(kind), other: (wanted, found) => others.push(`${wanted.name}: ${found?.name ?? "unknown"}`) },
    INTEGRATIONS.find(({ name }) => name === only),
  );
  for (const record of records) normaliser.add(record, events);
  return { events, unmapped, others, counts: normaliser.counts() };
}

const trail = (): EventDocument => ({
  eventTime: "2024-05-01T10:00:00Z",
  eventSource: "iam.amazonaws.com",
  eventName: "CreateUser",
  sourceIPAddress: "192.0.2.7",
});

describe("records", () => {
  test("that are ECS pass as the same objects", () => {
    const event: EventDocument = { event: { category: "process" }, process: { name: "sh" } };
    const { events, unmapped } = normalise([event]);
    expect(events[0]).toBe(event);
    expect(unmapped).toEqual([]);
  });

  test("that are known become ECS, with origin and metadata", () => {
    const origin: Origin = { stream: { input: 0, member: 0, file: "x" }, offset: 7, line: 2 };
    const { events, counts } = normalise([{ ...trail(), _index: "logs-x-default", _id: "7", [ORIGIN]: origin }]);
    expect(events[0]).toMatchObject({ event: { action: "CreateUser", outcome: "success" }, source: { ip: "192.0.2.7" }, _id: "7" });
    expect(events[0]?.[ORIGIN]).toBe(origin);
    expect(counts).toEqual({ cloudtrail: 1 });
  });

  test("that nobody knows pass and are counted by shape", () => {
    const { events, unmapped } = normalise([{ a: 1 }, { a: 1, b: 2, c: 3, d: 4, e: 5 }, {}, { process: { name: "x" } }]);
    expect(events).toHaveLength(4);
    expect(unmapped).toEqual(["record with a", "record with a, b, c, d, …", "empty record"]);
  });

  test("of endless variety are not told apart for ever", () => {
    const { unmapped } = normalise(Array.from({ length: 600 }, (_, i) => ({ [`key${i}`]: 1 })));
    expect(new Set(unmapped).size).toBe(501);
    expect(unmapped.at(-1)).toBe("other kinds");
  });

  test("inside an envelope become ECS, with the envelope's other members as labels", () => {
    const { events } = normalise([
      { technique: "T1136", record: trail() },
      { message: JSON.stringify(trail()), n: { a: 1 } },
    ]);
    expect(events[0]).toMatchObject({ event: { action: "CreateUser" }, labels: { technique: "T1136" } });
    expect(events[1]).toMatchObject({ event: { action: "CreateUser" }, labels: { n: '{"a":1}' } });
  });

  test("that are not what the user said pass and are told", () => {
    const ecs = { event: { category: "process" } };
    const { events, others } = normalise([trail(), { a: 1 }, ecs], "cloudtrail");
    expect(events).toHaveLength(3);
    expect(others).toEqual(["cloudtrail: unknown", "cloudtrail: unknown"]);
  });
});

test("no integration throws, whatever an accepted record holds", () => {
  const keys = fc.constantFrom(
    "eventSource",
    "eventName",
    "eventTime",
    "userIdentity",
    "requestParameters",
    "sourceIPAddress",
    "errorCode",
    "x",
  );
  const record = fc.dictionary(keys, fc.jsonValue()).map((values) => ({ ...trail(), ...values }) as JsonObject);
  fc.assert(
    fc.property(record, (each) => {
      expect(normalise([each as EventDocument]).events.length).toBeGreaterThan(0);
    }),
  );
});

test("a memory keeps what was used last", () => {
  const memory = createMemory(2);
  memory.set("a", 1);
  memory.set("b", 2);
  memory.get("a");
  memory.set("c", 3);
  expect(memory.entries()).toEqual([
    ["a", 1],
    ["c", 3],
  ]);
  memory.delete("a");
  expect(memory.get("a")).toBeUndefined();
});
