import { type ByteReader, createByteReader } from "../byte-reader.ts";
import type { Container, ContainerContext, Member } from "../container.ts";
import { brokenContainer } from "../fault.ts";
import { isTarHeader, readPax, readTarHeader, TAR_BLOCK, type TarHeader, text } from "../tar-header.ts";

/** Longest data of a pax or long-name header. */
const MAX_META_BYTES = 1024 * 1024;

/** What the headers before a file's own say about it. */
interface Overrides {
  name?: string | undefined;
  size?: number | undefined;
}

/**
 * tar (ustar, pax, GNU long names, V7). Read by own code in the pull manner of everything here: a cut-off archive
 * gives every event before the cut, always the same ones.
 */
export const tar: Container = {
  name: "tar",
  title: "tar",
  sniff: isTarHeader,
  async *open(source, context) {
    const reader = createByteReader(source.blocks);
    try {
      yield* readMembers(reader, context);
    } finally {
      await reader.close();
    }
  },
};

async function* readMembers(reader: ByteReader, context: ContainerContext): AsyncGenerator<Member> {
  let overrides: Overrides = {};
  for (let header = await nextHeader(reader); header; header = await nextHeader(reader)) {
    if (META_TYPES.has(header.type)) {
      readMeta(header, await takeData(reader, header.size), overrides);
      continue;
    }
    const name = overrides.name ?? header.name;
    const size = overrides.size ?? header.size;
    overrides = {};
    yield* readMember(reader, { ...header, name, size }, context);
  }
  // What follows the end mark is padding; a compression around the archive has its checksum behind it.
  await passOver(reader, Number.POSITIVE_INFINITY);
}

/** Yields a regular file; whatever of its data was not read is passed over. */
async function* readMember(reader: ByteReader, header: TarHeader, context: ContainerContext): AsyncGenerator<Member> {
  if (!(header.size >= 0)) throw brokenContainer("the size of a member cannot be read");
  const end = reader.position() + header.size + padding(header.size);
  if (FILE_TYPES.has(header.type) && !header.name.endsWith("/")) {
    yield { name: header.name, source: { blocks: exactly(reader, header.size) } };
  } else if (!EMPTY_TYPES.has(header.type)) {
    const kind = `tar member of type ${header.type}`;
    context.problems.report(
      "T7010",
      "warning",
      () => ({ message: `\`${header.name}\` is a ${kind}, which is not read`, file: context.name }),
      kind,
    );
  }
  await passOver(reader, end - reader.position());
}

const META_TYPES = new Set(["x", "g", "L", "K"]);
const FILE_TYPES = new Set(["0", "\0", "7"]);
/** Links, devices, folders and pipes: nothing to read. */
const EMPTY_TYPES = new Set([...FILE_TYPES, "1", "2", "3", "4", "5", "6"]);

const padding = (size: number): number => (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;

/** The next header; undefined at the end mark (a block of zeros) or the end of the stream. */
async function nextHeader(reader: ByteReader): Promise<TarHeader | undefined> {
  const block = await reader.take(TAR_BLOCK);
  if (block.every((byte) => byte === 0)) return undefined;
  if (block.length < TAR_BLOCK) throw endsTooEarly();
  if (!isTarHeader(block)) throw brokenContainer("a header of the tar archive is damaged");
  return readTarHeader(block);
}

function readMeta({ type }: TarHeader, data: Buffer, overrides: Overrides): void {
  if (type === "L") overrides.name = text(data, 0, data.length);
  if (type !== "x") return;
  const pax = readPax(data);
  const size = Number(pax.get("size") ?? Number.NaN);
  overrides.name = pax.get("path") ?? overrides.name;
  if (Number.isSafeInteger(size)) overrides.size = size;
}

async function takeData(reader: ByteReader, size: number): Promise<Buffer> {
  if (!(size <= MAX_META_BYTES)) throw brokenContainer("a header of the tar archive is damaged");
  const data = await reader.take(size);
  await passOver(reader, padding(size));
  return data;
}

async function* exactly(reader: ByteReader, size: number): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const block of reader.stream(size)) {
    read += block.length;
    yield block;
  }
  if (read < size) throw endsTooEarly();
}

async function passOver(reader: ByteReader, length: number): Promise<void> {
  for await (const _ of reader.stream(length));
}

const endsTooEarly = (): Error => brokenContainer("the tar archive ends too early");
