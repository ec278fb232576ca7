import { isUtf8 } from "node:buffer";

export const TAR_BLOCK = 512;

/** One header of a tar archive (ustar, GNU and old V7 forms). */
export interface TarHeader {
  readonly name: string;
  /** Bytes of data that follow, before padding. NaN where the field cannot be read. */
  readonly size: number;
  /** The type flag: `0` or NUL a file, `5` a folder, `x` and `g` pax, `L` and `K` GNU long names. */
  readonly type: string;
}

const CHECKSUM_FROM = 148;
const CHECKSUM_TO = 156;

/** A block is a header when its checksum says so; that is also how a tar archive is told from other files. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < TAR_BLOCK) return false;
  const written = octal(block, CHECKSUM_FROM, CHECKSUM_TO);
  let sum = 0;
  for (let i = 0; i < TAR_BLOCK; i++) sum += i >= CHECKSUM_FROM && i < CHECKSUM_TO ? 0x20 : (block[i] ?? 0);
  return sum === written;
}

export function readTarHeader(block: Buffer): TarHeader {
  const prefix = block.toString("latin1", 257, 262) === "ustar" && block[263] === 0x30 ? text(block, 345, 500) : "";
  const name = text(block, 0, 100);
  return { name: prefix === "" ? name : `${prefix}/${name}`, size: number(block, 124, 136), type: String.fromCharCode(block[156] ?? 0) };
}

/** The records `length key=value\n` of a pax header; broken ones end the list. */
export function readPax(data: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let from = 0; from < data.length; ) {
    const blank = data.indexOf(0x20, from);
    const length = blank === -1 ? Number.NaN : Number(data.toString("latin1", from, blank));
    const equals = data.indexOf(0x3d, blank);
    if (!(length > 0) || equals === -1 || equals >= from + length) break;
    records.set(data.toString("utf8", blank + 1, equals), data.toString("utf8", equals + 1, from + length - 1));
    from += length;
  }
  return records;
}

/** Text up to the first NUL; Latin-1 where it is not UTF-8. */
export function text(block: Buffer, from: number, to: number): string {
  const end = block.indexOf(0, from);
  const bytes = block.subarray(from, end === -1 || end > to ? to : end);
  return bytes.toString(isUtf8(bytes) ? "utf8" : "latin1");
}

/** Octal digits, or base 256 where the first bit is set (GNU, for sizes from 8 GiB). */
function number(block: Buffer, from: number, to: number): number {
  if (((block[from] ?? 0) & 0x80) === 0) return octal(block, from, to);
  let value = (block[from] ?? 0) & 0x7f;
  for (let i = from + 1; i < to; i++) value = value * 256 + (block[i] ?? 0);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

function octal(block: Buffer, from: number, to: number): number {
  const digits = block.toString("latin1", from, to).replaceAll("\0", " ").trim();
  let value = 0;
  for (const digit of digits) {
    if (digit < "0" || digit > "7") return Number.NaN;
    value = value * 8 + Number(digit);
  }
  return digits === "" ? Number.NaN : value;
}
