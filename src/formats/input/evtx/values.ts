/** The types of values in binary XML, as MS-EVEN6 2.2.12 lists them. */
export const VALUE = {
  null: 0x00,
  text: 0x01,
  ansi: 0x02,
  int8: 0x03,
  uint8: 0x04,
  int16: 0x05,
  uint16: 0x06,
  int32: 0x07,
  uint32: 0x08,
  int64: 0x09,
  uint64: 0x0a,
  real32: 0x0b,
  real64: 0x0c,
  boolean: 0x0d,
  binary: 0x0e,
  guid: 0x0f,
  size: 0x10,
  fileTime: 0x11,
  systemTime: 0x12,
  sid: 0x13,
  hex32: 0x14,
  hex64: 0x15,
  binaryXml: 0x21,
} as const;

/** Set on the type of a value that is a list. */
export const ARRAY = 0x80;

interface Kind {
  /** Bytes of one value; undefined where it has no fixed size. */
  readonly size?: number;
  /** The text that Windows shows, of the bytes from `at` up to `end`. */
  text(bytes: Buffer, at: number, end: number): string;
}

const hex = (value: bigint | number): string => `0x${value.toString(16)}`;

const KINDS: Readonly<Record<number, Kind>> = {
  [VALUE.text]: { text: (bytes, at, end) => withoutNuls(bytes.toString("utf16le", at, end - ((end - at) % 2))) },
  [VALUE.ansi]: { text: (bytes, at, end) => withoutNuls(bytes.toString("latin1", at, end)) },
  [VALUE.int8]: { size: 1, text: (bytes, at) => String(bytes.readInt8(at)) },
  [VALUE.uint8]: { size: 1, text: (bytes, at) => String(bytes.readUInt8(at)) },
  [VALUE.int16]: { size: 2, text: (bytes, at) => String(bytes.readInt16LE(at)) },
  [VALUE.uint16]: { size: 2, text: (bytes, at) => String(bytes.readUInt16LE(at)) },
  [VALUE.int32]: { size: 4, text: (bytes, at) => String(bytes.readInt32LE(at)) },
  [VALUE.uint32]: { size: 4, text: (bytes, at) => String(bytes.readUInt32LE(at)) },
  [VALUE.int64]: { size: 8, text: (bytes, at) => String(bytes.readBigInt64LE(at)) },
  [VALUE.uint64]: { size: 8, text: (bytes, at) => String(bytes.readBigUInt64LE(at)) },
  [VALUE.real32]: { size: 4, text: (bytes, at) => String(Number(bytes.readFloatLE(at).toPrecision(7))) },
  [VALUE.real64]: { size: 8, text: (bytes, at) => String(bytes.readDoubleLE(at)) },
  [VALUE.boolean]: { size: 4, text: (bytes, at) => String(bytes.readUInt32LE(at) !== 0) },
  [VALUE.binary]: { text: (bytes, at, end) => bytes.toString("hex", at, end).toUpperCase() },
  [VALUE.guid]: { size: 16, text: (bytes, at) => guidText(bytes, at) },
  [VALUE.size]: { text: (bytes, at, end) => (end - at === 4 ? hex(bytes.readUInt32LE(at)) : hex(bytes.readBigUInt64LE(at))) },
  [VALUE.fileTime]: { size: 8, text: (bytes, at) => fileTimeText(bytes.readBigUInt64LE(at)) },
  [VALUE.systemTime]: { size: 16, text: systemTimeText },
  [VALUE.sid]: { text: sidText },
  [VALUE.hex32]: { size: 4, text: (bytes, at) => hex(bytes.readUInt32LE(at)) },
  [VALUE.hex64]: { size: 8, text: (bytes, at) => hex(bytes.readBigUInt64LE(at)) },
};

/**
 * The value in `[at, end)` as the text that Windows shows; a list for array types; undefined for a type that is not
 * known, or bytes too few for it. Null is the empty text.
 */
export function decodeValue(type: number, bytes: Buffer, at: number, end: number): string | readonly string[] | undefined {
  if (type === VALUE.null) return "";
  const kind = KINDS[type & ~ARRAY];
  if (!kind) return undefined;
  if ((type & ARRAY) !== 0) return listOf(kind, type & ~ARRAY, bytes, at, end);
  if (end === at && kind.size !== undefined) return "";
  return end - at < leastSize(kind, type, end - at) ? undefined : kind.text(bytes, at, end);
}

/** A pointer-sized value and a SID have few lengths that make sense. */
function leastSize({ size }: Kind, type: number, length: number): number {
  if (size !== undefined) return size;
  if (type === VALUE.size) return length === 4 ? 4 : 8;
  return type === VALUE.sid ? 8 : 0;
}

function listOf(kind: Kind, type: number, bytes: Buffer, at: number, end: number): readonly string[] | undefined {
  if (type === VALUE.text) return splitTexts(bytes.toString("utf16le", at, end - ((end - at) % 2)));
  if (type === VALUE.ansi) return splitTexts(bytes.toString("latin1", at, end));
  const { size } = kind;
  if (size === undefined) return [bytes.toString("hex", at, end).toUpperCase()];
  const values: string[] = [];
  for (let from = at; from + size <= end; from += size) values.push(kind.text(bytes, from, from + size));
  return values;
}

/** Texts that end with NUL, one after the other; the last one may lack it. */
function splitTexts(text: string): readonly string[] {
  const texts = text.split("\0");
  if (texts.at(-1) === "") texts.pop();
  return texts;
}

function withoutNuls(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}

/** `{9f32b55f-d9de-5f98-f006-000000000600}`: the first three parts are little-endian numbers. */
export function guidText(bytes: Buffer, at: number): string {
  const part = (from: number, length: number): string => bytes.toString("hex", at + from, at + from + length);
  const first = bytes.readUInt32LE(at).toString(16).padStart(8, "0");
  const second = bytes
    .readUInt16LE(at + 4)
    .toString(16)
    .padStart(4, "0");
  const third = bytes
    .readUInt16LE(at + 6)
    .toString(16)
    .padStart(4, "0");
  return `{${first}-${second}-${third}-${part(8, 2)}-${part(10, 6)}}`;
}

/** 100-nanosecond steps between 1601 and 1970. */
const EPOCH_STEPS = 116_444_736_000_000_000n;
const STEPS_PER_MS = 10_000n;

/** The latest time that has an ISO text of four digits for the year. */
const LATEST_MS = 253_402_300_799_999n;

/** `2020-10-28T02:39:26.3883252Z`; the number itself where it is no such time. */
export function fileTimeText(steps: bigint): string {
  const since = steps - EPOCH_STEPS;
  const ms = since / STEPS_PER_MS - (since < 0n && since % STEPS_PER_MS !== 0n ? 1n : 0n);
  if (ms > LATEST_MS) return String(steps);
  const rest = (since - ms * STEPS_PER_MS).toString().padStart(4, "0");
  return `${new Date(Number(ms)).toISOString().slice(0, -1)}${rest}Z`;
}

function systemTimeText(bytes: Buffer, at: number): string {
  const [year = 0, month = 0, , day = 0, hour = 0, minute = 0, second = 0, ms = 0] = Array.from({ length: 8 }, (_, i) =>
    bytes.readUInt16LE(at + 2 * i),
  );
  const pad = (value: number, length: number): string => String(value).padStart(length, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(ms, 3)}Z`;
}

/** `S-1-5-21-…`: revision, count of sub-authorities, a big-endian authority of six bytes, little-endian sub-authorities. */
function sidText(bytes: Buffer, at: number, end: number): string {
  const count = Math.min(bytes.readUInt8(at + 1), Math.floor((end - at - 8) / 4));
  const parts = [bytes.readUInt8(at), bytes.readUIntBE(at + 2, 6)];
  for (let i = 0; i < count; i++) parts.push(bytes.readUInt32LE(at + 8 + 4 * i));
  return `S-${parts.join("-")}`;
}
