import { readHead } from "../../../integrations/auditd/record.ts";
import type { EventDocument } from "../../../event/origin.ts";
import type { Format, ReadContext } from "../format.ts";
import { cutLines } from "../line-cutter.ts";
import { createTextSink, type Emit, headTexts, type LinePlace, type LineReader } from "../text-sink.ts";

/**
 * The log of the Linux audit daemon: a line is a record, records with one time and serial number are an event. A raw
 * record is an event: `{ audit_lines: [line, …] }`.
 */
export const auditd: Format = {
  name: "auditd",
  title: "Linux audit log (audit.log)",
  sniff: (head) => headTexts(head, SNIFF_LINES).some((line) => readHead(line) !== undefined),
  read: (blocks: AsyncIterable<Buffer>, context: ReadContext): AsyncIterable<EventDocument[]> =>
    cutLines(blocks, createTextSink(context, createGrouper()), context.limits.maxRecordBytes),
};

/** A log may begin in the middle of a rotation, with a line that is cut off. */
const SNIFF_LINES = 3;

interface Group {
  readonly lines: string[];
  readonly place: LinePlace;
  /** Bytes of its lines. */
  size: number;
}

/** Events whose records may mix, as several processors write them. An event is complete at its EOE or when so many began after it. */
const MAX_OPEN = 64;

/** Lines and bytes of one event: more is another event with the same number, or hostile. */
const MAX_LINES = 4096;
const MAX_BYTES = 4 * 1024 * 1024;

function createGrouper(): LineReader {
  const open = new Map<string, Group>();
  const close = (key: string, group: Group, emit: Emit): void => {
    open.delete(key);
    if (group.lines.length > 0) emit({ audit_lines: group.lines }, group.place);
  };
  return {
    line(text, place, emit) {
      const head = readHead(text);
      if (!head) return false;
      const key = `${head.node ?? ""} ${head.time}:${head.sequence}`;
      const group = open.get(key) ?? { lines: [], place, size: 0 };
      group.lines.push(text);
      group.size += text.length;
      open.set(key, group);
      if (head.type === "EOE" || isAlone(head.type, group) || group.lines.length >= MAX_LINES || group.size >= MAX_BYTES)
        close(key, group, emit);
      else if (open.size > MAX_OPEN) for (const [oldest, first] of open) return close(oldest, first, emit), true;
      return true;
    },
    end(emit) {
      for (const [key, group] of open) close(key, group, emit);
    },
  };
}

/** Records of user space are events of their own: what a daemon or PAM reports comes at once. */
function isAlone(type: string, group: Group): boolean {
  return group.lines.length === 1 && ALONE.has(type);
}

const ALONE = new Set(
  (
    "USER_AUTH USER_ACCT USER_MGMT CRED_ACQ CRED_DISP CRED_REFR USER_START USER_END USER_LOGIN USER_LOGOUT USER_ERR USER_CMD USER_CHAUTHTOK " +
    "ADD_USER DEL_USER ADD_GROUP DEL_GROUP GRP_MGMT SERVICE_START SERVICE_STOP SYSTEM_BOOT SYSTEM_SHUTDOWN SYSTEM_RUNLEVEL DAEMON_START " +
    "DAEMON_END CRYPTO_KEY_USER CRYPTO_SESSION"
  ).split(" "),
);
