import type { PairSource } from "./pair.ts";
import { auditdAuditbeat } from "./pairs/auditd-auditbeat.ts";
import { auditdLibaudit } from "./pairs/auditd-libaudit.ts";
import { sample } from "./pairs/samples.ts";
import { powershellPairs, securityPairs, sysmonPairs } from "./pairs/windows.ts";

/** Every source of pairs, in the order of the report. */
export const PAIR_SOURCES: readonly PairSource[] = [
  sysmonPairs,
  securityPairs,
  powershellPairs,
  auditdLibaudit,
  auditdAuditbeat,
  sample("auditd (package)", "auditd_manager.auditd.json", 90, (original) => [{ audit_lines: original.split("\n") }]),
  sample("cloudtrail", "aws.cloudtrail.json", 97),
];
