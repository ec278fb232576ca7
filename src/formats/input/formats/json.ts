import type { EventDocument } from "../../../event/origin.ts";
import type { Format, ReadContext } from "../format.ts";
import { JsonCutter } from "../json-cutter.ts";
import { createRecordSink, type RecordSink } from "../record-sink.ts";

/**
 * JSON in any layout: a list of events, objects over many lines, objects one after the other, a search response or
 * another wrapper of a list. Only one record is held at a time, however long the list.
 */
export const json: Format = {
  name: "json",
  title: "JSON",
  sniff: looksLikeJson,
  read: readValues,
};

async function* readValues(blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncGenerator<EventDocument[]> {
  const sink = createRecordSink(context);
  const cutter = new JsonCutter(sink, context.limits.maxRecordBytes);
  for await (const block of blocks) yield* batches(cutter, sink, cutter.begin(block));
  yield* batches(cutter, sink, cutter.last());
  cutter.end();
  const rest = sink.take();
  if (rest.length > 0) yield rest;
}

function* batches(cutter: JsonCutter, sink: RecordSink, block: Buffer): Generator<EventDocument[]> {
  for (let from = 0; from < block.length; ) {
    from = cutter.feed(block, from);
    const batch = sink.take();
    if (batch.length > 0) yield batch;
  }
}

const SNIFF_BYTES = 4096;
const MARKS = new Set(["\u001e", "\u00ef", "\u00bb", "\u00bf"]);

/** An object that begins with a key or is empty, or a list that begins with a JSON value. */
function looksLikeJson(head: Buffer): boolean {
  const text = head.toString("latin1", 0, SNIFF_BYTES);
  let at = 0;
  while (at < text.length && ((text[at] as string) <= " " || MARKS.has(text[at] as string))) at++;
  const inside = text.slice(at + 1).trimStart();
  if (text[at] === "{") return inside === "" || inside.startsWith('"') || inside.startsWith("}");
  return text[at] === "[" && (inside === "" || '{["]'.includes(inside.slice(0, 1)) || beginsWithScalar(inside));
}

/** A number or a name of JSON, and then the next item or the end of the list: not so in a log line `[2024-05-01 …`. */
function beginsWithScalar(text: string): boolean {
  let end = 0;
  while (end < text.length && text[end] !== "," && text[end] !== "]") end++;
  if (end === text.length) return false;
  try {
    JSON.parse(text.slice(0, end));
    return true;
  } catch {
    return false;
  }
}
