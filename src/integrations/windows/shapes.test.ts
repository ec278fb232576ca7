import { describe, expect, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { windowsEventObject } from "../../event/xml/event-object.ts";
import { parseXml } from "../../event/xml/parse.ts";
import { readPath } from "../ecs-document.ts";
import { createNormaliser } from "../normaliser.ts";
import { INTEGRATIONS } from "../table.ts";
import { WINDOWS_SHAPES } from "./shapes.ts";

/** One event, as every tool writes it. */
interface Written {
  readonly provider: string;
  readonly channel: string;
  readonly code: number;
  readonly data: Readonly<Record<string, string>>;
}

const HOST = "pc7.example";
const TIME = "2024-05-01T10:00:00.123Z";

const sysmon: Written = {
  provider: "Microsoft-Windows-Sysmon",
  channel: "Microsoft-Windows-Sysmon/Operational",
  code: 1,
  data: {
    RuleName: "-",
    UtcTime: "2024-05-01 10:00:00.100",
    ProcessGuid: "{c4e35f20-66c3-5f4e-9602-000000000400}",
    ProcessId: "1444",
    Image: "C:\\Windows\\System32\\cmd.exe",
    FileVersion: "10.0",
    Description: "Windows Command Processor",
    Product: "Windows",
    Company: "Microsoft",
    OriginalFileName: "Cmd.Exe",
    CommandLine: 'cmd.exe /c "echo <a> & b"',
    CurrentDirectory: "C:\\",
    User: "CORP\\kim",
  },
};

const logon: Written = {
  provider: "Microsoft-Windows-Security-Auditing",
  channel: "Security",
  code: 4625,
  data: {
    SubjectUserSid: "S-1-0-0",
    SubjectUserName: "-",
    SubjectDomainName: "-",
    SubjectLogonId: "0x0",
    TargetUserSid: "S-1-0-0",
    TargetUserName: "kim",
    TargetDomainName: "CORP",
    Status: "0xc000006d",
    FailureReason: "%%2313",
    SubStatus: "0xc000006a",
    LogonType: "3",
    LogonProcessName: "NtLmSsp ",
    AuthenticationPackageName: "NTLM",
    WorkstationName: "PC8",
    TransmittedServices: "-",
    LmPackageName: "-",
    KeyLength: "0",
    ProcessId: "0x0",
    ProcessName: "-",
    IpAddress: "192.0.2.8",
    IpPort: "50001",
  },
};

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const keywords = ({ channel }: Written): string => (channel === "Security" ? "0x8010000000000000" : "0x8000000000000000");

function xmlOf(event: Written): string {
  const { provider, channel, code, data } = event;
  const entries = Object.entries(data).map(([name, value]) => `<Data Name='${name}'>${escape(value)}</Data>`);
  return `<Event xmlns='urn:x'><System><Provider Name='${provider}'/><EventID>${code}</EventID><Level>4</Level><Keywords>${keywords(event)}</Keywords><TimeCreated SystemTime='${TIME}'/><EventRecordID>7</EventRecordID><Execution ProcessID='4' ThreadID='5'/><Channel>${channel}</Channel><Computer>${HOST}</Computer><Security UserID='S-1-5-18'/></System><EventData>${entries.join("")}</EventData></Event>`;
}

function xmlObject(event: Written): JsonObject {
  const parsed = parseXml(xmlOf(event));
  if ("fault" in parsed) throw new Error(parsed.fault);
  return windowsEventObject(parsed.element);
}

/** The event as each tool writes it. */
const TOOLS: Readonly<Record<string, (event: Written) => JsonObject>> = {
  "our XML and EVTX readers": xmlObject,
  evtx_dump: ({ provider, channel, code, data }) => ({
    Event: {
      "#attributes": { xmlns: "urn:x" },
      System: {
        Provider: { "#attributes": { Name: provider } },
        EventID: { "#attributes": { Qualifiers: "" }, "#text": code },
        Channel: channel,
        Computer: HOST,
        Keywords: keywords({ provider, channel, code, data }),
        TimeCreated: { "#attributes": { SystemTime: TIME } },
        EventRecordID: 7,
      },
      EventData: { ...data },
    },
  }),
  "evtx_dump with attributes apart": ({ provider, channel, code, data }) => ({
    Event: {
      System: {
        Provider_attributes: { Name: provider },
        EventID: code,
        Channel: channel,
        Computer: HOST,
        Keywords: keywords({ provider, channel, code, data }),
        TimeCreated_attributes: { SystemTime: TIME },
      },
      EventData: { ...data },
    },
  }),
  "a converter that knows only XML": ({ provider, channel, code, data }) => ({
    Event: {
      System: {
        Provider: { "@Name": provider, "#attributes": { Name: provider } },
        EventID: code,
        Channel: channel,
        Computer: HOST,
        Keywords: keywords({ provider, channel, code, data }),
        TimeCreated: { "#attributes": { SystemTime: TIME } },
      },
      EventData: { Data: Object.entries(data).map(([name, value]) => ({ "@Name": name, "#text": value })) },
    },
  }),
  Velociraptor: ({ provider, channel, code, data }) => ({
    System: {
      Provider: { Name: provider },
      EventID: { Value: code },
      Channel: channel,
      Computer: HOST,
      Keywords: keywords({ provider, channel, code, data }),
      TimeCreated: { SystemTime: Date.parse(TIME) / 1000 },
    },
    EventData: { ...data },
  }),
  "Winlogbeat 7": ({ provider, channel, code, data }) => ({
    "@timestamp": TIME,
    event: { code: String(code), kind: "event", provider, ...(channel === "Security" && { outcome: "failure" }) },
    host: { name: HOST },
    winlog: { channel, event_id: String(code), provider_name: provider, computer_name: HOST, event_data: { ...data } },
  }),
  "Winlogbeat 6": ({ provider, channel, code, data }) => ({
    "@timestamp": TIME,
    log_name: channel,
    event_id: code,
    source_name: provider,
    computer_name: HOST,
    event_data: { ...data },
    ...(channel === "Security" && { keywords: ["Audit Failure"] }),
  }),
  NXLog: ({ provider, channel, code, data }) => ({
    "@timestamp": "2024-05-01T10:00:02.000Z",
    EventTime: "2024-05-01 06:00:00",
    EventReceivedTime: "2024-05-01 06:00:01",
    SourceModuleType: "im_msvistalog",
    Channel: channel.toLowerCase() === "security" ? "security" : channel,
    EventID: code,
    SourceName: provider,
    Hostname: HOST,
    host: "collector",
    EventType: channel === "Security" ? "AUDIT_FAILURE" : "INFO",
    ExecutionProcessID: 4,
    ...data,
  }),
  "a PowerShell export": ({ provider, channel, code, data }) => ({
    TimeCreated: TIME,
    Channel: channel,
    EventID: code,
    SourceName: provider,
    Hostname: HOST,
    Keywords: keywords({ provider, channel, code, data }),
    ...data,
  }),
  "a converter that flattens": ({ provider, channel, code, data }) => ({
    SystemTime: TIME,
    Channel: channel,
    EventID: String(code),
    Provider_Name: provider,
    Computer: HOST,
    Keywords: keywords({ provider, channel, code, data }),
    ...data,
  }),
  "Get-WinEvent | ConvertTo-Json": ({ provider, channel, code, data }) => ({
    Id: code,
    LogName: channel,
    ProviderName: provider,
    MachineName: HOST,
    TimeCreated: `/Date(${Date.parse(TIME)})/`,
    Keywords: channel === "Security" ? -9218868437227405312 : 0,
    Properties: Object.values(data).map((value) => ({ Value: value })),
  }),
  Sentinel: ({ provider, channel, code, data }) => ({
    TimeGenerated: TIME,
    EventSourceName: provider,
    Channel: channel,
    EventID: code,
    Computer: HOST,
    Level: channel === "Security" ? "16" : "4",
    EventData: `<EventData>${Object.entries(data)
      .map(([name, value]) => `<Data Name="${name}">${escape(value)}</Data>`)
      .join("")}</EventData>`,
  }),
  "a shipper of text": (event) => ({ SyslogMessage: `<13>1 2024-05-01 host - ${xmlOf(event)}` }),
};

function normalise(record: JsonObject): JsonObject {
  const normaliser = createNormaliser({ unmapped: () => undefined, other: () => undefined });
  const out: JsonObject[] = [];
  normaliser.add(record, out);
  return out[0] ?? {};
}

const pick = (document: JsonObject, paths: readonly string[]): Readonly<Record<string, Json | undefined>> =>
  Object.fromEntries(paths.map((path) => [path, readPath(document, path)]));

describe.each(Object.entries(TOOLS))("%s", (_name, write) => {
  test("Sysmon's process creation", () => {
    const document = normalise(write(sysmon));
    expect(
      pick(document, [
        "@timestamp",
        "process.args",
        "process.args_count",
        "process.pid",
        "process.name",
        "user.name",
        "user.domain",
        "host.name",
      ]),
    ).toEqual({
      "@timestamp": "2024-05-01T10:00:00.100Z",
      "process.args": ["cmd.exe", "/c", "echo <a> & b"],
      "process.args_count": 3,
      "process.pid": 1444,
      "process.name": "cmd.exe",
      "user.name": "kim",
      "user.domain": "CORP",
      "host.name": HOST,
    });
    expect(document).toMatchObject({
      data_stream: { type: "logs", dataset: "windows.sysmon_operational" },
      event: { category: ["process"], type: ["start"], code: "1", action: "Process creation" },
      host: { os: { type: "windows" } },
      winlog: { event_data: { Company: "Microsoft" } },
    });
    const left = readPath(document, "winlog.event_data");
    expect(isJsonObject(left) ? Object.keys(left).toSorted() : []).toEqual(["Company", "Description", "FileVersion", "Product"]);
  });

  test("a failed logon", () => {
    const document = normalise(write(logon));
    expect(document).toMatchObject({
      data_stream: { dataset: "system.security" },
      event: { category: ["authentication"], type: ["start"], action: "logon-failed", outcome: "failure", code: "4625" },
      user: { name: "kim", domain: "CORP", id: "S-1-0-0" },
      source: { ip: "192.0.2.8", port: 50001, domain: "PC8" },
      related: { user: ["kim"], ip: ["192.0.2.8"] },
      winlog: { channel: "Security", logon: { type: "Network", failure: { reason: "Unknown user name or bad password." } } },
    });
    expect(readPath(document, "@timestamp")).toContain("2024-05-01T10:00:00");
  });

  test("it is one shape's, and one integration's", () => {
    for (const event of [sysmon, logon]) {
      const record = write(event);
      expect(WINDOWS_SHAPES.filter((shape) => shape.accepts(record))).toHaveLength(1);
      expect(INTEGRATIONS.filter((integration) => integration.accepts(record))).toHaveLength(1);
    }
  });
});

describe("documents of agents", () => {
  const raw = (TOOLS["Winlogbeat 7"] as (event: Written) => JsonObject)(sysmon);
  const withEvent = (fields: JsonObject): JsonObject => ({ ...raw, event: { ...(raw["event"] as JsonObject), ...fields } });

  test("one that no pipeline has mapped is finished, and loses nothing of the agent's", () => {
    const document = normalise({ ...raw, agent: { id: "a" }, host: { name: "agent", id: "h", ip: ["192.0.2.1"] }, tags: ["x"] });
    expect(document).toMatchObject({
      agent: { id: "a" },
      host: { name: "agent", id: "h", ip: ["192.0.2.1"], os: { type: "windows" } },
      tags: ["x"],
      process: { name: "cmd.exe" },
      winlog: { provider_name: "Microsoft-Windows-Sysmon" },
    });
  });

  test.each([
    ["with a category", withEvent({ category: ["process"] })],
    ["that Elasticsearch has taken in", withEvent({ ingested: TIME })],
    [
      "of a log that no pipeline maps",
      {
        "@timestamp": TIME,
        event: { code: "7045", kind: "event" },
        winlog: { channel: "System", event_id: "7045", event_data: { ServiceName: "x" } },
      },
    ],
  ])("one %s passes as it is", (_name, record) => {
    expect(normalise(structuredClone(record))).toEqual(record);
  });
});
