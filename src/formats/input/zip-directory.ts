import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import type { RandomAccess } from "./byte-source.ts";

const END_RECORD = Buffer.from([0x50, 0x4b, 5, 6]);
const END_RECORD_BYTES = 22;
const MAX_COMMENT = 0xffff;

/**
 * Opens the directory of a zip. It is found where other tools find it, too: when bytes follow the end of the archive,
 * or when the archive's comment is cut off.
 * @throws yauzl's plain errors where there is no directory, or it is damaged
 */
export async function openZip(file: RandomAccess): Promise<ZipFile> {
  const size = (await endOfArchive(file)) ?? file.size;
  return fromRandomAccessReaderPromise(createReader(file), size, { autoClose: false, decodeStrings: false, lazyEntries: true });
}

/** Where the archive ends by its own end record; undefined where it has none. */
async function endOfArchive(file: RandomAccess): Promise<number | undefined> {
  const from = Math.max(0, file.size - END_RECORD_BYTES - MAX_COMMENT);
  const tail = Buffer.alloc(file.size - from);
  await file.handle.read(tail, 0, tail.length, from);
  for (let at = tail.lastIndexOf(END_RECORD); at !== -1; at = at === 0 ? -1 : tail.lastIndexOf(END_RECORD, at - 1)) {
    if (at + END_RECORD_BYTES <= tail.length) return from + at + END_RECORD_BYTES + tail.readUInt16LE(at + 20);
  }
  return undefined;
}

/** Reads for yauzl; bytes past the end of the file are zeros, so that a comment that is cut off does no harm. */
function createReader(file: RandomAccess): RandomAccessReader {
  const reader = new (RandomAccessReader as unknown as new () => RandomAccessReader)();
  reader.read = (buffer, offset, length, position, callback) => {
    buffer.fill(0, offset, offset + length);
    file.handle.read(buffer, offset, length, position).then(
      () => callback(null),
      (error: unknown) => callback(error instanceof Error ? error : new Error("reading failed")),
    );
  };
  return reader;
}
