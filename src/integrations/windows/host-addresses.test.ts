import { expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import { readPath } from "../ecs-document.ts";
import { createNormaliser } from "../normaliser.ts";

const record = (provider: string, channel: string, code: number, data: JsonObject, host = "a.example"): JsonObject => ({
  Event: { System: { Provider: { "#attributes": { Name: provider } }, EventID: code, Channel: channel, Computer: host }, EventData: data },
});
const sysmon = (code: number, data: JsonObject, host?: string): JsonObject =>
  record("Microsoft-Windows-Sysmon", "Microsoft-Windows-Sysmon/Operational", code, data, host);
const filtered = (direction: string, source: string, destination: string): JsonObject =>
  record("Microsoft-Windows-Security-Auditing", "Security", 5156, {
    Direction: direction,
    SourceAddress: source,
    DestAddress: destination,
  });

function addresses(records: readonly JsonObject[]): unknown {
  const normaliser = createNormaliser({ unmapped: () => undefined, other: () => undefined });
  const out: JsonObject[] = [];
  for (const each of [...records, sysmon(1, {})]) normaliser.add(each, out);
  return readPath(out.at(-1) ?? {}, "host.ip");
}

test.each([
  ["nothing yet", [], undefined],
  ["its end of a connection out", [sysmon(3, { Initiated: "true", SourceIp: "10.0.0.5", DestinationIp: "10.0.0.9" })], ["10.0.0.5"]],
  ["its end of a connection in", [sysmon(3, { Initiated: "false", SourceIp: "10.0.0.9", DestinationIp: "10.0.0.5" })], ["10.0.0.5"]],
  ["filtered out", [filtered("%%14593", "fe80::1", "10.0.0.9")], ["fe80::1"]],
  ["filtered in", [filtered("%%14592", "10.0.0.9", "10.0.0.5")], ["10.0.0.5"]],
  [
    "no loopback, wildcard or multicast",
    ["127.0.0.1", "0.0.0.0", "::1", "239.1.1.1", "ff02::1"].map((ip) => filtered("%%14593", ip, "10.0.0.9")),
    undefined,
  ],
  ["not that of another host", [sysmon(3, { Initiated: "true", SourceIp: "10.0.0.5" }, "b.example")], undefined],
] as const)("host.ip: %s", (_name, records, expected) => expect(addresses(records)).toEqual(expected));
