import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPiped } from "../../../tests/support/reading.ts";
import { MAX_NESTING, MAX_RECORD_BYTES } from "./limits.ts";
import { nestsDeeperThan } from "./nesting.ts";

const MIB = 1024 * 1024;

/** A text of `size` bytes in chunks, between two ends. */
const long = (before: string, size: number, after: string): readonly string[] => [
  before,
  ...Array<string>(size / MIB).fill("x".repeat(MIB)),
  after,
];

describe("records that are too long", () => {
  test.each([
    ["a line", long('{"n":1}\n{"x":"', 50 * MIB, '"}\n{"n":2}\n'), 2],
    ["a last line", long('{"n":1}\n{"n":2}\n{"x":"', 50 * MIB, '"}'), 3],
    ["an item of a list", long('[{"n":1},\n{"x":"', 50 * MIB, '"},{"n":2}]'), 2],
    ["an object over many lines", long('{\n"n":1}\n{\n"x":"', 50 * MIB, '"}\n{"n":2}'), 3],
  ])("%s", async (_, chunks, line) => {
    const { events, problems, skipped } = await readPiped(chunks);
    expect(events.map((event) => event["n"])).toEqual([1, 2]);
    expect(skipped).toEqual(["T7006 Record too long ×1"]);
    expect(problems[0]?.location?.line).toBe(line);
  });

  test("a record of just the limit is read, one byte more is not", async () => {
    const record = (length: number): string => `{"x":"${"y".repeat(length - 8)}"}`;
    const text = `{"n":1}\n${record(MAX_RECORD_BYTES)}\n${record(MAX_RECORD_BYTES + 1)}\n{"n":2}\n`;
    const { events, skipped } = await readPiped([text]);
    expect(events).toHaveLength(3);
    expect(skipped).toEqual(["T7006 Record too long ×1"]);
  });

  test("the first record", async () => {
    const { events, skipped } = await readPiped(long('{"x":"', 20 * MIB, '"}\n{"n":2}\n'));
    expect(events.map((event) => event["n"])).toEqual([2]);
    expect(skipped).toEqual(["T7006 Record too long ×1"]);
  });
});

describe("nesting", () => {
  const nested = (levels: number, open: string, close: string): string => `{"a":${open.repeat(levels - 1)}1${close.repeat(levels - 1)}}`;

  test.each([
    ["lists", "[", "]"],
    ["objects", '{"b":', "}"],
  ])("%s at the limit are read, deeper ones are skipped", async (_, open, close) => {
    const text = [MAX_NESTING, MAX_NESTING + 1, 10_000, 1_000_000].map((levels) => nested(levels, open, close)).join("\n");
    const { events, skipped } = await readPiped([`{"n":1}\n${text}\n{"n":2}\n`]);
    expect(events).toHaveLength(3);
    expect(skipped).toEqual(["T7007 Record nested too deep ×3"]);
  });

  test("brackets in texts and beside one another do not count", async () => {
    const text = `{"n":1}\n${JSON.stringify({ a: "[{".repeat(5000), b: Array.from({ length: 5000 }, () => ({})) })}\n`;
    const { events, skipped } = await readPiped([text]);
    expect(events).toHaveLength(2);
    expect(skipped).toEqual([]);
  });

  test("is judged as a plain count of levels judges it, wherever the bytes stand", () => {
    const levels = (value: unknown): number =>
      typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(levels)) : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12 }), fc.nat({ max: 9 }), fc.nat({ max: 12 }), (value, shift, limit) => {
        const text = JSON.stringify(value);
        const bytes = Buffer.from(`${"[".repeat(shift)}${text}${"[".repeat(7)}`);
        const actual = nestsDeeperThan(limit, bytes, shift, shift + Buffer.byteLength(text));
        expect(actual).toBe(levels(value) > limit);
      }),
    );
  });
});

describe("keys", () => {
  test.each([
    ["lines", '{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"n":1}\n'],
    ["a list", '[{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"n":1}]'],
    ["a hit", '{"_index":"i","_source":{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"n":1}}\n'],
    ["a bulk file", '{"create":{}}\n{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"n":1}\n'],
  ])("of the prototype stay plain keys: %s", async (_, text) => {
    const [event] = (await readPiped([text])).events;
    expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
    expect(Object.keys(event ?? {}).slice(0, 3)).toEqual(["__proto__", "constructor", "n"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("a hit's metadata of another kind does not become metadata", async () => {
    const [event] = (await readPiped(['{"_index":{"x":1},"_id":["a"],"_source":{"n":1}}\n'])).events;
    expect(event).toEqual(expect.objectContaining({ n: 1 }));
    expect(Object.keys(event ?? {})).toEqual(["n"]);
  });
});

describe("anything at all", () => {
  test("bytes never make the reader throw", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc.string({ unit: fc.constantFrom(...'{}[]":,\\n\r\n\t \u001e1a\ufeff\0'), maxLength: 300 }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(undefined, "ndjson", "json"), fc.boolean(), async (data, format, packed) => {
        const input = packed ? gzipSync(data) : Buffer.from(data);
        const { summary } = await readPiped([input], { format });
        expect(summary.read).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
});
