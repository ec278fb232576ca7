import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadRules } from "../../src/rules/load.ts";
import { scan } from "../../src/toolkit/scan.ts";
import { sharedPath } from "../support/shared.ts";

const corpus = sharedPath("corpus/detection-rules/rules");
const recordings = sharedPath("datasets/recordings");

/** Raw recordings of attacks, and a rule that tells of each one: a rule that does not fire on the others. */
const TELLING: readonly (readonly [file: string, events: number, rule: string])[] = [
  ["psh_mshta_html_application_execution.zip", 1553, "Suspicious Microsoft HTML Application Child Process"],
  ["schtask_create.zip", 1041, "Remote Scheduled Task Creation via RPC"],
  ["empire_psexec_dcerpc_tcp_svcctl.zip", 4348, "Remotely Started Services via RPC"],
];

describe.skipIf(corpus === undefined || recordings === undefined)("public recordings, raw as they are", async () => {
  const { rules } = await loadRules([join(corpus ?? "", "windows")]);
  const active = rules.filter(({ state }) => state === "active");

  test.each(TELLING)(
    "%s",
    async (file, events, rule) => {
      const fired = new Set<string>();
      const report = await scan(
        { inputs: [join(recordings ?? "", file)], rules: active },
        { alert: (alert) => void fired.add(String(alert["kibana.alert.rule.name"])) },
      );
      expect(report.events).toBe(events);
      expect(report.input.skipped).toEqual([]);
      expect([...fired]).toContain(rule);
      const others = TELLING.filter(([other]) => other !== file).map(([, , name]) => name);
      expect(others.filter((name) => fired.has(name))).toEqual([]);
    },
    60_000,
  );
});
