import { isUtf8 } from "node:buffer";
import type { LineBlock } from "../../event/line-block.ts";
import type { LineJudge } from "./line-judge.ts";
import type { LineTaker } from "./line-taker.ts";

/** Lines to be judged: their bytes, which are UTF-8; or else how to read that many, which may not be. */
export type LinesToTake = Pick<LineBlock, "bytes" | "readInto"> & { readonly part: { readonly length: number } | undefined };

const LF = 0x0a;

/** Has lines judged; where they are not UTF-8, all of them are left to be parsed. Gives how many there were. */
export function takeLines(judge: LineJudge, { bytes, part, readInto }: LinesToTake, taker: LineTaker): number {
  if (bytes) return judge.take(bytes, taker);
  const read = judge.room(part?.length ?? 0);
  readInto(read);
  return isUtf8(read) ? judge.take(read, taker) : leaveAll(read, taker);
}

function leaveAll(bytes: Uint8Array, taker: LineTaker): number {
  let line = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LF, start);
    const end = found === -1 ? bytes.length : found;
    taker.unjudged({ start, end, line: ++line });
    start = end + 1;
  }
  return line;
}
