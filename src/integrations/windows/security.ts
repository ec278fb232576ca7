import { setAccessNames } from "./access.ts";
import { splitKeepingQuotes } from "./command-line.ts";
import { classify, setCommand, setProgram, type WindowsDocument } from "./document.ts";
import { setKerberos } from "./kerberos.ts";
import { setLogon } from "./logon.ts";
import { setPeer } from "./network.ts";
import { setAccounts } from "./security-accounts.ts";
import { SECURITY_EVENTS } from "./security-events.ts";
import { setServiceInstall } from "./services.ts";
import { setShare } from "./shares.ts";
import { setTask } from "./scheduled-task.ts";
import { dataText, numberOf, takeText, wordsIn } from "./values.ts";

/** Providers whose events of the Security log have a mapping. */
const PROVIDERS = new Set(["Microsoft-Windows-Security-Auditing", "Microsoft-Windows-Eventlog"]);

/** Maps any event of the Security log, as Elastic's `system.security` does: other codes and providers keep their data as it is. */
export function mapSecurity(document: WindowsDocument): void {
  const { event, set } = document;
  set("winlog.level", event.level);
  set("winlog.outcome", event.outcome);
  const kind = Object.hasOwn(SECURITY_EVENTS, event.eventId) ? SECURITY_EVENTS[event.eventId] : undefined;
  if (!kind || (event.provider !== undefined && !PROVIDERS.has(event.provider))) return;
  classify(document, kind);
  setLogon(document);
  setAccounts(document, kind.accounts);
  if (kind.source) setSource(document);
  if (kind.process) setProcess(document);
  if (event.eventId === "4688") setCreatedProcess(document);
  if (event.eventId === "4672") splitPrivileges(document);
  if (kind.action?.includes("kerberos")) setKerberos(document);
  setServiceInstall(document);
  setTask(document);
  setShare(document);
  setAccessNames(document);
}

function setSource(document: WindowsDocument): void {
  const { data } = document.event;
  setPeer(document, "source", takeText(data, "IpAddress"), takeText(data, "IpPort"));
  document.set("source.domain", takeText(data, "WorkstationName"));
}

/** The process that an event names: numbers are decimal or hexadecimal. */
function setProcess(document: WindowsDocument): void {
  const { data } = document.event;
  document.set("process.pid", numberOf(takeText(data, "ProcessId")));
  setProgram(document, "process", takeText(data, "ProcessName"));
}

/** 4688: `ProcessId` is the creator's. */
function setCreatedProcess(document: WindowsDocument): void {
  const { data } = document.event;
  document.set("process.pid", numberOf(takeText(data, "NewProcessId")));
  setProgram(document, "process", takeText(data, "NewProcessName"));
  setCommand(document, "process", takeText(data, "CommandLine"), splitKeepingQuotes);
  document.set("process.parent.pid", numberOf(takeText(data, "ProcessId")));
  setProgram(document, "process.parent", takeText(data, "ParentProcessName"));
}

/** A list with a privilege a line. */
function splitPrivileges({ event }: WindowsDocument): void {
  const text = dataText(event.data, "PrivilegeList");
  if (text !== undefined) event.data.set("PrivilegeList", wordsIn(text));
}
