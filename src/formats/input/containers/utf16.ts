import type { Container } from "../container.ts";

/** Text in UTF-16 with a byte order mark, as Windows tools write it: read as UTF-8. Lone surrogates become U+FFFD. */
export const utf16: Container = {
  name: "utf16",
  title: "UTF-16 text",
  sniff: (head) => encodingOf(head) !== undefined,
  async *open(source) {
    yield { source: { blocks: transcode(source.blocks) } };
  },
};

function encodingOf(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : undefined;
}

/** The first block holds the mark: sniffing saw it whole. */
async function* transcode(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  for await (const block of blocks) {
    decoder ??= new TextDecoder(encodingOf(block) ?? "utf-16le");
    const text = decoder.decode(block, { stream: true });
    if (text !== "") yield Buffer.from(text);
  }
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield Buffer.from(rest);
}
