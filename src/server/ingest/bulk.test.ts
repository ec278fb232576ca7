import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEventLines } from "./event-lines.ts";
import { type BulkFault, type BulkItem, readBulk } from "./bulk.ts";

const LINES = createEventLines();
const read = (text: string, target?: string): readonly BulkItem[] | BulkFault => readBulk(Buffer.from(text), target, LINES);
const shown = (result: readonly BulkItem[] | BulkFault): unknown =>
  "reason" in result
    ? result.reason
    : result.map(({ action, index, id, outcome }) => [
        action,
        index,
        id,
        "fault" in outcome ? outcome.fault.type : JSON.parse(outcome.json.toString()),
      ]);

describe("bulk requests", () => {
  test.each([
    ["a document", '{"index":{"_index":"a","_id":"1"}}\n{"x":1}\n', [["index", "a", "1", { x: 1 }]]],
    ["the path's index", '{"create":{}}\n{"x":1}\n', [["create", "t", null, { x: 1 }]]],
    [
      "blank lines and carriage returns",
      '\n{"create":{}}\r\n{"x":1}\r\n\n\n{"create":{}}\n{"x":2}\n\n',
      [
        ["create", "t", null, { x: 1 }],
        ["create", "t", null, { x: 2 }],
      ],
    ],
    [
      "a bad document among good ones",
      '{"create":{}}\n{"x":\n{"create":{}}\n[1]\n{"create":{}}\n{"x":2}\n',
      [
        ["create", "t", null, "document_parsing_exception"],
        ["create", "t", null, "document_parsing_exception"],
        ["create", "t", null, { x: 2 }],
      ],
    ],
    [
      "updates and deletes",
      '{"update":{"_id":"1"}}\n{"doc":{}}\n{"delete":{"_id":"1"}}\n',
      [
        ["update", "t", "1", "illegal_argument_exception"],
        ["delete", "t", "1", "illegal_argument_exception"],
      ],
    ],
    [
      "an index of alerts",
      '{"create":{"_index":".alerts-security.alerts-default"}}\n{"x":1}\n',
      [["create", ".alerts-security.alerts-default", null, "security_exception"]],
    ],
    [
      "an index by date math, and a create by op_type",
      '{"index":{"_index":"<a-{2026-01-31||/M{yyyy.MM}}>","op_type":"create"}}\n{"x":1}\n',
      [["create", "a-2026.01", null, { x: 1 }]],
    ],
    ["a number as an id", '{"create":{"_id":5}}\n{"x":1}\n', [["create", "t", "5", { x: 1 }]]],
  ])("%s", (_, text, expected) => {
    expect(shown(read(text, "t"))).toEqual(expected);
  });

  test.each([
    ["", "request body is required"],
    ["\n", "no requests added"],
    ['{"create":{}}\n{"x":1}', "The bulk request must be terminated by a newline [\\n]"],
    ['{"create":{}}\n', "Malformed action/metadata line [1], expected a document after it"],
    ["nonsense\n", "Malformed action/metadata line [1], it is not valid JSON"],
    ['{"fetch":{}}\n{}\n', "Malformed action/metadata line [1], expected one of [create, delete, index, update] but found [fetch]"],
  ])("that cannot be read: %j", (text, reason) => {
    expect(shown(read(text, "t"))).toBe(reason);
  });

  test("no index at all is the item's fault", () => {
    expect(shown(read('{"create":{}}\n{"x":1}\n'))).toEqual([["create", "", null, "action_request_validation_exception"]]);
  });

  test("a document that nests too deep is the item's fault", () => {
    const deep = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    expect(shown(read(`{"create":{}}\n${deep}\n`, "t"))).toEqual([["create", "t", null, "document_parsing_exception"]]);
  });

  test("no bytes throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readBulk(Buffer.from(bytes), "t", LINES)),
      { numRuns: 300 },
    );
    const lines = fc.array(fc.oneof(fc.json(), fc.constantFrom('{"create":{}}', '{"index":{"_index":"a"}}', "")));
    fc.assert(
      fc.property(lines, (each) => void read(`${each.join("\n")}\n`, "t")),
      { numRuns: 300 },
    );
  });
});
