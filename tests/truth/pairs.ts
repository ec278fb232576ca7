import type { PairSource } from "./pair.ts";
import { auditdAuditbeat } from "./pairs/auditd-auditbeat.ts";
import { auditdLibaudit } from "./pairs/auditd-libaudit.ts";
import { googleRecord, kubernetesRecord, suricataRecord } from "./pairs/rebuilt.ts";
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
  sample("suricata", "suricata.eve.json", 97, (_, document) => [suricataRecord(document)]),
  sample("github", "github.audit.json", 97),
  sample("m365", "o365.audit.json", 97, undefined, ["host.id", "host.name"]),
  sample("kubernetes", "kubernetes.audit_logs.json", 94, (_, document) => [kubernetesRecord(document)]),
  sample("google-workspace (admin)", "google_workspace.admin.json", 90, (_, document) => [googleRecord(document, "admin")]),
  sample("google-workspace (login)", "google_workspace.login.json", 90, (_, document) => [googleRecord(document, "login")]),
];
