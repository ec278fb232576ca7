import { expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import { readPath } from "../ecs-document.ts";
import { createNormaliser } from "../normaliser.ts";

const script = (sid: string): JsonObject => ({
  Event: {
    System: {
      EventID: 4104,
      Channel: "Microsoft-Windows-PowerShell/Operational",
      Computer: "pc7",
      Security: { "#attributes": { UserID: sid } },
    },
    EventData: { ScriptBlockText: "x" },
  },
});
const logon = (sid: string, name: string): JsonObject => ({
  Event: {
    System: {
      Provider: { "#attributes": { Name: "Microsoft-Windows-Security-Auditing" } },
      EventID: 4624,
      Channel: "Security",
      Computer: "dc1",
    },
    EventData: { TargetUserSid: sid, TargetUserName: name, TargetDomainName: "CORP" },
  },
});

function lastUser(records: readonly JsonObject[]): unknown {
  const normaliser = createNormaliser({ unmapped: () => undefined, other: () => undefined });
  const out: JsonObject[] = [];
  for (const record of records) normaliser.add(record, out);
  return readPath(out.at(-1) ?? {}, "user");
}

test.each([
  ["an account of every machine", [script("S-1-5-18")], { id: "S-1-5-18", name: "SYSTEM", domain: "NT AUTHORITY" }],
  [
    "one that an earlier event named",
    [logon("S-1-5-21-1-7", "kim"), script("S-1-5-21-1-7")],
    { id: "S-1-5-21-1-7", name: "kim", domain: "CORP" },
  ],
  ["one that nobody named", [logon("S-1-5-21-1-7", "kim"), script("S-1-5-21-1-8")], { id: "S-1-5-21-1-8" }],
] as const)("%s", (_name, records, user) => expect(lastUser(records)).toEqual(user));
