import { describe, expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import { compareOrder, compileOrder } from "./order.ts";

const field = (name: string, kind: FieldType["kind"]): FieldType => ({ name, path: name, kind });
const orderOf = compileOrder({
  timestamp: field("@timestamp", "date"),
  tiebreaker: field("tie", "long"),
  sequence: field("event.sequence", "long"),
});

const sorted = (documents: readonly (JsonObject & { id: number })[]): number[] =>
  documents
    .map((document) => ({ id: document.id, order: orderOf(document) }))
    .sort((a, b) => compareOrder(a.order, b.order))
    .map(({ id }) => id);

describe("the order of events", () => {
  test("times in any spelling", () => {
    expect(
      sorted([
        { id: 4, "@timestamp": "2022-05-04T12:00:00.001Z" },
        { id: 3, "@timestamp": "2022-05-04T12:00:00Z" },
        { id: 2, "@timestamp": "1" },
        { id: 1, "@timestamp": 0 },
      ]),
    ).toEqual([1, 2, 3, 4]);
  });

  test("no readable time comes last, in the order it came in", () => {
    expect(sorted([{ id: 2, "@timestamp": "soon" }, { id: 3 }, { id: 1, "@timestamp": 5 }])).toEqual([1, 2, 3]);
  });

  test("tiebreaker by value, then without; then event.sequence", () => {
    expect(
      sorted([
        { id: 5, "@timestamp": 1 },
        { id: 4, "@timestamp": 1, event: { sequence: 7 } },
        { id: 3, "@timestamp": 1, tie: 10 },
        { id: 2, "@timestamp": 1, tie: 9, event: { sequence: 2 } },
        { id: 1, "@timestamp": 1, tie: 9, event: { sequence: 1 } },
      ]),
    ).toEqual([1, 2, 3, 4, 5]);
  });
});
