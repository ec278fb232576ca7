import type { Batch } from "../batch.ts";
import type { Format, ReadContext } from "../format.ts";
import { headLines } from "../head-lines.ts";
import { cutRecords } from "../line-cutter.ts";
import { createRecordSink } from "../record-sink.ts";

/** One JSON object a line. Blank lines, CRLF, a byte order mark and the record separators of RFC 7464 are passed over. */
export const ndjson: Format = {
  name: "ndjson",
  title: "newline-delimited JSON",
  sniff: looksLikeLines,
  read: readRecords,
  lines: createRecordSink,
};

async function* readRecords(blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncGenerator<Batch> {
  yield* cutRecords(blocks, createRecordSink(context), context);
}

/** How many lines are looked at. */
const SNIFF_LINES = 20;

/** The first line is an object; or half of the first lines are, and they begin no list over several lines. */
function looksLikeLines(head: Buffer): boolean {
  let objects = 0;
  let others = 0;
  for (const { kind, whole, opensList } of headLines(head, SNIFF_LINES)) {
    const isFirst = objects + others === 0;
    if (kind === undefined && !whole) break;
    if (kind === "empty") continue;
    if (isFirst && kind === "object") return true;
    if (isFirst && kind === undefined && opensList) return false;
    if (kind === "object") objects++;
    else others++;
  }
  return objects > 0 && objects >= others;
}
