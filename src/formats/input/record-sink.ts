import { isUtf8 } from "node:buffer";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { type EventDocument, ORIGIN } from "../../event/origin.ts";
import { sourceName } from "../source-name.ts";
import type { ReadContext } from "./format.ts";
import { skipBlank } from "./head-lines.ts";
import { nestsDeeperThan } from "./nesting.ts";
import type { Problem } from "./problems.ts";
import { createUnwrapper, type UnwrapNotes } from "./unwrap.ts";

/** Turns the bytes of JSON records into events and gathers them into batches. Bad records become counted problems. */
export interface RecordSink {
  /**
   * Takes one record: the bytes `[from, to)` that stood at `offset` of the stream, on 1-based `line`.
   * @param valid the bytes are known to be UTF-8
   */
  add(bytes: Buffer, from: number, to: number, offset: number, line: number, valid: boolean): void;
  /** The events of one record at once, where nothing was gathered before. */
  read(bytes: Buffer, from: number, to: number, offset: number, line: number, valid: boolean): EventDocument[];
  /** The same, in UTF-8, of a record of which it is known how many came before it. */
  readAt(bytes: Buffer, from: number, to: number, offset: number, line: number, before: number): EventDocument[];
  /** Looks at a record that comes next, where it is the first to show what the stream holds. */
  foresee(bytes: Buffer, from: number, to: number): void;
  /** Each record is an event, or holds its events, by itself. */
  isPlain(): boolean;
  /** Counts records that were read elsewhere; gives how many records there were with them. */
  pass(records: number): number;
  /** Reports a record that was skipped for its length without being held. */
  tooLong(line: number): void;
  /** Reports what ends in the middle. */
  cutOff(line: number, what: string): void;
  /** The batch has reached its bounds: take it before adding more. */
  full(): boolean;
  /** Hands over what was gathered. */
  take(): EventDocument[];
  /** As {@link LineSink.held}. */
  held(): Json;
  restore(held: Json): void;
}

export function createRecordSink(context: ReadContext): RecordSink {
  const { stream, limits } = context;
  const reports = createReports(context);
  const unwrapper = createUnwrapper(reports);
  let batch: EventDocument[] = [];
  let batchBytes = 0;
  let record = 0;
  const unwrapped: JsonObject[] = [];

  const sink: RecordSink = {
    add(bytes, from, to, offset, line, valid) {
      reports.line = line;
      record++;
      batchBytes += to - from;
      if (nestsDeeperThan(limits.maxNesting, bytes, from, to)) {
        reports.tooDeep();
        return;
      }
      if (!valid && !isUtf8(bytes.subarray(from, to))) reports.notUtf8();
      const value = parseObject(bytes.toString("utf8", from, to), reports);
      if (value === undefined) return;
      unwrapped.length = 0;
      unwrapper.unwrap(value, unwrapped);
      for (let i = 0; i < unwrapped.length; i++) {
        const document = unwrapped[i] as EventDocument;
        document[ORIGIN] = { stream, offset: offset + i, line, record };
        batch.push(document);
      }
    },
    tooLong(line) {
      record++;
      reports.line = line;
      reports.tooLong();
    },
    cutOff(line, what) {
      reports.line = line;
      reports.cutOff(what);
    },
    full: () => batch.length >= limits.batchEvents || batchBytes >= limits.batchBytes,
    take() {
      const taken = batch;
      batch = [];
      batchBytes = 0;
      return taken;
    },
    readAt(bytes, from, to, offset, line, before) {
      const known = record;
      record = before;
      const found = sink.read(bytes, from, to, offset, line, true);
      record = known;
      return found;
    },
    read(bytes, from, to, offset, line, valid) {
      const start = skipBlank(bytes, from, to);
      if (start < to) sink.add(bytes, start, to, offset + start - from, line, valid);
      return sink.take();
    },
    foresee: (bytes, from, to) =>
      unwrapper.foresee(() => (nestsDeeperThan(limits.maxNesting, bytes, from, to) ? undefined : objectOf(bytes, from, to))),
    isPlain: unwrapper.isPlain,
    pass: (records) => (record += records),
    held: () => ({ record, unwrapper: unwrapper.held() }),
    restore(held) {
      if (!isJsonObject(held)) return;
      record = Number(held["record"]);
      unwrapper.restore(held["unwrapper"] ?? null);
    },
  };
  return sink;
}

function parseObject(text: string, reports: RecordReports): JsonObject | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    reports.broken(text, error);
    return undefined;
  }
  if (isJsonObject(value)) return value;
  reports.notAnObject(value);
  return undefined;
}

/** Undefined where it is none: what is wrong with it is told when it is read. */
function objectOf(bytes: Buffer, from: number, to: number): JsonObject | undefined {
  try {
    const value = JSON.parse(bytes.toString("utf8", from, to)) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Problems of records, each counted at the line set before. */
interface RecordReports extends UnwrapNotes {
  line: number;
  broken(text: string, error: unknown): void;
  tooDeep(): void;
  tooLong(): void;
  notUtf8(): void;
  cutOff(what: string): void;
}

type RecordCode = "T7004" | "T7005" | "T7006" | "T7007" | "T7008" | "T7017";

function createReports({ stream, limits, problems }: ReadContext): RecordReports {
  const file = sourceName(stream.file, stream.memberName);
  const report = (code: RecordCode, describe: () => Problem, kind?: string): void =>
    problems.report(code, "warning", () => ({ file, line: reports.line, ...describe() }), kind);
  const reports: RecordReports = {
    line: 0,
    broken: (text, error) => report("T7004", () => describeSyntaxError(text, error)),
    cutOff: (what) => report("T7004", () => ({ message: `the input ends in the middle of ${what}` })),
    notAnObject: (value) => report("T7005", () => ({ message: `an event must be an object, not ${kindOf(value)}` }), kindOf(value)),
    tooLong: () => report("T7006", () => ({ message: `the record is longer than ${limits.maxRecordBytes} bytes` })),
    tooDeep: () => report("T7007", () => ({ message: `the record nests more than ${limits.maxNesting} levels deep` })),
    notUtf8: () => report("T7008", () => ({ message: "the record holds bytes that are not UTF-8; they are replaced" })),
    bulkAction: (action) => report("T7017", () => ({ message: `bulk action \`${action}\` brings no whole document` }), `bulk ${action}`),
  };
  return reports;
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
