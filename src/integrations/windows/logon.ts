import type { WindowsDocument } from "./document.ts";
import { LOGON_FAILURES } from "./logon-failures.ts";
import { dataText } from "./values.ts";

const LOGON_TYPES: Readonly<Record<string, string>> = {
  "2": "Interactive",
  "3": "Network",
  "4": "Batch",
  "5": "Service",
  "7": "Unlock",
  "8": "NetworkCleartext",
  "9": "NewCredentials",
  "10": "RemoteInteractive",
  "11": "CachedInteractive",
};

const LOGOUTS = new Set(["4634", "4647"]);

/** Texts of the messages that `FailureReason` names by number. */
const REASONS: Readonly<Record<string, string>> = {
  "%%2304": "An Error occured during Logon.",
  "%%2305": "The specified user account has expired.",
  "%%2306": "The NetLogon component is not active.",
  "%%2307": "Account locked out.",
  "%%2308": "The user has not been granted the requested logon type at this machine.",
  "%%2309": "The specified account's password has expired.",
  "%%2310": "Account currently disabled.",
  "%%2311": "Account logon time restriction violation.",
  "%%2312": "User not allowed to logon at this computer.",
  "%%2313": "Unknown user name or bad password.",
};

/** The logon session of an event, its type, and why a logon failed. */
export function setLogon({ event, set }: WindowsDocument): void {
  const { data, eventId } = event;
  set("winlog.logon.id", data.get(LOGOUTS.has(eventId) ? "TargetLogonId" : "SubjectLogonId"));
  const type = dataText(data, "LogonType");
  if (type !== undefined) set("winlog.logon.type", LOGON_TYPES[type]);
  if (eventId === "4625") {
    const reason = dataText(data, "FailureReason");
    set("winlog.logon.failure.reason", reason === undefined ? undefined : (REASONS[reason] ?? reason));
    set("winlog.logon.failure.status", statusText(dataText(data, "Status")));
    set("winlog.logon.failure.sub_status", statusText(dataText(data, "SubStatus")));
  } else if (eventId === "4776") set("winlog.logon.failure.status", statusText(dataText(data, "Status")));
}

const statusText = (status: string | undefined): string | undefined =>
  status === undefined ? undefined : (LOGON_FAILURES[status.toLowerCase()] ?? status);
