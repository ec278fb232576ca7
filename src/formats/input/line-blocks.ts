import type { LaterBytes, LineBlock } from "../../event/line-block.ts";
import type { EventDocument, Stream } from "../../event/origin.ts";
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
    finish(lines) {
      countTo(lines);
      done(lines);
    },
  };
}
