import type { Json } from "../../event/json.ts";
import { readHead } from "../../integrations/auditd/record.ts";
import type { Emit, LinePlace, LineReader } from "./text-sink.ts";

interface Group {
  readonly lines: string[];
  readonly place: LinePlace;
  /** Its time, epoch milliseconds. */
  readonly time: number;
  /** Bytes of its lines. */
  size: number;
}

/**
 * Records of several events may mix, as several processors write them. An event is complete at its last record (EOE, or
 * PROCTITLE, which the kernel writes right before it), when a record of so much later comes, as for `auparse`, or when
 * so many events began after it.
 */
const END_MS = 2_000;
const MAX_OPEN = 64;

/** Lines and bytes of one event: more is another event with the same number, or hostile. */
const MAX_LINES = 4096;
const MAX_BYTES = 4 * 1024 * 1024;

/** Puts the records of one audit event together: raw records `{ audit_lines: [line, …] }`, each at the place of its first line. */
export function createAuditGrouper(): LineReader {
  const open = new Map<string, Group>();
  const close = (key: string, group: Group, emit: Emit): void => {
    open.delete(key);
    if (group.lines.length > 0) emit({ audit_lines: group.lines }, group.place);
  };
  const closeBefore = (before: number, emit: Emit): void => {
    for (const [key, group] of open) if (group.time < before) close(key, group, emit);
  };
  return {
    line(text, place, emit) {
      const head = readHead(text);
      if (!head) return false;
      const key = `${head.node ?? ""} ${head.time}:${head.sequence}`;
      const known = open.get(key);
      if (!known && head.type === "EOE") return true;
      const { time } = head;
      if (!known) closeBefore(time - END_MS, emit);
      const group = known ?? { lines: [], place, time, size: 0 };
      group.lines.push(text);
      group.size += text.length;
      open.set(key, group);
      if (LAST.has(head.type) || isAlone(head.type, group) || group.lines.length >= MAX_LINES || group.size >= MAX_BYTES)
        close(key, group, emit);
      else if (open.size > MAX_OPEN) for (const [oldest, first] of open) return close(oldest, first, emit), true;
      return true;
    },
    end(emit) {
      for (const [key, group] of open) close(key, group, emit);
    },
    held: () => [...open].map(([key, { lines, place, time }]) => [key, place.offset, place.line, time, ...lines]),
    restore(held) {
      for (const [key, offset, line, time, ...lines] of held as Json[][] as [string, number, number, number, ...string[]][])
        open.set(key, { lines, place: { offset, line }, time, size: lines.reduce((sum, text) => sum + text.length, 0) });
    },
  };
}

const LAST = new Set(["EOE", "PROCTITLE"]);

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
