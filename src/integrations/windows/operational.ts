import { setProgram, type WindowsDocument } from "./document.ts";
import { setPath } from "./sysmon-files.ts";
import { splitAccount } from "./users.ts";
import { dataText, numberOf, wordOf } from "./values.ts";

/** An account as logs write it: `DOMAIN\name`, a name, or a SID. */
function setAnyUser({ set, add }: WindowsDocument, account: string | undefined): void {
  if (account === undefined) return;
  if (account.startsWith("S-1-")) {
    set("user.id", account);
    return;
  }
  const user = splitAccount(account);
  set("user.domain", user?.domain);
  set("user.name", user?.name);
  add("related.user", user?.name);
}

/** Task Scheduler: who a task runs as, and what it ran (129, 200, 201). */
export function mapTaskEvent(document: WindowsDocument): void {
  const { data } = document.event;
  setAnyUser(document, dataText(data, "UserContext") ?? dataText(data, "UserName"));
  setProgram(document, "process", dataText(data, "Path") ?? pathOf(dataText(data, "ActionName")));
  document.set("process.pid", numberOf(data.get("ProcessID") ?? data.get("EnginePID")));
}

const pathOf = (text: string | undefined): string | undefined => (text?.includes("\\") ? text : undefined);

/** What events of Defender are about, by code. */
const DEFENDER: Readonly<Record<string, string>> = {
  "1006": "malware-detected",
  "1007": "malware-action-taken",
  "1008": "malware-action-failed",
  "1009": "malware-restored",
  "1015": "suspicious-behavior-detected",
  "1116": "malware-detected",
  "1117": "malware-action-taken",
  "1118": "malware-action-failed",
  "1119": "malware-action-failed",
  "5001": "real-time-protection-disabled",
  "5004": "real-time-protection-configured",
  "5007": "configuration-changed",
  "5010": "scanning-disabled",
  "5012": "scanning-disabled",
  "5013": "tamper-protection-blocked",
};

/** Defender: what was found, where, and by which process. */
export function mapDefender(document: WindowsDocument): void {
  const { event, set } = document;
  const { data } = event;
  set("event.action", DEFENDER[event.eventId]);
  setAnyUser(document, dataText(data, "Detection User") ?? dataText(data, "User"));
  const path = dataText(data, "Path");
  const file = path?.startsWith("file:_") ? path.slice("file:_".length).split(";")[0] : undefined;
  if (file !== undefined) setPath(document, file);
  const program = dataText(data, "Process Name");
  if (program !== "Unknown") setProgram(document, "process", program);
  set("rule.name", dataText(data, "Threat Name"));
}

/** WMI: the client of an operation, and the process that serves it. The data stands in the user data. */
export function mapWmi(document: WindowsDocument): void {
  const { userData, data } = document.event;
  const word = (name: string): string | undefined => wordOf(userData[name]) ?? dataText(data, name);
  setAnyUser(document, word("User") ?? word("USER"));
  document.set("process.pid", numberOf(word("ClientProcessId") ?? word("ProcessID")));
}

/** BITS: the address that is loaded from, and the account it is done for. */
export function mapBits(document: WindowsDocument): void {
  const { data } = document.event;
  setAnyUser(document, dataText(data, "jobOwner") ?? dataText(data, "User"));
  const url = dataText(data, "url") ?? dataText(data, "RemoteName");
  document.set("url.original", url);
  document.set("url.full", url);
}
