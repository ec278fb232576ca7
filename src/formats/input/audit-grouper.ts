import { readHead } from "../../integrations/auditd/record.ts";
import type { Emit, LinePlace, LineReader } from "./text-sink.ts";

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

/** Puts the records of one audit event together: raw records `{ audit_lines: [line, …] }`, each at the place of its first line. */
export function createAuditGrouper(): LineReader {
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
