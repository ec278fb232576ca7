import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import { createNormaliser } from "../normaliser.ts";
import { SYSMON_EVENTS } from "./sysmon-events.ts";

function sysmon(code: number, data: JsonObject, unmapped: string[] = []): JsonObject {
  const normaliser = createNormaliser({ unmapped: (kind) => void unmapped.push(kind), other: () => undefined });
  const out: JsonObject[] = [];
  const system = {
    Provider: { "#attributes": { Name: "Microsoft-Windows-Sysmon" } },
    EventID: code,
    Channel: "Microsoft-Windows-Sysmon/Operational",
    Computer: "pc7",
  };
  normaliser.add({ Event: { System: system, EventData: data } }, out);
  return out[0] ?? {};
}

describe("what is filed where", () => {
  test.each([
    [
      "3: both sides of a connection",
      3,
      {
        Image: "C:\\x.exe",
        Protocol: "tcp",
        Initiated: "true",
        SourceIsIpv6: "false",
        SourceIp: "192.0.2.7",
        SourcePort: "50001",
        DestinationIp: "192.0.2.8",
        DestinationHostname: "h",
        DestinationPort: "443",
        DestinationPortName: "https",
        SourcePortName: "-",
      },
      {
        source: { ip: "192.0.2.7", port: 50001 },
        destination: { ip: "192.0.2.8", port: 443, domain: "h" },
        network: { transport: "tcp", protocol: "https", direction: "egress", type: "ipv4" },
        related: { ip: ["192.0.2.7", "192.0.2.8"], hosts: ["h"] },
      },
    ],
    [
      "7: a library under both names",
      7,
      {
        Image: "C:\\x.exe",
        ImageLoaded: "C:\\d\\l.dll",
        Hashes: "SHA256=AB,IMPHASH=00",
        Signed: "true",
        Signature: "Someone",
        SignatureStatus: "Valid",
        OriginalFileName: "L.DLL",
      },
      {
        event: { category: ["process", "library"] },
        file: {
          path: "C:\\d\\l.dll",
          extension: "dll",
          hash: { sha256: "ab" },
          code_signature: { trusted: true, valid: true, subject_name: "Someone" },
        },
        dll: {
          name: "l.dll",
          hash: { sha256: "ab" },
          pe: { original_file_name: "L.DLL" },
          code_signature: { trusted: true, exists: true, status: "Valid" },
        },
        related: { hash: ["ab"] },
      },
    ],
    [
      "10: the source as the process, the target as it is",
      10,
      {
        SourceImage: "C:\\s.exe",
        SourceProcessId: "7",
        SourceThreadId: "8",
        SourceProcessGUID: "{a}",
        TargetImage: "C:\\t.exe",
        GrantedAccess: "0x1010",
      },
      {
        process: { executable: "C:\\s.exe", pid: 7, entity_id: "{a}", thread: { id: 8 } },
        winlog: { event_data: { TargetImage: "C:\\t.exe", GrantedAccess: "0x1010" } },
      },
    ],
    [
      "13: a value of the registry",
      13,
      { EventType: "SetValue", TargetObject: "HKLM\\Software\\A\\Run", Details: "DWORD (0x0000000a)" },
      {
        registry: {
          hive: "HKLM",
          key: "Software\\A\\Run",
          value: "Run",
          path: "HKLM\\Software\\A\\Run",
          data: { type: "SZ_DWORD", strings: ["10"] },
        },
        winlog: { event_data: { EventType: "SetValue" } },
      },
    ],
    [
      "13: a number of 64 bits",
      13,
      { TargetObject: "HKU\\x", Details: "QWORD (0x00000001-0x00000002)" },
      { registry: { data: { type: "SZ_QWORD", strings: ["4294967298"] } } },
    ],
    ["13: a text", 13, { TargetObject: "HKU\\x", Details: "c.exe" }, { registry: { data: { type: "REG_SZ", strings: ["c.exe"] } } }],
    [
      "17: a pipe",
      17,
      { PipeName: "\\evil", Image: "System" },
      { event: { type: ["creation"] }, file: { name: "\\evil" }, process: { executable: "System" } },
    ],
    [
      "22: a question and its answers",
      22,
      { QueryName: "www.shop.co.uk", QueryStatus: "9003", QueryResults: "type:  5 a.example;::ffff:192.0.2.9;2001:db8::1;" },
      {
        dns: {
          question: { name: "www.shop.co.uk", registered_domain: "shop.co.uk", subdomain: "www", top_level_domain: "co.uk" },
          answers: [
            { type: "CNAME", data: "a.example" },
            { type: "A", data: "192.0.2.9" },
            { type: "AAAA", data: "2001:db8::1" },
          ],
          resolved_ip: ["192.0.2.9", "2001:db8::1"],
        },
        sysmon: { dns: { status: "DNS_ERROR_RCODE_NAME_ERROR" } },
      },
    ],
    [
      "23: a deleted file",
      23,
      { TargetFilename: "C:\\f.txt", Hashes: "MD5=AB", IsExecutable: "false", Archived: "true" },
      { file: { name: "f.txt" }, process: { hash: { md5: "ab" } }, sysmon: { file: { is_executable: false, archived: true } } },
    ],
    ["25: its type as the message", 25, { Image: "C:\\x.exe", Type: "Image is replaced" }, { message: "Image is replaced" }],
    ["27: a blocked program", 27, { TargetFilename: "C:\\x.exe" }, { event: { outcome: "failure", type: ["creation", "denied"] } }],
  ] as const)("%s", (_name, code, data, expected) => expect(sysmon(code, data)).toMatchObject(expected));
});

test.each(Object.keys(SYSMON_EVENTS))("code %s has an action", (code) => {
  expect(sysmon(Number(code), {})).toMatchObject({ event: { code, action: SYSMON_EVENTS[code]?.action } });
});

test("a code that nobody knows is counted and keeps its data", () => {
  const unmapped: string[] = [];
  expect(sysmon(99, { New: "x" }, unmapped)).toMatchObject({ winlog: { event_data: { New: "x" } } });
  expect(unmapped).toEqual(["Sysmon event 99"]);
});
