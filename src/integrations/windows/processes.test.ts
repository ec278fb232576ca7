import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../event/json.ts";
import { readPath } from "../ecs-document.ts";
import { createNormaliser } from "../normaliser.ts";

/** Runs raw records through the product's own normaliser. */
function normalise(records: readonly JsonObject[]): readonly JsonObject[] {
  const normaliser = createNormaliser({ unmapped: () => undefined, other: () => undefined });
  const out: JsonObject[] = [];
  for (const record of records) normaliser.add(structuredClone(record), out);
  return out;
}

const at = (second: number): string => new Date(Date.UTC(2024, 4, 1) + second * 1000).toISOString();

const record = (code: number, second: number, data: JsonObject, host = "a.example"): JsonObject => ({
  Event: {
    System: {
      Provider: { "#attributes": { Name: code < 100 ? "Microsoft-Windows-Sysmon" : "Microsoft-Windows-Security-Auditing" } },
      EventID: code,
      Channel: code < 100 ? "Microsoft-Windows-Sysmon/Operational" : "Security",
      Computer: host,
      TimeCreated: { "#attributes": { SystemTime: at(second) } },
    },
    EventData: data,
  },
});

const created = (second: number, pid: number, name: string, parent = 4, host?: string): JsonObject =>
  record(
    4688,
    second,
    {
      NewProcessId: `0x${pid.toString(16)}`,
      NewProcessName: `C:\\${name}`,
      CommandLine: `${name} -x`,
      ProcessId: `0x${parent.toString(16)}`,
    },
    host,
  );
const fileBy = (second: number, pid: number, image: string, host?: string): JsonObject =>
  record(11, second, { ProcessId: pid, Image: `C:\\${image}`, TargetFilename: "C:\\f.txt" }, host);
const ended = (second: number, pid: number, name: string): JsonObject =>
  record(4689, second, { ProcessId: `0x${pid.toString(16)}`, ProcessName: `C:\\${name}` });

const commandOf = (document: JsonObject | undefined): unknown => document && readPath(document, "process.command_line");

describe("what an event leaves out is filled from the start of its process", () => {
  test("the command line, the id and the parent", () => {
    const [, start, file] = normalise([created(0, 10, "parent.exe"), created(1, 20, "child.exe", 10), fileBy(2, 20, "child.exe")]);
    expect(start).toMatchObject({ process: { parent: { pid: 10, executable: "C:\\parent.exe", command_line: "parent.exe -x" } } });
    expect(file).toMatchObject({
      process: {
        entity_id: `a.example-20-${Date.parse(at(1))}`,
        command_line: "child.exe -x",
        args: ["child.exe", "-x"],
        parent: { pid: 10, name: "parent.exe" },
      },
    });
  });

  test.each([
    ["another host", [created(0, 20, "a.exe"), fileBy(1, 20, "a.exe", "b.example")]],
    ["another program under the same number", [created(0, 20, "a.exe"), fileBy(1, 20, "b.exe")]],
    ["a time before the start", [created(10, 20, "a.exe"), fileBy(1, 20, "a.exe")]],
    ["a time after the end", [created(0, 20, "a.exe"), ended(5, 20, "a.exe"), fileBy(60, 20, "a.exe")]],
  ])("but not for %s", (_name, records) => expect(commandOf(normalise(records).at(-1))).toBeUndefined());

  test("a number used again means the later process", () => {
    const documents = normalise([created(0, 20, "a.exe"), created(10, 20, "b.exe"), fileBy(11, 20, "b.exe")]);
    expect(commandOf(documents.at(-1))).toBe("b.exe -x");
  });
});

const history = fc.array(
  fc.record({
    code: fc.constantFrom("start", "end", "file"),
    second: fc.nat(30),
    pid: fc.integer({ min: 1, max: 3 }),
    name: fc.constantFrom("a.exe", "b.exe"),
  }),
  { maxLength: 25 },
);
const toRecord = ({ code, second, pid, name }: { code: string; second: number; pid: number; name: string }): JsonObject =>
  code === "start" ? created(second, pid, name) : code === "end" ? ended(second, pid, name) : fileBy(second, pid, name);

test("law: filling changes nothing that an event says, and comes from a start of the same program before it", () => {
  fc.assert(
    fc.property(history, (items) => {
      const records = items.map(toRecord);
      const together = normalise(records);
      for (const [i, document] of together.entries()) {
        const [alone] = normalise([records[i] as JsonObject]);
        expect(document).toMatchObject(JSON.parse(JSON.stringify(alone)) as object);
        if (items[i]?.code !== "file" || commandOf(document) === undefined) continue;
        const starts = items
          .slice(0, i)
          .filter((item) => item.code === "start" && item.pid === items[i]?.pid && item.name === items[i]?.name);
        expect(starts.some((start) => start.second <= (items[i]?.second ?? 0) + 2)).toBe(true);
      }
    }),
  );
});
