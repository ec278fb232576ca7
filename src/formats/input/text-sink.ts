import { isUtf8 } from "node:buffer";
import { type Json, isJsonObject, type JsonObject } from "../../event/json.ts";
import { type EventDocument, ORIGIN } from "../../event/origin.ts";
import { sourceName } from "../source-name.ts";
import type { ReadContext } from "./format.ts";
import type { LineSink } from "./line-sink.ts";

/** Where a line stands: its first byte, and its number from 1. */
export interface LinePlace {
  readonly offset: number;
  readonly line: number;
}

/** Makes raw records of the lines of one stream. */
export interface LineReader {
  /** One line without its line break; `emit` takes what it completes. False: the line is none of this format's. */
  line(text: string, place: LinePlace, emit: Emit): boolean;
  /** The stream is over, or silent: what waits for more lines is complete. */
  end?(emit: Emit): void;
  /** As {@link LineSink.held}. */
  held?(): Json;
  restore?(held: Json): void;
}

/** Takes a raw record, with the place of its first line. */
export type Emit = (record: JsonObject, place: LinePlace) => void;

/** Longest text that a diagnostic carries. */
const MAX_SHOWN = 300;

/** Gathers the raw records that a reader makes of lines of text into batches. Lines that are too long, no UTF-8 or of another kind are counted. */
export function createTextSink(context: ReadContext, reader: LineReader, keepsBlanks = false): LineSink {
  const { stream, limits, problems } = context;
  const file = sourceName(stream.file, stream.memberName);
  let batch: EventDocument[] = [];
  let batchBytes = 0;
  let record = 0;
  const emit: Emit = (raw, { offset, line }) => {
    const document = raw as EventDocument;
    document[ORIGIN] = { stream, offset, line, record: ++record };
    batch.push(document);
  };
  return {
    keepsBlanks,
    add(bytes, from, to, offset, line, valid) {
      batchBytes += to - from;
      if (!valid && !isUtf8(bytes.subarray(from, to)))
        problems.report("T7008", "warning", () => ({ message: "the line holds bytes that are not UTF-8; they are replaced", file, line }));
      const end = bytes[to - 1] === 0x0d ? to - 1 : to;
      const text = bytes.toString("utf8", from, end);
      if (reader.line(text, { offset, line }, emit)) return;
      const lineText = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
      problems.report("T7022", "warning", () => ({ message: "the line is none of this log's records", file, line, lineText }));
    },
    tooLong(line) {
      problems.report("T7006", "warning", () => ({ message: `the line is longer than ${limits.maxRecordBytes} bytes`, file, line }));
    },
    full: () => batch.length >= limits.batchEvents || batchBytes >= limits.batchBytes,
    take() {
      const taken = batch;
      batch = [];
      batchBytes = 0;
      return taken;
    },
    end: () => reader.end?.(emit),
    held: () => ({ record, reader: reader.held?.() ?? null }),
    restore(held) {
      if (!isJsonObject(held)) return;
      record = Number(held["record"]);
      reader.restore?.(held["reader"] ?? null);
    },
  };
}

/** The first lines of a head as text, without the last one where it is cut off. */
export function headTexts(head: Buffer, most: number): readonly string[] {
  const lines: string[] = [];
  for (let from = 0; from < head.length && lines.length < most; ) {
    const found = head.indexOf(0x0a, from);
    const to = found === -1 ? head.length : found;
    const text = head.toString("utf8", from, to).trim();
    if (text !== "" && (found !== -1 || lines.length === 0)) lines.push(text);
    from = to + 1;
  }
  return lines;
}
