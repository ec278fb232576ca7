import { crc32, deflateRawSync, zstdCompressSync } from "node:zlib";

/** A member of an archive made for a test. */
export interface TestMember {
  readonly name: string;
  readonly data: string | Buffer;
  /** zip only. Default deflate. */
  readonly method?: "stored" | "deflate" | "zstd" | "bzip2";
  readonly encrypted?: boolean;
  /** zip only: the bytes of its name, of which the archive does not say that they are UTF-8. */
  readonly nameBytes?: Buffer;
}

/** A tar archive in the ustar form; a name of more than 100 bytes gets a pax header. */
export function makeTar(members: readonly TestMember[]): Buffer {
  const parts = members.flatMap(({ name, data }) => {
    const long = Buffer.byteLength(name) > 100;
    return [...(long ? tarEntry("pax", "x", paxRecord("path", name)) : []), ...tarEntry(long ? "long" : name, "0", Buffer.from(data))];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

function tarEntry(name: string, type: string, data: Buffer): readonly Buffer[] {
  const header = Buffer.alloc(512);
  header.write(name, 0, "utf8");
  header.write("0000644\0", 100);
  header.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(" ".repeat(8), 148);
  header.write(type, 156);
  header.write("ustar\u000000", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
}

/** The length that begins a pax record counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (length !== Buffer.byteLength(`${length}${rest}`)) length = Buffer.byteLength(`${length}${rest}`);
  return Buffer.from(`${length}${rest}`);
}

const METHODS = { stored: 0, deflate: 8, zstd: 93, bzip2: 12 } as const;

/** A zip archive: local headers with data, then the directory. Encryption is only claimed, which is all that a reader sees. */
export function makeZip(members: readonly TestMember[], comment = ""): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, method = "deflate", encrypted = false, nameBytes } of members) {
    const plain = Buffer.from(data);
    const packed = compress(plain, method);
    const path = nameBytes ?? Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((nameBytes ? 0 : 0x800) | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(METHODS[method], 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), common, tail, path]));
    parts.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...parts, entries, Buffer.from("PK\u0005\u0006"), end, Buffer.from(comment)]);
}

function compress(data: Buffer, method: keyof typeof METHODS): Buffer {
  if (method === "deflate") return deflateRawSync(data);
  return method === "zstd" ? zstdCompressSync(data) : data;
}
