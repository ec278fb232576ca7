import type { Json, JsonObject } from "../../../event/json.ts";
import type { EventDocument } from "../../../event/origin.ts";
import type { Format, ReadContext } from "../format.ts";
import { cutLines } from "../line-cutter.ts";
import { createTextSink, headTexts, type LineReader } from "../text-sink.ts";

/** Zeek's own logs: `#` lines say what the columns are. A raw record is as Zeek's JSON has it, with `_path` the log's name. */
export const zeek: Format = {
  name: "zeek",
  title: "Zeek log (tab-separated)",
  sniff: (head) => headTexts(head, 1).some((line) => line.startsWith("#separator ")),
  read: (blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncIterable<EventDocument[]> =>
    cutLines(blocks, createTextSink(context, createReader()), context.limits.maxRecordBytes),
  lines: (context) => createTextSink(context, createReader()),
};

/** What the header says; every log of a file that holds several has its own. */
type Header = {
  separator: string;
  setSeparator: string;
  empty: string;
  unset: string;
  path: string;
  fields: readonly string[];
  types: readonly string[];
};

const newHeader = (): Header => ({ separator: "\t", setSeparator: ",", empty: "(empty)", unset: "-", path: "", fields: [], types: [] });

function createReader(): LineReader {
  let header = newHeader();
  return {
    line(text, place, emit) {
      if (text.startsWith("#separator ")) header = { ...newHeader(), separator: unescape(text.slice("#separator ".length)) };
      else if (text.startsWith("#")) readHeader(header, text);
      else {
        const record = header.fields.length > 0 ? readRow(header, text) : undefined;
        if (!record) return false;
        emit(record, place);
      }
      return true;
    },
    held: () => ({ ...header, fields: [...header.fields], types: [...header.types] }),
    restore(held) {
      header = held as unknown as Header;
    },
  };
}

function readHeader(header: Header, text: string): void {
  const [name = "", ...values] = text.split(header.separator);
  const value = values[0] ?? "";
  if (name === "#set_separator") header.setSeparator = unescape(value);
  else if (name === "#empty_field") header.empty = value;
  else if (name === "#unset_field") header.unset = value;
  else if (name === "#path") header.path = value;
  else if (name === "#fields") header.fields = values;
  else if (name === "#types") header.types = values;
}

/** Undefined where the row has not as many values as there are columns. */
function readRow(header: Header, text: string): JsonObject | undefined {
  const values = text.split(header.separator);
  if (values.length !== header.fields.length) return undefined;
  const record: JsonObject = { _path: header.path };
  for (const [i, name] of header.fields.entries()) {
    const value = values[i] ?? "";
    if (value !== header.unset) record[name] = readValue(value, header.types[i] ?? "string", header);
  }
  return record;
}

const NUMBERS = new Set(["time", "interval", "double", "count", "int", "port"]);

function readValue(text: string, type: string, header: Header): Json {
  const isList = type.endsWith("]") && (type.startsWith("set[") || type.startsWith("vector["));
  const inner = isList ? type.slice(type.indexOf("[") + 1, -1) : undefined;
  if (inner !== undefined)
    return text === header.empty ? [] : text.split(header.setSeparator).map((item) => readValue(item, inner, header));
  if (type === "bool") return text === "T";
  if (NUMBERS.has(type) && text !== "" && Number.isFinite(Number(text))) return Number(text);
  return text === header.empty ? "" : unescape(text);
}

/** `\x09` is a byte; several in a row may be one character of UTF-8. */
function unescape(text: string): string {
  if (!text.includes("\\x")) return text;
  const parts = text.split("\\x");
  const bytes: Buffer[] = [Buffer.from(parts[0] ?? "")];
  for (const part of parts.slice(1)) {
    const code = Number.parseInt(part.slice(0, 2), 16);
    bytes.push(Number.isNaN(code) ? Buffer.from(`\\x${part}`) : Buffer.concat([Buffer.of(code), Buffer.from(part.slice(2))]));
  }
  return Buffer.concat(bytes).toString("utf8");
}
