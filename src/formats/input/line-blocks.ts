import type { LaterBytes, LineBlock } from "../../event/line-block.ts";
import type { EventDocument, Stream } from "../../event/origin.ts";
import { skipBlank } from "./head-lines.ts";
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
  /** Lines whose records are counted. */
  let counted = 0;
  const countTo = (line: number): number => {
    const records = sink.pass(line - counted);
    counted = line;
    return records;
  };
  return {
    kind: "lines",
    stream,
    bytes,
    offset,
    line: firstLine,
    later,
    parse(from, to, line): readonly EventDocument[] {
      countTo(line - 1);
      counted = line;
      return sink.read(bytes, from, to, offset + from, firstLine + line - 1);
    },
    record: countTo,
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
        offset,
        line: firstLine,
        later,
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
