import { crc32 } from "node:zlib";

/**
 * A value of a record: its bytes as they stand in the log, elements, which are written without dependency ids, or another
 * template with its values, as Windows writes the event data.
 */
export interface TestValue {
  readonly type: number;
  readonly bytes: Buffer;
  readonly elements?: readonly TestElement[];
  readonly instance?: { readonly template: TestElement; readonly values: readonly TestValue[] };
}

/** A place for the n-th value. */
export interface TestPlace {
  readonly place: number;
  readonly type: number;
  readonly optional?: boolean;
}

export type TestPart = string | TestPlace | TestElement;

/** An element of a template. */
export interface TestElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | TestPlace>>;
  readonly children?: readonly TestPart[];
}

/** A record: the values of a template (records with the same object share it), or elements without one. */
export interface TestRecord {
  readonly id: number;
  /** 100-nanosecond steps since 1601. */
  readonly time?: bigint;
  readonly template: TestElement;
  readonly values?: readonly TestValue[];
  /** Written as elements with no template. */
  readonly plain?: boolean;
}

export interface EvtxOptions {
  /** Chunks that the file header counts. Default: all. */
  readonly headerChunks?: number;
  /** Records that the chunks' headers leave out at the end, as in a log that was not closed. */
  readonly unlisted?: number;
  /** Chunks of zeros at the end. */
  readonly spareChunks?: number;
}

const CHUNK = 64 * 1024;

/** A Windows event log with these records, laid out as MS-EVEN6 and the public descriptions of the format have it. */
export function makeEvtx(records: readonly TestRecord[], options: EvtxOptions = {}): Buffer {
  const chunks: Buffer[] = [];
  for (let rest = records; rest.length > 0; ) {
    const { chunk, taken } = makeChunk(rest, options.unlisted ?? 0);
    chunks.push(chunk);
    rest = rest.slice(taken);
  }
  const spare = Buffer.alloc(CHUNK * (options.spareChunks ?? 0));
  return Buffer.concat([fileHeader(options.headerChunks ?? chunks.length, records), ...chunks, spare]);
}

function fileHeader(chunks: number, records: readonly TestRecord[]): Buffer {
  const header = Buffer.alloc(4096);
  header.write("ElfFile\0", 0, "latin1");
  header.writeBigUInt64LE(BigInt(Math.max(0, chunks - 1)), 16);
  header.writeBigUInt64LE(BigInt((records.at(-1)?.id ?? 0) + 1), 24);
  header.writeUInt32LE(128, 32);
  header.writeUInt16LE(1, 36);
  header.writeUInt16LE(3, 38);
  header.writeUInt16LE(4096, 40);
  header.writeUInt16LE(chunks, 42);
  header.writeUInt32LE(crc32(header.subarray(0, 120)), 124);
  return header;
}

function makeChunk(records: readonly TestRecord[], unlisted: number): { readonly chunk: Buffer; readonly taken: number } {
  const writer = new ChunkWriter();
  let taken = 0;
  for (const record of records) {
    if (!writer.add(record)) break;
    taken++;
  }
  if (taken === 0) throw new Error("a record does not fit into a chunk");
  return { chunk: writer.finish(records.slice(0, taken), taken === records.length ? unlisted : 0), taken };
}

/** Writes binary XML into a chunk: names and templates stand where they are used first. */
class ChunkWriter {
  readonly #bytes = Buffer.alloc(CHUNK);
  readonly #ends: number[] = [];
  #at = 512;
  #names = new Map<string, number>();
  #templates = new Map<TestElement, number>();

  /** False where the record does not fit any more. */
  add(record: TestRecord): boolean {
    const begin = this.#at;
    const [names, templates] = [new Map(this.#names), new Map(this.#templates)];
    try {
      this.#record(record);
      this.#ends.push(this.#at);
      return true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#bytes.fill(0, begin);
      [this.#at, this.#names, this.#templates] = [begin, names, templates];
      return false;
    }
  }

  finish(records: readonly TestRecord[], unlisted: number): Buffer {
    const listed = Math.max(1, records.length - unlisted);
    const [first, last] = [records[0]?.id ?? 0, records[listed - 1]?.id ?? 0];
    const free = this.#ends[listed - 1] ?? 512;
    const chunk = this.#bytes;
    chunk.write("ElfChnk\0", 0, "latin1");
    for (const [i, number] of [first, last, first, last].entries()) chunk.writeBigUInt64LE(BigInt(number), 8 + 8 * i);
    chunk.writeUInt32LE(128, 40);
    chunk.writeUInt32LE(this.#ends[listed - 2] ?? 512, 44);
    chunk.writeUInt32LE(free, 48);
    chunk.writeUInt32LE(crc32(chunk.subarray(512, free)), 52);
    chunk.writeUInt32LE(crc32(Buffer.concat([chunk.subarray(0, 120), chunk.subarray(128, 512)])), 124);
    return chunk;
  }

  #record({ id, time = 132_483_000_000_000_000n, template, values = [], plain = false }: TestRecord): void {
    const begin = this.#at;
    this.#u32(0x00002a2a);
    this.#at += 4;
    this.#u64(BigInt(id));
    this.#u64(time);
    this.#fragment();
    if (plain) this.#element(template, true);
    else this.#instance(template, values);
    this.#u8(0);
    this.#align();
    this.#u32(this.#at + 4 - begin);
    this.#bytes.writeUInt32LE(this.#at - begin, begin + 4);
  }

  #align(): void {
    while ((this.#at + 4) % 8 !== 0) this.#u8(0);
  }

  #fragment(): void {
    for (const byte of [0x0f, 1, 1, 0]) this.#u8(byte);
  }

  #instance(template: TestElement, values: readonly TestValue[]): void {
    this.#u8(0x0c);
    this.#u8(1);
    this.#u32(0x1234);
    const known = this.#templates.get(template);
    this.#u32(known ?? this.#at + 4);
    if (known === undefined) this.#definition(template);
    this.#u32(values.length);
    const sizes = this.#at;
    for (const { type } of values) {
      this.#u16(0);
      this.#u8(type);
      this.#u8(0);
    }
    for (const [i, value] of values.entries()) {
      const begin = this.#at;
      this.#value(value);
      this.#bytes.writeUInt16LE(this.#at - begin, sizes + 4 * i);
    }
  }

  #value({ bytes, elements, instance }: TestValue): void {
    if (instance) {
      this.#fragment();
      this.#instance(instance.template, instance.values);
      this.#u8(0);
      return;
    }
    if (!elements) {
      this.#copy(bytes);
      return;
    }
    this.#fragment();
    for (const element of elements) this.#element(element, false);
    this.#u8(0);
  }

  #definition(template: TestElement): void {
    this.#templates.set(template, this.#at);
    this.#u32(0);
    this.#u32(0x1234);
    this.#copy(Buffer.alloc(12, 7));
    const size = this.#at;
    this.#u32(0);
    this.#fragment();
    this.#element(template, true);
    this.#u8(0);
    this.#bytes.writeUInt32LE(this.#at - size - 4, size);
  }

  #element({ name, attributes = {}, children = [] }: TestElement, withId: boolean): void {
    const attributeList = Object.entries(attributes);
    this.#u8(attributeList.length > 0 ? 0x41 : 0x01);
    if (withId) this.#u16(0xffff);
    const size = this.#at;
    this.#u32(0);
    this.#name(name);
    if (attributeList.length > 0) this.#attributes(attributeList);
    if (children.length === 0) this.#u8(0x03);
    else {
      this.#u8(0x02);
      for (const child of children) this.#part(child, withId);
      this.#u8(0x04);
    }
    this.#bytes.writeUInt32LE(this.#at - size - 4, size);
  }

  #attributes(list: readonly (readonly [string, string | TestPlace])[]): void {
    const size = this.#at;
    this.#u32(0);
    for (const [i, [name, value]] of list.entries()) {
      this.#u8(i < list.length - 1 ? 0x46 : 0x06);
      this.#name(name);
      this.#part(value, true);
    }
    this.#bytes.writeUInt32LE(this.#at - size - 4, size);
  }

  #part(part: TestPart, withId: boolean): void {
    if (typeof part === "string") {
      this.#u8(0x05);
      this.#u8(0x01);
      this.#u16(part.length);
      this.#copy(Buffer.from(part, "utf16le"));
    } else if ("place" in part) {
      this.#u8(part.optional ? 0x0e : 0x0d);
      this.#u16(part.place);
      this.#u8(part.type);
    } else this.#element(part, withId);
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    this.#u32(known ?? this.#at + 4);
    if (known !== undefined) return;
    this.#names.set(name, this.#at);
    this.#u32(0);
    this.#u16([...name].reduce((hash, char) => (hash * 65599 + char.charCodeAt(0)) >>> 0, 0) & 0xffff);
    this.#u16(name.length);
    this.#copy(Buffer.from(`${name}\0`, "utf16le"));
  }

  #copy(bytes: Buffer): void {
    if (this.#at + bytes.length > CHUNK) throw new RangeError("the chunk is full");
    bytes.copy(this.#bytes, this.#at);
    this.#at += bytes.length;
  }

  #u8(value: number): void {
    this.#at = this.#bytes.writeUInt8(value, this.#at);
  }

  #u16(value: number): void {
    this.#at = this.#bytes.writeUInt16LE(value, this.#at);
  }

  #u32(value: number): void {
    this.#at = this.#bytes.writeUInt32LE(value, this.#at);
  }

  #u64(value: bigint): void {
    this.#at = this.#bytes.writeBigUInt64LE(value, this.#at);
  }
}
