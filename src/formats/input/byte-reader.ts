/** Pulls exact numbers of bytes out of a stream of blocks. */
export interface ByteReader {
  /** Exactly `length` bytes, copied; fewer only at the end of the stream. For headers: small lengths. */
  take(length: number): Promise<Buffer>;
  /** The next `length` bytes in blocks; ends early where the stream does. */
  stream(length: number): AsyncGenerator<Buffer, void, void>;
  /** Bytes handed out so far. */
  position(): number;
}

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader & { close(): Promise<void> } {
  const blocks = source[Symbol.asyncIterator]();
  let block: Buffer = Buffer.alloc(0);
  let from = 0;
  let position = 0;

  /** Makes sure that there is a byte; false at the end. */
  const fill = async (): Promise<boolean> => {
    while (from >= block.length) {
      const next = await blocks.next();
      if (next.done) return false;
      block = next.value;
      from = 0;
    }
    return true;
  };
  const cut = (length: number): Buffer => {
    const part = block.subarray(from, from + length);
    from += part.length;
    position += part.length;
    return part;
  };
  async function* stream(length: number): AsyncGenerator<Buffer, void, void> {
    for (let left = length; left > 0 && (await fill()); ) {
      const part = cut(left);
      left -= part.length;
      yield part;
    }
  }
  return {
    stream,
    async take(length) {
      const parts: Buffer[] = [];
      for await (const part of stream(length)) parts.push(Buffer.from(part));
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    },
    position: () => position,
    close: async () => void (await blocks.return?.()),
  };
}
