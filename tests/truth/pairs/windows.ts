import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../src/event/json.ts";
import { type EventDocument, ORIGINAL } from "../../../src/event/origin.ts";
import { windowsEventObject } from "../../../src/event/xml/event-object.ts";
import { parseXml } from "../../../src/event/xml/parse.ts";
import type { Pair, PairSource } from "../pair.ts";

/** Fields that the agent fills elsewhere, and the event itself here. */
const KEPT = ["host.name", "host.os", "log.level"];

/** Sysmon: DNS (2022), image load (newest mapping), process creation (Winlogbeat). */
export const sysmonPairs: PairSource = {
  name: "sysmon",
  atLeast: 97,
  load: (folder) => [
    ...fromXml(folder, "package-samples-2022/windows.sysmon_operational.json"),
    ...fromXml(folder, "integrations/windows.sysmon_operational.test-image-loaded-failed-signature.json-expected.json"),
    ...fromAgent(
      folder,
      "winlogbeat/sysmon-12-processcreate.collection.golden.json",
      "winlogbeat/sysmon-12-processcreate.ingest.golden.json",
    ),
  ],
};

/** The Security log: 1100 (2022), 5145 (newest mapping). */
export const securityPairs: PairSource = {
  name: "windows-security",
  atLeast: 97,
  load: (folder) => [
    ...fromXml(folder, "package-samples-2022/system.security.json"),
    ...fromAgent(
      folder,
      "integrations/windows.forwarded.test-security-5145.json",
      "integrations/windows.forwarded.test-security-5145.json-expected.json",
    ),
  ],
};

/** PowerShell's operational log, read directly and forwarded. */
export const powershellPairs: PairSource = {
  name: "powershell-operational",
  atLeast: 95,
  load: (folder) => [
    ...fromXml(folder, "package-samples-2022/windows.powershell_operational.json"),
    ...fromXml(folder, "package-samples-2022/windows.forwarded.json"),
  ],
};

/** Expected documents that hold the XML they were made of. */
function fromXml(folder: string, file: string): readonly Pair[] {
  return documentsIn(folder, file).map((expected) => {
    const text = (expected["event"] as JsonObject)["original"] as string;
    const parsed = parseXml(text);
    if ("fault" in parsed) throw new Error(`${file}: ${parsed.fault}`);
    const record: EventDocument = windowsEventObject(parsed.element);
    record[ORIGINAL] = text;
    return { name: file, records: [record], expected, kept: KEPT };
  });
}

/** What an agent sends, and what the pipeline makes of it. */
function fromAgent(folder: string, raw: string, expected: string): readonly Pair[] {
  const records = documentsIn(folder, raw);
  return documentsIn(folder, expected).map((document, i) => ({
    name: raw,
    records: [records[i] ?? {}],
    expected: document,
    kept: KEPT,
  }));
}

/** A list, one document, or a list under `events` or `expected`. */
function documentsIn(folder: string, file: string): readonly JsonObject[] {
  const content = JSON.parse(readFileSync(join(folder, file), "utf8")) as JsonObject | JsonObject[];
  if (Array.isArray(content)) return content;
  const list = content["events"] ?? content["expected"];
  return Array.isArray(list) ? (list as JsonObject[]) : [content];
}
