import { isUtf8 } from "node:buffer";
import { crc32, createInflateRaw, createZstdDecompress } from "node:zlib";
import { type Entry, getFileNameLowLevel, type ZipFile } from "yauzl";
import type { ByteSource, RandomAccess } from "../byte-source.ts";
import type { Container, ContainerContext, Member } from "../container.ts";
import { DECODER_OPTIONS, decode } from "../decoder.ts";
import { brokenContainer, faultOf } from "../fault.ts";
import { randomAccess } from "../file.ts";
import { spool } from "../spool.ts";
import { openZip } from "../zip-directory.ts";

/** zip and zip64. Its directory stands at the end, so a zip that comes as a stream is copied to a temporary file first. */
export const zip: Container = {
  name: "zip",
  title: "zip",
  sniff: (head) => head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)),
  async *open(source, context) {
    if (source.file) {
      yield* readDirectory(source.file, context);
      return;
    }
    const { handle, size } = await spool(source.blocks, context.limits.maxSpoolBytes);
    try {
      yield* readDirectory(
        randomAccess(handle, size, () => undefined),
        context,
      );
    } finally {
      await handle.close();
    }
  },
};

async function* readDirectory(file: RandomAccess, context: ContainerContext): AsyncGenerator<Member> {
  const archive = await complaintsAsFaults(openZip(file));
  const entries = archive.eachEntry();
  for (;;) {
    const next = await complaintsAsFaults(entries.next());
    if (next.done) return;
    const entry: Entry = next.value;
    const name = getFileNameLowLevel(nameFlags(entry), entry.fileNameRaw, entry.extraFields, false);
    if (name.endsWith("/")) continue;
    const obstacle = obstacleOf(entry);
    if (obstacle === undefined) yield { name, source: readEntry(archive, entry, file) };
    else context.problems.report("T7010", "error", () => ({ message: `\`${name}\` ${obstacle}`, file: context.name }), obstacle);
  }
}

/** «The name is UTF-8.» */
const UTF8_NAME = 0x800;

/** Programs on Linux write UTF-8 without saying so; a name in the code page of DOS that reads as UTF-8 by chance is most unlikely. */
const nameFlags = ({ generalPurposeBitFlag, fileNameRaw }: Entry): number =>
  isUtf8(fileNameRaw) ? generalPurposeBitFlag | UTF8_NAME : generalPurposeBitFlag;

/** yauzl tells what is wrong with an archive by plain errors. */
async function complaintsAsFaults<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || faultOf(error)) throw error;
    if (error.message.startsWith("End of central directory"))
      throw brokenContainer("the zip archive has no directory at its end: it is cut off");
    throw brokenContainer(`the zip archive is damaged (${error.message})`);
  }
}

const STORED = 0;
const DEFLATED = 8;
const ZSTANDARD = 93;

function obstacleOf(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return "is encrypted";
  const method = entry.compressionMethod;
  return method === STORED || method === DEFLATED || method === ZSTANDARD
    ? undefined
    : `is compressed by method ${method}, which is not read`;
}

const readEntry = (archive: ZipFile, entry: Entry, file: RandomAccess): ByteSource => ({
  blocks: checked(entry, expand(archive, entry, file)),
});

async function* expand(archive: ZipFile, entry: Entry, file: RandomAccess): AsyncGenerator<Buffer> {
  const { fileDataStart } = await complaintsAsFaults(archive.readLocalFileHeaderPromise(entry, { minimal: true }));
  const raw = file.range(fileDataStart, fileDataStart + entry.compressedSize);
  if (entry.compressionMethod === STORED) yield* raw;
  else if (entry.compressionMethod === DEFLATED) yield* decode(createInflateRaw(DECODER_OPTIONS), raw);
  else yield* decode(createZstdDecompress(DECODER_OPTIONS), raw);
}

/** Holds the member to the size and checksum that the directory promises. */
async function* checked(entry: Entry, blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  let sum = 0;
  for await (const block of blocks) {
    size += block.length;
    if (size > entry.uncompressedSize) throw brokenContainer("the member is longer than the archive says");
    sum = crc32(block, sum);
    yield block;
  }
  if (size < entry.uncompressedSize) throw brokenContainer("the member is shorter than the archive says");
  if (sum !== entry.crc32) throw brokenContainer("the member's checksum is wrong: its content is damaged");
}
