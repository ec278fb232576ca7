import { readHead } from "../../../integrations/auditd/record.ts";
import type { EventDocument } from "../../../event/origin.ts";
import { createAuditGrouper } from "../audit-grouper.ts";
import type { Format, ReadContext } from "../format.ts";
import { cutLines } from "../line-cutter.ts";
import { createTextSink, headTexts } from "../text-sink.ts";

/**
 * The log of the Linux audit daemon: a line is a record, records with one time and serial number are an event. A raw
 * record is an event: `{ audit_lines: [line, …] }`.
 */
export const auditd: Format = {
  name: "auditd",
  title: "Linux audit log (audit.log)",
  sniff: (head) => headTexts(head, SNIFF_LINES).some((line) => readHead(line) !== undefined),
  read: (blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncIterable<EventDocument[]> =>
    cutLines(blocks, createTextSink(context, createAuditGrouper()), context.limits.maxRecordBytes),
  lines: (context) => createTextSink(context, createAuditGrouper()),
};

/** A log may begin in the middle of a rotation, with a line that is cut off. */
const SNIFF_LINES = 3;
