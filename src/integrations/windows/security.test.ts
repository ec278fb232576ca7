import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import { createNormaliser } from "../normaliser.ts";
import { SECURITY_EVENTS } from "./security-events.ts";

function security(code: number, data: JsonObject, more: JsonObject = {}): JsonObject {
  const normaliser = createNormaliser({ unmapped: () => undefined, other: () => undefined });
  const out: JsonObject[] = [];
  const provider = code < 2000 ? "Microsoft-Windows-Eventlog" : "Microsoft-Windows-Security-Auditing";
  const system = { Provider: { "#attributes": { Name: provider } }, EventID: code, Channel: "Security", Computer: "dc1.example" };
  normaliser.add(
    { Event: { System: { ...system, Keywords: "0x8020000000000000", Task: more["Task"] ?? "" }, EventData: data, ...more } },
    out,
  );
  return out[0] ?? {};
}

const subject = { SubjectUserSid: "S-1-5-21-1-500", SubjectUserName: "admin", SubjectDomainName: "CORP", SubjectLogonId: "0x3e7" };
const admin = { id: "S-1-5-21-1-500", name: "admin", domain: "CORP" };
const target = { TargetUserName: "kim", TargetDomainName: "CORP", TargetSid: "S-1-5-21-1-1001" };
const kim = { id: "S-1-5-21-1-1001", name: "kim", domain: "CORP" };

describe("what is filed where", () => {
  test.each([
    [
      "4688: the process, its creator, and an argument list with its quotes",
      4688,
      {
        ...subject,
        NewProcessId: "0x1410",
        NewProcessName: "C:\\a b\\x.exe",
        CommandLine: '"C:\\a b\\x.exe" -y',
        ProcessId: "0x4",
        ParentProcessName: "C:\\p.exe",
      },
      {
        event: { category: ["process"], type: ["start"], action: "created-process", outcome: "success" },
        process: { pid: 5136, name: "x.exe", args: ['"C:\\a b\\x.exe"', "-y"], parent: { pid: 4, name: "p.exe" } },
        user: admin,
        winlog: { logon: { id: "0x3e7" }, event_data: { SubjectLogonId: "0x3e7" } },
      },
    ],
    [
      "4720: the new account as the target",
      4720,
      { ...subject, ...target },
      { user: { ...admin, target: kim }, related: { user: ["admin", "kim"] } },
    ],
    [
      "4732: the group, and the member by its distinguished name",
      4732,
      {
        ...subject,
        MemberName: "CN=kim,CN=Users,DC=corp,DC=example",
        TargetUserName: "Administrators",
        TargetDomainName: "Builtin",
        TargetSid: "S-1-5-32-544",
      },
      {
        event: { type: ["group", "change"], action: "added-member-to-group" },
        group: { id: "S-1-5-32-544", name: "Administrators", domain: "Builtin" },
        user: { ...admin, target: { name: "kim", domain: "example", group: { name: "Administrators" } } },
      },
    ],
    ["4741: the computer account apart", 4741, { ...subject, ...target }, { user: admin, winlog: { computerObject: kim } }],
    ["4648: the account that is used as the effective one", 4648, { ...subject, ...target }, { user: { ...admin, effective: kim } }],
    [
      "4769: the user without its realm, the service, and numbers in words",
      4769,
      {
        TargetUserName: "kim@CORP.EXAMPLE",
        ServiceName: "sql",
        IpAddress: "::ffff:192.0.2.8",
        IpPort: "50001",
        TicketOptions: "0x40810000",
        TicketEncryptionType: "0x17",
        Status: "0x0",
      },
      {
        user: { name: "kim" },
        service: { name: "sql" },
        source: { ip: "192.0.2.8", port: 50001 },
        winlog: {
          event_data: {
            TicketEncryptionTypeDescription: "RC4-HMAC",
            TicketOptionsDescription: ["Forwardable", "Renewable", "Name-canonicalize"],
            StatusDescription: "KDC_ERR_NONE",
          },
        },
      },
    ],
    [
      "4697: the service",
      4697,
      { ...subject, ServiceName: "PSEXESVC", ServiceFileName: "%SystemRoot%\\PSEXESVC.exe", ServiceType: "0x10" },
      {
        service: { name: "PSEXESVC", type: "Win32 Own Process" },
        winlog: { event_data: { ServiceFileName: "%SystemRoot%\\PSEXESVC.exe" } },
      },
    ],
    [
      "4698: the task's XML",
      4698,
      {
        ...subject,
        TaskName: "\\evil",
        TaskContent: "<Task><Actions><Exec><Command>c.exe</Command></Exec></Actions><Settings><Hidden>true</Hidden></Settings></Task>",
      },
      { winlog: { scheduled_task: { name: "evil", actions: [{ type: "Exec", command: "c.exe" }], settings: { hidden: "true" } } } },
    ],
    [
      "4672: privileges as a list",
      4672,
      { ...subject, PrivilegeList: "SeDebugPrivilege\n\t\tSeBackupPrivilege" },
      { winlog: { event_data: { PrivilegeList: ["SeDebugPrivilege", "SeBackupPrivilege"] } } },
    ],
    [
      "4778: where a session is shown",
      4778,
      { AccountName: "kim", AccountDomain: "CORP", ClientName: "PC8", ClientAddress: "LOCAL" },
      { user: { name: "kim", domain: "CORP" }, source: { ip: "127.0.0.1", domain: "PC8" } },
    ],
    [
      "4634: the session that ended",
      4634,
      { ...target, TargetLogonId: "0x99" },
      { event: { type: ["end"] }, winlog: { logon: { id: "0x99" } } },
    ],
  ] as const)("%s", (_name, code, data, expected) => expect(security(code, data)).toMatchObject(expected));
});

test("1102: who cleared the log stands in the user data", () => {
  const document = security(
    1102,
    {},
    { UserData: { LogFileCleared: { SubjectUserSid: "S-1-5-18", SubjectUserName: "admin", SubjectLogonId: "0x1" } } },
  );
  expect(document).toMatchObject({
    event: { action: "audit-log-cleared" },
    user: { id: "S-1-5-18", name: "admin" },
    winlog: { logon: { id: "0x1" } },
  });
});

test("a code without a mapping keeps its data, and the task's name as its action", () => {
  const document = security(4703, { ...subject, EnabledPrivilegeList: "SeDebugPrivilege", ProcessName: "C:\\x.exe" }, { Task: "13317" });
  expect(document).toMatchObject({
    event: { action: "Token Right Adjusted Events" },
    winlog: { event_data: { EnabledPrivilegeList: "SeDebugPrivilege", ProcessName: "C:\\x.exe" } },
  });
  expect(document).not.toHaveProperty("process");
});

test("every code of the table has a category with a type and an action, or leaves all three out", () => {
  for (const [code, { category, type, action }] of Object.entries(SECURITY_EVENTS)) {
    expect([code, [category, type, action].filter((each) => each !== undefined).length % 3]).toEqual([code, 0]);
  }
});
