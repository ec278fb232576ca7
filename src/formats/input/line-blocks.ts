import type { FilePart, LaterBytes, LineBlock } from "../../event/line-block.ts";
import type { EventDocument, Stream } from "../../event/origin.ts";
import { skipBlank } from "./head-lines.ts";
import { readPart } from "./read-part.ts";
import type { RecordSink } from "./record-sink.ts";

/** Where a block of whole lines stands. */
export interface LinesAt {
  readonly bytes: Buffer;
  readonly offset: number;
  /** Number of the first line, from 1. */
  readonly line: number;
}

/** What is told when its lines are done: how many there were. */
export type LinesDone = (lines: number) => void;

const LF = 0x0a;
/** How much of a part of a file is read for one line at the least. */
const WINDOW_BYTES = 16 * 1024;

/** How many lines there are, and the numbers, from 1, of those that are blank. */
function blankLines(bytes: Buffer): { readonly lines: number; readonly blanks: readonly number[] } {
  const blanks: number[] = [];
  let lines = 0;
  for (let start = 0, end = bytes.indexOf(LF); end !== -1; start = end + 1, end = bytes.indexOf(LF, start)) {
    lines++;
    if (skipBlank(bytes, start, end) === end) blanks.push(lines);
  }
  return { lines, blanks };
}

/** Lines that are handed on unparsed, whose events the sink makes where they are asked for. */
export function createLineBlock(
  { bytes, offset, line: firstLine }: LinesAt,
  stream: Stream,
  later: LaterBytes | undefined,
  sink: RecordSink,
  done: LinesDone,
): LineBlock {
  const countTo = countRecords(sink);
  return {
    kind: "lines",
    stream,
    bytes,
    part: undefined,
    offset,
    firstLine: () => firstLine,
    later,
    text: (from, to) => bytes.toString("utf8", from, to),
    readInto: (into) => into.set(bytes),
    parse(from, to, line): readonly EventDocument[] {
      countTo(line - 1, true);
      return sink.read(bytes, from, to, offset + from, firstLine + line - 1, true);
    },
    record: (line) => countTo(line),
    detach: (memory) => {
      const copy = Buffer.from(memory, 0, bytes.length);
      copy.set(bytes);
      const blanks = blankLines(copy);
      const before = sink.pass(0);
      const record = (line: number): number => before + line - blanks.blanks.filter((blank) => blank < line).length;
      sink.pass(blanks.lines - blanks.blanks.length);
      done(blanks.lines);
      const again: LineBlock = {
        kind: "lines",
        stream,
        bytes: copy,
        part: undefined,
        offset,
        firstLine: () => firstLine,
        later,
        text: (from, to) => copy.toString("utf8", from, to),
        readInto: (into) => into.set(copy),
        record,
        parse: (from, to, line) => sink.readAt(copy, from, to, offset + from, firstLine + line - 1, record(line) - 1),
        detach: () => again,
        finish: () => undefined,
      };
      return again;
    },
    finish(lines) {
      countTo(lines);
      done(lines);
    },
  };
}

/**
 * Lines that whoever judges them reads from the file. They are gone through in order, once the blocks before them are done.
 * @param line the number of the line that comes next
 */
export function createPartBlock(
  part: FilePart,
  line: () => number,
  stream: Stream,
  later: LaterBytes | undefined,
  sink: RecordSink,
  done: LinesDone,
): LineBlock {
  const { descriptor, offset, length } = part;
  const countTo = countRecords(sink);
  /** What was read last: lines are asked for in order, and often one after the other. */
  let window = { from: 0, bytes: Buffer.alloc(0) };
  const piece = (from: number, to: number): Buffer => {
    if (from < window.from || to > window.from + window.bytes.length) {
      const read = Math.max(to - from, Math.min(WINDOW_BYTES, length - from));
      window = { from, bytes: Buffer.allocUnsafe(read) };
      readPart({ descriptor, offset: offset + from, length: read }, window.bytes, stream.file);
    }
    return window.bytes.subarray(from - window.from, to - window.from);
  };
  const block: LineBlock = {
    kind: "lines",
    stream,
    bytes: undefined,
    part,
    offset,
    firstLine: line,
    later,
    text: (from, to) => piece(from, to).toString("utf8"),
    readInto: (into) => readPart(part, into.subarray(0, length), stream.file),
    parse(from, to, number): readonly EventDocument[] {
      countTo(number - 1, true);
      return sink.read(piece(from, to), 0, to - from, offset + from, line() + number - 1, false);
    },
    record: (number) => countTo(number),
    detach: () => block,
    finish(lines) {
      countTo(lines);
      done(lines);
    },
  };
  return block;
}

/** Counts the records of a block up to a line, of which there is one; where the next line is read elsewhere, that one is not counted again. */
function countRecords(sink: RecordSink): (line: number, isNextRead?: boolean) => number {
  let counted = 0;
  return (line, isNextRead = false) => {
    const records = sink.pass(line - counted);
    counted = isNextRead ? line + 1 : line;
    return records;
  };
}
