import { expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import { createNormaliser } from "../normaliser.ts";
import { parseContext } from "./context-info.ts";
import { invocationDetails } from "./invocation-details.ts";

function powershell(channel: string, code: number, data: JsonObject): JsonObject {
  const normaliser = createNormaliser({ unmapped: () => undefined, other: () => undefined });
  const out: JsonObject[] = [];
  normaliser.add(
    {
      Event: {
        System: { EventID: code, Channel: channel, Computer: "pc7", Execution: { "#attributes": { ProcessID: "77" } } },
        EventData: data,
      },
    },
    out,
  );
  return out[0] ?? {};
}

const CONTEXT = [
  "        Severity = Informational",
  "        Host Name = ConsoleHost",
  '        Host Application = C:\\ps\\powershell.exe -c "a',
  'b = c"',
  "        Runspace ID = r1",
  "        Command Name = Get-Item",
  "        Script Name = C:\\s\\x.ps1",
  "        Sequence Number = 16",
  "        User = CORP\\kim",
  "        Shell ID = Microsoft.PowerShell",
].join("\r\n");

test("a context's values may go on over lines", () => {
  expect(Object.fromEntries(parseContext(CONTEXT))).toMatchObject({
    HostName: "ConsoleHost",
    HostApplication: 'C:\\ps\\powershell.exe -c "a\nb = c"',
    User: "CORP\\kim",
  });
});

test("4103: the context and the details", () => {
  expect(
    powershell("Microsoft-Windows-PowerShell/Operational", 4103, {
      ContextInfo: CONTEXT,
      Payload: 'CommandInvocation(Get-Item): "Get-Item"\nParameterBinding(Get-Item): name="Path"; value="C:\\"\n',
    }),
  ).toMatchObject({
    event: { category: ["process"], type: ["info"], sequence: 16 },
    process: { title: "ConsoleHost", args: ["C:\\ps\\powershell.exe", "-c", "a\nb = c"], pid: 77 },
    powershell: {
      runspace_id: "r1",
      id: "Microsoft.PowerShell",
      command: {
        name: "Get-Item",
        invocation_details: [
          { type: "CommandInvocation", related_command: "Get-Item", value: "Get-Item" },
          { type: "ParameterBinding", related_command: "Get-Item", name: "Path", value: "C:\\" },
        ],
      },
    },
    file: { path: "C:\\s\\x.ps1", name: "x.ps1", extension: "ps1" },
    user: { name: "kim", domain: "CORP" },
  });
});

test("4104: the script's text and its measures", () => {
  expect(
    powershell("Microsoft-Windows-PowerShell/Operational", 4104, {
      MessageNumber: "1",
      MessageTotal: "2",
      ScriptBlockText: " aabb ",
      ScriptBlockId: "id",
      Path: "C:\\x.ps1",
    }),
  ).toMatchObject({
    powershell: {
      sequence: 1,
      total: 2,
      file: {
        script_block_text: "aabb",
        script_block_id: "id",
        script_block_length: 4,
        script_block_entropy_bits: 1,
        script_block_unique_symbols: 2,
      },
    },
    file: { name: "x.ps1" },
  });
});

test("800: data without names", () => {
  const Data = [
    "Get-Item",
    "\tDetailSequence=1\n\tDetailTotal=1\n\n\tUserId=CORP\\kim\n\tHostApplication=powershell.exe\n",
    'CommandInvocation(Get-Item): "Get-Item"',
  ];
  expect(powershell("Windows PowerShell", 800, { Data })).toMatchObject({
    data_stream: { dataset: "windows.powershell" },
    process: { command_line: "powershell.exe" },
    powershell: { total: 1, command: { value: "Get-Item", invocation_details: [{ value: "Get-Item" }] } },
    user: { name: "kim" },
  });
});

test("400: the start of an engine", () => {
  const Data = [
    "Available",
    "None",
    "\tNewEngineState=Available\n\tPreviousEngineState=None\n\tHostApplication=powershell.exe -nop\n\tEngineVersion=5.1\n",
  ];
  expect(powershell("Windows PowerShell", 400, { Data })).toMatchObject({
    event: { type: ["start"] },
    process: { args: ["powershell.exe", "-nop"] },
    powershell: { engine: { version: "5.1", new_state: "Available", previous_state: "None" } },
  });
});

test("details that are no invocation are kept as text", () => {
  expect(invocationDetails("some text (a): b\n\n")).toEqual([{ value: "some text (a): b" }]);
});
