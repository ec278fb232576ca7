import { isUtf8 } from "node:buffer";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { type EventDocument, ORIGIN } from "../../event/origin.ts";
import { sourceName } from "../source-name.ts";
import type { ReadContext } from "./format.ts";
import { nestsDeeperThan } from "./nesting.ts";
import type { Problem } from "./problems.ts";
import { createUnwrapper } from "./unwrap.ts";

/** Turns the bytes of JSON records into events and gathers them into batches. Bad records become counted problems. */
export interface RecordSink {
  /**
   * Takes one record: the bytes `[from, to)` that stood at `offset` of the stream, on 1-based `line`.
   * @param valid the bytes are known to be UTF-8
   */
  add(bytes: Buffer, from: number, to: number, offset: number, line: number, valid: boolean): void;
  /** Reports a record that was skipped for its length without being held. */
  tooLong(line: number): void;
  /** Reports what ends in the middle. */
  cutOff(line: number, what: string): void;
  /** The batch has reached its bounds: take it before adding more. */
  full(): boolean;
  /** Hands over what was gathered. */
  take(): EventDocument[];
}

export function createRecordSink(context: ReadContext): RecordSink {
  const { stream, limits, problems } = context;
  const file = sourceName(stream.file, stream.memberName);
  let batch: EventDocument[] = [];
  let batchBytes = 0;
  let record = 0;
  let line = 0;
  const unwrapped: JsonObject[] = [];

  const report = (code: "T7004" | "T7005" | "T7006" | "T7007" | "T7008" | "T7017", describe: () => Problem, kind?: string): void =>
    problems.report(code, "warning", () => ({ file, line, ...describe() }), kind);

  const unwrap = createUnwrapper({
    notAnObject: (value) => reportKind(value),
    bulkAction: (action) => report("T7017", () => ({ message: `bulk action \`${action}\` brings no whole document` }), `bulk ${action}`),
  });
  const reportKind = (value: Json): void =>
    report("T7005", () => ({ message: `an event must be an object, not ${kindOf(value)}` }), kindOf(value));

  const push = (document: EventDocument, offset: number): void => {
    document[ORIGIN] = { stream, offset, line, record };
    batch.push(document);
  };

  return {
    add(bytes, from, to, offset, atLine, valid) {
      line = atLine;
      record++;
      batchBytes += to - from;
      if (nestsDeeperThan(limits.maxNesting, bytes, from, to)) {
        report("T7007", () => ({ message: `the record nests more than ${limits.maxNesting} levels deep` }));
        return;
      }
      if (!valid && !isUtf8(bytes.subarray(from, to)))
        report("T7008", () => ({ message: "the record holds bytes that are not UTF-8; they are replaced" }));
      const text = bytes.toString("utf8", from, to);
      let value: Json;
      try {
        value = JSON.parse(text) as Json;
      } catch (error) {
        report("T7004", () => describeSyntaxError(text, error));
        return;
      }
      if (!isJsonObject(value)) {
        reportKind(value);
        return;
      }
      unwrapped.length = 0;
      unwrap(value, unwrapped);
      for (let i = 0; i < unwrapped.length; i++) push(unwrapped[i] as EventDocument, offset + i);
    },
    tooLong(atLine) {
      record++;
      problems.report("T7006", "warning", () => ({
        message: `the record is longer than ${limits.maxRecordBytes} bytes`,
        file,
        line: atLine,
      }));
    },
    cutOff(atLine, what) {
      problems.report("T7004", "warning", () => ({ message: `the input ends in the middle of ${what}`, file, line: atLine }));
    },
    full: () => batch.length >= limits.batchEvents || batchBytes >= limits.batchBytes,
    take() {
      const taken = batch;
      batch = [];
      batchBytes = 0;
      return taken;
    },
  };
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? "a text" : `a ${typeof value}`;
}

/** Longest text that a diagnostic carries to show the place in. */
const MAX_SHOWN = 2000;

/** What JSON.parse said, without the excerpt it may quote, and its place where it gives one and the text is one line. */
function describeSyntaxError(text: string, error: unknown): Problem {
  const complaint = error instanceof Error ? error.message : "";
  const at = complaint.lastIndexOf("at position ");
  const position = at === -1 ? Number.NaN : Number.parseInt(complaint.slice(at + "at position ".length), 10);
  const message =
    complaint.includes("Unexpected end") || complaint.includes("Unterminated string")
      ? "the record ends in the middle"
      : "the record is not valid JSON";
  const oneLine = !text.includes("\n");
  return {
    message,
    ...(oneLine && position >= 0 && { column: position + 1 }),
    ...(oneLine && text.length <= MAX_SHOWN && { lineText: text }),
  };
}
