import { isUtf8 } from "node:buffer";
import type { EventDocument } from "../../event/origin.ts";
import { skipBlank } from "./head-lines.ts";
import type { Batch } from "./batch.ts";
import type { LineFile } from "./byte-source.ts";
import type { ReadContext } from "./format.ts";
import { createLineBlock, createPartBlock, type LinesAt } from "./line-blocks.ts";
import { READ_BLOCK_BYTES } from "./limits.ts";
import type { RecordSink } from "./record-sink.ts";
import type { LineSink } from "./line-sink.ts";

const LF = 0x0a;
const OPEN_BRACE = 0x7b;

/** Number of a line from 1, and where it begins in the stream. */
export interface LineStart {
  readonly line: number;
  readonly offset: number;
}

/** As {@link cutLines}, but hands on whole lines of a block unparsed where they are asked for and nothing forbids it. */
export async function* cutRecords(blocks: AsyncIterable<Buffer>, sink: RecordSink, context: ReadContext): AsyncGenerator<Batch> {
  const cutter = new LineCutter(sink, context.limits.maxRecordBytes);
  const file = context.lines?.file;
  const isCut = yield* cutBlocks(blocks, cutter, sink, context, file !== undefined);
  if (file && !isCut) {
    const rest = yield* cutParts(file, cutter, sink, context);
    yield* cutBlocks(file.blocksFrom(rest), cutter, sink, context, false);
  }
  cutter.end();
  const rest = sink.take();
  if (rest.length > 0) yield rest;
}

/** @returns false where it ended between two lines, since the others may be read apart */
async function* cutBlocks(
  blocks: AsyncIterable<Buffer>,
  cutter: LineCutter,
  sink: RecordSink,
  { stream, lines }: ReadContext,
  endsAtLines: boolean,
): AsyncGenerator<Batch, boolean> {
  for await (const block of blocks) {
    for (let from = 0; from < block.length; ) {
      if (lines && !sink.isPlain()) cutter.foresee(block, from, sink);
      if (endsAtLines && sink.isPlain() && cutter.isBetweenLines) return false;
      const whole = lines && sink.isPlain() ? cutter.whole(block, from) : undefined;
      if (whole) {
        const done = (count: number): void => cutter.skip(whole.bytes.length, count);
        yield createLineBlock(whole, stream, lines?.later, sink, done);
        from += whole.taken;
        continue;
      }
      from = cutter.feed(block, from, lines !== undefined && !sink.isPlain());
      const batch = sink.take();
      if (batch.length > 0) yield batch;
    }
  }
  return true;
}

/** Hands on parts of a file as long as whole lines come. @returns where they end */
async function* cutParts(
  file: LineFile,
  cutter: LineCutter,
  sink: RecordSink,
  { stream, lines }: ReadContext,
): AsyncGenerator<Batch, number> {
  const { descriptor } = file;
  const line = (): number => cutter.next.line;
  let { offset } = cutter.next;
  for (let end = await file.lineEnd(offset, READ_BLOCK_BYTES); end !== undefined; end = await file.lineEnd(offset, READ_BLOCK_BYTES)) {
    const part = { descriptor, offset, length: end - offset };
    yield createPartBlock(part, line, stream, lines?.later, sink, (count) => cutter.skip(part.length, count));
    offset = end;
  }
  // The rest needs the numbers of the lines before it, and the file is closed behind it.
  yield [];
  return offset;
}

/** Gives a stream's lines to the sink, and hands on the batches that it makes of them. */
export async function* cutLines(blocks: AsyncIterable<Buffer>, sink: LineSink, maxLine: number): AsyncGenerator<EventDocument[]> {
  const cutter = new LineCutter(sink, maxLine);
  for await (const block of blocks) {
    for (let from = 0; from < block.length; ) {
      from = cutter.feed(block, from);
      const batch = sink.take();
      if (batch.length > 0) yield batch;
    }
  }
  cutter.end();
  sink.end?.();
  const rest = sink.take();
  if (rest.length > 0) yield rest;
}

/** Cuts blocks into lines. A line that spans blocks is copied; one that is too long is passed over. */
export class LineCutter {
  readonly #sink: LineSink;
  readonly #maxLine: number;
  /** The parts of a line begun in earlier blocks, and their length; parts are dropped once it is too long. */
  #parts: Buffer[] = [];
  #held = 0;
  /** 1-based line that comes next, and its offset in the stream. */
  #line = 1;
  #offset = 0;
  /** The whole lines of the current block are UTF-8. */
  #valid = false;

  /** @param from the line that the blocks begin with */
  constructor(sink: LineSink, maxLine: number, from?: LineStart) {
    this.#sink = sink;
    this.#maxLine = maxLine;
    this.#line = from?.line ?? 1;
    this.#offset = from?.offset ?? 0;
  }

  /** The line that comes next, or is not complete yet. */
  get next(): LineStart {
    return { line: this.#line, offset: this.#offset };
  }

  /** No line was begun. */
  get isBetweenLines(): boolean {
    return this.#held === 0;
  }

  /** Takes lines of `block` from `from` on, one or until the sink is full; returns where it stopped. */
  feed(block: Buffer, from: number, one = false): number {
    let start = from;
    if (this.#held > 0) {
      const end = block.indexOf(LF, start);
      this.#hold(block, start, end === -1 ? block.length : end);
      if (end === -1) return block.length;
      this.#finishHeld();
      start = end + 1;
    }
    if (from === 0) this.#valid = isUtf8(block.subarray(start, block.lastIndexOf(LF) + 1));
    while (start < block.length) {
      const end = block.indexOf(LF, start);
      if (end === -1) {
        this.#hold(block, start, block.length);
        return block.length;
      }
      this.#take(block, start, end, this.#valid);
      this.#pass(end - start);
      start = end + 1;
      if (one || this.#sink.full()) break;
    }
    return start;
  }

  /**
   * Whole lines of `block` from `from` on, as many as fit into a block that is read, or the line that was begun;
   * undefined where there are none, or they are not UTF-8.
   */
  whole(block: Buffer, from: number): (LinesAt & { readonly taken: number }) | undefined {
    if (this.#held > 0) return this.#wholeHeld(block, from);
    const end = block.lastIndexOf(LF, from + READ_BLOCK_BYTES - 1) + 1;
    if (end <= from) return undefined;
    const bytes = block.subarray(from, end);
    return isUtf8(bytes) ? { bytes, taken: bytes.length, offset: this.#offset, line: this.#line } : undefined;
  }

  #wholeHeld(block: Buffer, from: number): (LinesAt & { readonly taken: number }) | undefined {
    const end = block.indexOf(LF, from) + 1;
    if (end <= from || this.#held + end - from > READ_BLOCK_BYTES) return undefined;
    const bytes = Buffer.concat([...this.#parts, block.subarray(from, end)]);
    if (!isUtf8(bytes)) return undefined;
    this.#parts = [];
    this.#held = 0;
    return { bytes, taken: end - from, offset: this.#offset, line: this.#line };
  }

  /** Shows the sink the line of `block` that comes next, where it is whole and no longer than a record may be. */
  foresee(block: Buffer, from: number, sink: RecordSink): void {
    const end = this.#held > 0 ? -1 : block.indexOf(LF, from);
    if (end !== -1 && end - from <= this.#maxLine) sink.foresee(block, skipBlank(block, from, end), end);
  }

  /** So many bytes, of so many lines, were read elsewhere. */
  skip(length: number, lines: number): void {
    this.#offset += length;
    this.#line += lines;
  }

  /** The stream is over; its last line needs no line break. */
  end(): void {
    if (this.#held > 0) this.#finishHeld();
  }

  #take(block: Buffer, from: number, to: number, valid: boolean): void {
    if (to - from > this.#maxLine) {
      this.#sink.tooLong(this.#line);
      return;
    }
    const start = block[from] === OPEN_BRACE || this.#sink.keepsBlanks ? from : skipBlank(block, from, to);
    if (start < to || this.#sink.keepsBlanks) this.#sink.add(block, start, to, this.#offset + start - from, this.#line, valid);
  }

  #hold(block: Buffer, from: number, to: number): void {
    this.#held += to - from;
    if (this.#held > this.#maxLine) this.#parts = [];
    else this.#parts.push(Buffer.from(block.subarray(from, to)));
  }

  #finishHeld(): void {
    const held = this.#held;
    const line = Buffer.concat(this.#parts);
    if (held > this.#maxLine) this.#sink.tooLong(this.#line);
    else this.#take(line, 0, line.length, false);
    this.#parts = [];
    this.#held = 0;
    this.#pass(held);
  }

  #pass(length: number): void {
    this.#line++;
    this.#offset += length + 1;
  }
}
