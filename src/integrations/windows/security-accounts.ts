import type { WindowsDocument } from "./document.ts";
import { addressOf } from "./network.ts";
import type { Accounts } from "./security-events.ts";
import { setAccount, withoutRealm } from "./users.ts";
import { dataText, takeText, wordOf } from "./values.ts";

/** Files the accounts of a Security event. Their data stays where it is. */
export function setAccounts(document: WindowsDocument, accounts: Accounts | undefined): void {
  const { data } = document.event;
  if (accounts !== undefined) SETTERS[accounts](document);
  if (document.event.eventId === "1102") setClearer(document);
  if (accounts === undefined) return;
  for (const name of ["SubjectUserName", "TargetUserName"]) {
    const user = dataText(data, name);
    if (user !== undefined) document.add("related.user", accounts === "target" ? withoutRealm(user) : user);
  }
}

const SETTERS: Readonly<Record<Accounts, (document: WindowsDocument) => void>> = {
  subject: (document) => setAccount(document, "user", document.event.data, "Subject"),
  target: setTarget,
  "target-of": (document) => setBoth(document, "user.target"),
  effective: (document) => setBoth(document, "user.effective"),
  group: setGroup,
  computer: setComputer,
  client: setClient,
};

function setTarget(document: WindowsDocument): void {
  setAccount(document, "user", document.event.data, "Target");
  const name = wordOf(document.get("user.name"));
  if (name !== undefined) document.set("user.name", withoutRealm(name));
}

function setBoth(document: WindowsDocument, field: string): void {
  setAccount(document, "user", document.event.data, "Subject");
  setAccount(document, field, document.event.data, "Target");
}

function setGroup(document: WindowsDocument): void {
  const { data } = document.event;
  setAccount(document, "user", data, "Subject");
  setAccount(document, "group", data, "Target");
  setAccount(document, "user.target.group", data, "Target");
  const member = dataText(data, "MemberName");
  if (member === undefined) return;
  // A distinguished name: CN=someone,CN=Users,DC=domain,DC=example.
  const parts = member.split(",");
  document.set("user.target.name", valueOfPart(parts[0]));
  document.set("user.target.domain", valueOfPart(parts[3]));
}

const valueOfPart = (part: string | undefined): string | undefined => part?.slice(part.indexOf("=") + 1);

function setComputer(document: WindowsDocument): void {
  setAccount(document, "user", document.event.data, "Subject");
  setAccount(document, "winlog.computerObject", document.event.data, "Target");
}

/** 4778, 4779: the account of a session, and where it is shown. */
function setClient(document: WindowsDocument): void {
  const { event, set, add } = document;
  const name = dataText(event.data, "AccountName");
  set("user.name", name);
  set("user.domain", dataText(event.data, "AccountDomain"));
  add("related.user", name);
  const address = takeText(event.data, "ClientAddress");
  const ip = address === "LOCAL" ? "127.0.0.1" : addressOf(address);
  set("source.ip", ip);
  add("related.ip", ip);
  set("source.domain", takeText(event.data, "ClientName"));
}

/** 1102: who cleared the log stands in the user data. */
function setClearer({ event, set, add }: WindowsDocument): void {
  const { userData } = event;
  set("user.id", wordOf(userData["SubjectUserSid"]));
  set("user.name", wordOf(userData["SubjectUserName"]));
  set("user.domain", wordOf(userData["SubjectDomainName"]));
  set("winlog.logon.id", wordOf(userData["SubjectLogonId"]));
  add("related.user", wordOf(userData["SubjectUserName"]));
}
