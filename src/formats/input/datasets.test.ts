import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAll } from "../../../tests/support/reading.ts";
import { sharedPath } from "../../../tests/support/shared.ts";

const recordings = sharedPath("datasets/recordings");
const truth = sharedPath("datasets/ecs-truth");
const cloud = sharedPath("datasets/cloud");

interface Recording {
  readonly file: string;
  readonly events: number;
  readonly members: readonly string[];
}

const listed: readonly Recording[] = recordings
  ? (JSON.parse(readFileSync(join(recordings, "index.json"), "utf8")) as { files: readonly Recording[] }).files
  : [];

/** The last bytes of its gzip stream are missing; all of its archive is there. */
const CUT_OFF = "empire_scm_dll_hijack_ikeext.tar.gz";

describe.skipIf(recordings === undefined)("recorded attacks", () => {
  test.each(listed)("$file: $events events", async ({ file, events, members }) => {
    const result = await readAll(join(recordings ?? "", file));
    expect(result.events).toHaveLength(events);
    const skipped = file === CUT_OFF ? ["T7009 Broken archive or compressed file ×1"] : [];
    expect(result.skipped).toEqual(skipped);
    const names = new Set(result.origins.map((origin) => origin?.stream.memberName));
    expect(new Set(members)).toEqual(names);
  });
});

describe("documents of Elastic", () => {
  test.skipIf(truth === undefined).each([
    ["elastic-defend/endpoint.process.json", 1],
    ["elastic-defend", 8],
    ["package-samples-2022", 29],
    ["winlogbeat/sysmon-12-processcreate.ingest.golden.json", 1],
    ["auditbeat/userlogin.log-expected.json", 4],
    ["integrations/windows.forwarded.test-security-5145.json", 1],
    ["integrations/windows.forwarded.test-security-5145.json-expected.json", 1],
  ])("%s: %i", async (path, count) => {
    const { events, skipped } = await readAll(join(truth ?? "", path));
    expect({ count: events.length, skipped }).toEqual({ count, skipped: [] });
  });

  test.skipIf(truth === undefined)("raw audit logs: an event has all its records", async () => {
    const { events, skipped } = await readAll(join(truth ?? "", "auditd-go-libaudit/auparse/*.log"));
    expect({ count: events.length, skipped }).toEqual({ count: 24, skipped: [] });
  });
});

describe("CloudTrail", () => {
  test.skipIf(cloud === undefined).each([
    ["stratus-cloudtrail.ndjson.gz", 310],
    ["invictus-cloudtrail.ndjson.gz", 2900],
  ])("%s: about %i", async (file, about) => {
    const { events, skipped } = await readAll(join(cloud ?? "", file));
    expect(skipped).toEqual([]);
    expect(Math.abs(events.length - about)).toBeLessThanOrEqual(about / 20);
  });
});
