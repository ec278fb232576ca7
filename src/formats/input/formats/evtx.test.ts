import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { originOf } from "../../../event/origin.ts";
import { eventRecord, eventTemplate, value } from "../../../../tests/support/evtx-events.ts";
import { makeEvtx, type TestElement, type TestRecord } from "../../../../tests/support/evtx-writer.ts";
import { readAll } from "../../../../tests/support/reading.ts";

const template = eventTemplate("Test-Provider", [["Text", 0x01]]);
const records = (count: number): TestRecord[] =>
  Array.from({ length: count }, (_, i) => eventRecord(template, i + 1, [value.text(`text ${i + 1}`)]));
const read = (bytes: Buffer) =>
  readAll("-", {
    stdin: (async function* () {
      yield bytes;
    })(),
  });
const idsOf = (events: readonly object[]): unknown[] => events.map((event) => (event as Shape).Event.System.EventRecordID);
const plainOf = (events: readonly object[]): unknown => JSON.parse(JSON.stringify(events));
const expectedIds = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1));

interface Shape {
  readonly Event: { readonly System: { readonly EventRecordID: string }; readonly EventData: Readonly<Record<string, unknown>> };
}

describe("every type of value is shown as Windows shows it", () => {
  const cases: readonly (readonly [name: string, written: ReturnType<typeof value.text>, shown: unknown])[] = [
    ["null", value.none(), ""],
    ["text with its NUL", value.text("C:\\a & <b>"), "C:\\a & <b>"],
    ["text without", value.bareText("ü\u{1f514}"), "ü\u{1f514}"],
    ["empty text", value.bareText(""), ""],
    ["ANSI text", value.ansi("caf\u00e9"), "caf\u00e9"],
    ["8 bits", value.u8(255), "255"],
    ["16 bits", value.u16(4688), "4688"],
    ["32 bits, signed", value.i32(-5), "-5"],
    ["32 bits", value.u32(4294967295), "4294967295"],
    ["64 bits, signed", value.i64(-(2n ** 63n)), "-9223372036854775808"],
    ["64 bits", value.u64(2n ** 64n - 1n), "18446744073709551615"],
    ["64 bits real", value.real64(1.5), "1.5"],
    ["boolean", value.boolean(true), "true"],
    ["binary", value.binary("00ff10"), "00FF10"],
    ["GUID", value.guid("5fb5329fded9985ff006000000000600"), "{9f32b55f-d9de-5f98-f006-000000000600}"],
    ["pointer", value.pointer(0xffffn), "0xffff"],
    ["FILETIME", value.fileTime(132_483_300_001_234_567n), "2020-10-28T03:40:00.1234567Z"],
    ["FILETIME before 1970", value.fileTime(1n), "1601-01-01T00:00:00.0000001Z"],
    ["SYSTEMTIME", value.systemTime(2021, 6, 4, 10, 14, 22, 35, 123), "2021-06-10T14:22:35.123Z"],
    ["SID", value.sid(5, 21, 1, 2, 500), "S-1-5-21-1-2-500"],
    ["hexadecimal, 32 bits", value.hex32(0x1410), "0x1410"],
    ["hexadecimal, 64 bits", value.hex64(0x3e7n), "0x3e7"],
    ["list of texts", value.texts("one", "two"), ["one", "two"]],
    ["list of numbers", value.u32s(1, 2, 3), ["1", "2", "3"]],
  ];
  test.each(cases)("%s", async (_name, written, shown) => {
    const typed = eventTemplate("Test-Provider", [["Value", written.type]]);
    const { events } = await read(makeEvtx([eventRecord(typed, 1, [written])]));
    expect(events).toMatchObject([{ Event: { EventData: { Value: shown } } }]);
  });
});

describe("structure", () => {
  test("the system part has the layout of evtx_dump", async () => {
    const { events } = await read(makeEvtx(records(1)));
    expect(events).toMatchObject([
      {
        Event: {
          System: {
            Provider: { "#attributes": { Name: "Test-Provider" } },
            EventID: "1",
            Keywords: "0x8000000000000000",
            TimeCreated: { "#attributes": { SystemTime: "2020-10-28T03:40:01.0000000Z" } },
            Correlation: "",
            Execution: { "#attributes": { ProcessID: "1676", ThreadID: "1676" } },
            Channel: "Test-Provider/Operational",
            Security: { "#attributes": { UserID: "S-1-5-18" } },
          },
        },
      },
    ]);
  });

  test("an optional null takes its element along", async () => {
    const optional: TestElement = {
      name: "Event",
      children: [
        {
          name: "System",
          children: [
            { name: "A", children: [{ place: 0, type: 1, optional: true }] },
            { name: "B", children: ["b"] },
          ],
        },
      ],
    };
    const { events } = await read(makeEvtx([{ id: 1, template: optional, values: [value.none()] }]));
    expect(plainOf(events)).toEqual([{ Event: { System: { B: "b" } } }]);
  });

  test("data without names is a list", async () => {
    const unnamed: TestElement = {
      name: "Event",
      children: [{ name: "EventData", children: [{ name: "Data", children: [{ place: 0, type: 0x81 }] }] }],
    };
    const { events } = await read(makeEvtx([{ id: 1, template: unnamed, values: [value.texts("a", "", "c")] }]));
    expect(plainOf(events)).toEqual([{ Event: { EventData: { Data: ["a", "", "c"] } } }]);
  });

  test("a value may be elements", async () => {
    const holder: TestElement = { name: "Event", children: [{ name: "UserData", children: [{ place: 0, type: 0x21 }] }] };
    const user = (name: string) =>
      value.elements({ name: "LogFileCleared", children: [{ name: "SubjectUserName", attributes: { a: "b" }, children: [name] }] });
    const { events, skipped } = await read(makeEvtx(["x", "y"].map((name, i) => ({ id: i + 1, template: holder, values: [user(name)] }))));
    const cleared = (name: string) => ({
      Event: { UserData: { LogFileCleared: { SubjectUserName: { "#attributes": { a: "b" }, "#text": name } } } },
    });
    expect([plainOf(events), skipped]).toEqual([[cleared("x"), cleared("y")], []]);
  });

  test("a value may be another template, written once for many records", async () => {
    const holder: TestElement = {
      name: "Event",
      children: [
        { name: "System", children: [{ place: 0, type: 1 }] },
        { place: 1, type: 0x21 },
      ],
    };
    const data: TestElement = {
      name: "EventData",
      children: [{ name: "Data", attributes: { Name: "Image" }, children: [{ place: 0, type: 1 }] }],
    };
    const log = makeEvtx(
      ["x", "y"].map((text, i) => ({ id: i + 1, template: holder, values: [value.text("s"), value.instance(data, value.text(text))] })),
    );
    const { events, skipped } = await read(log);
    const event = (image: string) => ({ Event: { System: "s", EventData: { Image: image } } });
    expect([plainOf(events), skipped]).toEqual([[event("x"), event("y")], []]);
  });

  test("elements may stand without a template", async () => {
    const plain: TestElement = { name: "Event", children: [{ name: "System", children: [{ name: "EventID", children: ["7"] }] }] };
    const { events, skipped } = await read(makeEvtx([{ id: 1, template: plain, plain: true }]));
    expect({ events: plainOf(events), skipped }).toEqual({ events: [{ Event: { System: { EventID: "7" } } }], skipped: [] });
  });
});

describe("all records are read", () => {
  test("over many chunks, in their order, with their places", async () => {
    const { events, skipped } = await read(makeEvtx(records(2000)));
    expect(idsOf(events)).toEqual(expectedIds(2000));
    expect(skipped).toEqual([]);
    const offsets = events.map((event) => originOf(event)?.offset ?? -1);
    expect(offsets).toEqual([...new Set(offsets)].toSorted((a, b) => a - b));
  });

  test("more than the headers count, where the log was not closed", async () => {
    const { events } = await read(makeEvtx(records(1200), { headerChunks: 1, unlisted: 40 }));
    expect(idsOf(events)).toEqual(expectedIds(1200));
  });

  test("chunks that were never used are no damage", async () => {
    const { events, skipped } = await read(makeEvtx(records(3), { spareChunks: 2 }));
    expect([events.length, skipped]).toEqual([3, []]);
  });

  test("a chunk alone is a log", async () => {
    const { events } = await read(makeEvtx(records(3)).subarray(4096));
    expect(idsOf(events)).toEqual(expectedIds(3));
  });

  test("a checksum that does not hold is no damage", async () => {
    const log = makeEvtx(records(3));
    log.fill(0, 4096 + 52, 4096 + 56);
    log.fill(0, 124, 128);
    expect((await read(log)).skipped).toEqual([]);
  });
});

describe("damage is counted, and what is beside it is read", () => {
  test("a record", async () => {
    const log = makeEvtx(records(5));
    // The third record's data: behind the headers of the first, which holds the template.
    const third = nthRecord(log, 3);
    log.writeUInt8(0x55, third + 24);
    const { events, skipped } = await read(log);
    expect(idsOf(events)).toEqual(["1", "2", "4", "5"]);
    expect(skipped).toEqual(["T7031 Damaged event log record ×1"]);
  });

  test("a record's beginning", async () => {
    const log = makeEvtx(records(5));
    log.fill(0xee, nthRecord(log, 3), nthRecord(log, 3) + 8);
    const { events, skipped } = await read(log);
    expect(idsOf(events)).toEqual(["1", "2", "4", "5"]);
    expect(skipped).toEqual(["T7030 Damaged event log chunk ×2"]);
  });

  test("a chunk's beginning", async () => {
    const log = makeEvtx(records(5));
    log.fill(0xee, 4096, 4096 + 8);
    const { events, skipped } = await read(log);
    expect(idsOf(events)).toEqual(expectedIds(5));
    expect(skipped).toEqual(["T7030 Damaged event log chunk ×1"]);
  });

  test("the end", async () => {
    const log = makeEvtx(records(5));
    const { events, skipped } = await read(log.subarray(0, nthRecord(log, 4) + 10));
    expect(idsOf(events)).toEqual(expectedIds(3));
    expect(skipped[0]).toMatch(/^T7030/);
  });

  test("any byte: nothing throws, and no other record is lost", async () => {
    const log = makeEvtx(records(30));
    const second = nthRecord(log, 2);
    await fc.assert(
      fc.asyncProperty(fc.nat(nthRecord(log, 30) - second - 1), fc.nat(255), async (at, byte) => {
        const broken = Buffer.from(log);
        broken.writeUInt8(byte, second + at);
        const { events } = await read(broken);
        expect(events.length).toBeGreaterThanOrEqual(28);
      }),
      { numRuns: 200 },
    );
  });
});

test("a template that holds itself, and values that unfold without end, are damage", async () => {
  const log = makeEvtx(records(2));
  const definition = 4096 + 512 + 24 + 4 + 10;
  // The template's first element becomes an instance of the template.
  log.writeUInt8(0x0c, definition + 28);
  log.writeUInt8(1, definition + 29);
  log.writeUInt32LE(0x1234, definition + 30);
  log.writeUInt32LE(definition - 4096, definition + 34);
  const { events, skipped } = await read(log);
  expect(events).toEqual([]);
  expect(skipped).toEqual(["T7031 Damaged event log record ×2"]);
});

/** The offset of the n-th record of the first chunk. */
function nthRecord(log: Buffer, n: number): number {
  let at = 4096 + 512;
  for (let i = 1; i < n; i++) at += log.readUInt32LE(at + 4);
  return at;
}
