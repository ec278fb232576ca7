import { type EventDocument, ORIGINAL } from "../../../event/origin.ts";
import { windowsEventObject } from "../../../event/xml/event-object.ts";
import { parseXml } from "../../../event/xml/parse.ts";
import { readHead } from "../../../integrations/auditd/record.ts";
import { createAuditGrouper } from "../audit-grouper.ts";
import type { Format, ReadContext } from "../format.ts";
import { cutLines } from "../line-cutter.ts";
import { readSyslogLine } from "../syslog-line.ts";
import { createTextSink, type Emit, headTexts, type LinePlace, type LineReader } from "../text-sink.ts";

/**
 * Syslog files. A raw record is `{ syslog: {header}, message }`; but a line that carries an event of Sysmon for Linux
 * is that event, and lines that carry audit records are audit events (`formats/auditd.ts`).
 */
export const syslog: Format = {
  name: "syslog",
  title: "syslog (RFC 5424, RFC 3164, rsyslog files)",
  sniff: (head) => headTexts(head, SNIFF_LINES).some((line) => readSyslogLine(line) !== undefined),
  read: (blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncIterable<EventDocument[]> =>
    cutLines(blocks, createTextSink(context, createReader()), context.limits.maxRecordBytes),
  lines: (context) => createTextSink(context, createReader()),
};

/** A log may begin with the end of a longer message. */
const SNIFF_LINES = 3;

function createReader(): LineReader {
  const audit = createAuditGrouper();
  return {
    line(text, place, emit) {
      const line = readSyslogLine(text);
      if (!line) return false;
      const { header, message } = line;
      if (message.startsWith("<Event") && emitEvent(message, place, emit)) return true;
      const record = auditRecord(message, header["hostname"]);
      if (record !== undefined) return audit.line(record, place, emit);
      const raw: EventDocument = { syslog: header, message };
      raw[ORIGINAL] = text;
      emit(raw, place);
      return true;
    },
    end: (emit) => audit.end?.(emit),
    held: () => audit.held?.() ?? null,
    restore: (held) => audit.restore?.(held),
  };
}

function emitEvent(message: string, place: LinePlace, emit: Emit): boolean {
  const parsed = parseXml(message);
  const event = "element" in parsed ? windowsEventObject(parsed.element) : undefined;
  if (!event) return false;
  const raw: EventDocument = event;
  raw[ORIGINAL] = message;
  emit(raw, place);
  return true;
}

/** Record types that the kernel writes by number where no audit daemon runs (`linux/audit.h`). */
const KERNEL_TYPES: Readonly<Record<string, string>> = {
  "1300": "SYSCALL",
  "1302": "PATH",
  "1305": "CONFIG_CHANGE",
  "1307": "CWD",
  "1309": "EXECVE",
  "1326": "SECCOMP",
  "1327": "PROCTITLE",
  "1400": "AVC",
};

/** The audit record in a message: audispd's `type=… msg=audit(…)`, or the kernel's `audit: type=1400 audit(…): …`. */
function auditRecord(message: string, host: unknown): string | undefined {
  const at = message.indexOf("type=");
  if (at === -1 || at > 64) return undefined;
  const node = typeof host === "string" ? `node=${host} ` : "";
  const record = message.slice(at);
  if (readHead(record)) return node + record;
  const space = record.indexOf(" ");
  const type = KERNEL_TYPES[record.slice("type=".length, space)];
  const rest = record.slice(space + 1);
  return type !== undefined && rest.startsWith("audit(") ? `${node}type=${type} msg=${rest}` : undefined;
}
