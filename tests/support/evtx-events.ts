import type { TestElement, TestPlace, TestRecord, TestValue } from "./evtx-writer.ts";

/** Values of each type, from what they mean. */
export const value = {
  none: (): TestValue => ({ type: 0x00, bytes: Buffer.alloc(0) }),
  text: (text: string): TestValue => ({ type: 0x01, bytes: Buffer.from(`${text}\0`, "utf16le") }),
  bareText: (text: string): TestValue => ({ type: 0x01, bytes: Buffer.from(text, "utf16le") }),
  ansi: (text: string): TestValue => ({ type: 0x02, bytes: Buffer.from(`${text}\0`, "latin1") }),
  u8: (number: number): TestValue => ({ type: 0x04, bytes: Buffer.from([number]) }),
  u16: (number: number): TestValue => made(0x06, 2, (bytes) => bytes.writeUInt16LE(number)),
  i32: (number: number): TestValue => made(0x07, 4, (bytes) => bytes.writeInt32LE(number)),
  u32: (number: number): TestValue => made(0x08, 4, (bytes) => bytes.writeUInt32LE(number)),
  i64: (number: bigint): TestValue => made(0x09, 8, (bytes) => bytes.writeBigInt64LE(number)),
  u64: (number: bigint): TestValue => made(0x0a, 8, (bytes) => bytes.writeBigUInt64LE(number)),
  real64: (number: number): TestValue => made(0x0c, 8, (bytes) => bytes.writeDoubleLE(number)),
  boolean: (yes: boolean): TestValue => made(0x0d, 4, (bytes) => bytes.writeUInt32LE(yes ? 1 : 0)),
  binary: (hex: string): TestValue => ({ type: 0x0e, bytes: Buffer.from(hex, "hex") }),
  /** Sixteen bytes as they stand in the log. */
  guid: (hex: string): TestValue => ({ type: 0x0f, bytes: Buffer.from(hex, "hex") }),
  pointer: (number: bigint): TestValue => made(0x10, 8, (bytes) => bytes.writeBigUInt64LE(number)),
  fileTime: (steps: bigint): TestValue => made(0x11, 8, (bytes) => bytes.writeBigUInt64LE(steps)),
  systemTime: (...parts: readonly number[]): TestValue =>
    made(0x12, 16, (bytes) => parts.forEach((part, i) => bytes.writeUInt16LE(part, 2 * i))),
  sid: (...[authority = 0, ...parts]: readonly number[]): TestValue =>
    made(0x13, 8 + 4 * parts.length, (bytes) => {
      bytes.writeUInt8(1, 0);
      bytes.writeUInt8(parts.length, 1);
      bytes.writeUIntBE(authority, 2, 6);
      parts.forEach((part, i) => bytes.writeUInt32LE(part, 8 + 4 * i));
    }),
  hex32: (number: number): TestValue => made(0x14, 4, (bytes) => bytes.writeUInt32LE(number)),
  hex64: (number: bigint): TestValue => made(0x15, 8, (bytes) => bytes.writeBigUInt64LE(number)),
  texts: (...texts: readonly string[]): TestValue => ({
    type: 0x81,
    bytes: Buffer.from(texts.map((text) => `${text}\0`).join(""), "utf16le"),
  }),
  elements: (...elements: readonly TestElement[]): TestValue => ({ type: 0x21, bytes: Buffer.alloc(0), elements }),
  instance: (template: TestElement, ...values: readonly TestValue[]): TestValue => ({
    type: 0x21,
    bytes: Buffer.alloc(0),
    instance: { template, values },
  }),
  u32s: (...numbers: readonly number[]): TestValue =>
    made(0x88, 4 * numbers.length, (bytes) => numbers.forEach((number, i) => bytes.writeUInt32LE(number, 4 * i))),
};

function made(type: number, length: number, write: (bytes: Buffer) => void): TestValue {
  const bytes = Buffer.alloc(length);
  write(bytes);
  return { type, bytes };
}

const place = (index: number, type: number, optional = false): TestPlace => ({ place: index, type, optional });

/** Values of the system part, in the order of {@link eventTemplate}'s places. */
const SYSTEM = 8;

/** A template as Windows makes it: a system part with places, and an event data part with one place per name. */
export function eventTemplate(provider: string, names: readonly (readonly [name: string, type: number])[]): TestElement {
  return {
    name: "Event",
    attributes: { xmlns: "http://schemas.microsoft.com/win/2004/08/events/event" },
    children: [
      {
        name: "System",
        children: [
          { name: "Provider", attributes: { Name: provider, Guid: "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}" } },
          { name: "EventID", children: [place(0, 0x06)] },
          { name: "Level", children: [place(1, 0x04)] },
          { name: "Keywords", children: [place(2, 0x15)] },
          { name: "TimeCreated", attributes: { SystemTime: place(3, 0x11) } },
          { name: "EventRecordID", children: [place(4, 0x0a)] },
          { name: "Correlation", attributes: { ActivityID: place(5, 0x0f, true) } },
          { name: "Execution", attributes: { ProcessID: place(6, 0x08), ThreadID: place(6, 0x08) } },
          { name: "Channel", children: [`${provider}/Operational`] },
          { name: "Computer", children: ["host.example"] },
          { name: "Security", attributes: { UserID: place(7, 0x13, true) } },
        ],
      },
      {
        name: "EventData",
        children: names.map(([name, type], i) => ({ name: "Data", attributes: { Name: name }, children: [place(SYSTEM + i, type)] })),
      },
    ],
  };
}

/** A record of such a template. */
export function eventRecord(template: TestElement, id: number, data: readonly TestValue[]): TestRecord {
  const time = 132_483_300_000_000_000n + BigInt(id) * 10_000_000n;
  const system = [
    value.u16(id % 30),
    value.u8(4),
    value.hex64(0x8000000000000000n),
    value.fileTime(time),
    value.u64(BigInt(id)),
    value.none(),
    value.u32(1676),
    value.sid(5, 18),
  ];
  return { id, time, template, values: [...system, ...data] };
}
