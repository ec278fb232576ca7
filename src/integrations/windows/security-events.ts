import type { Classification } from "./document.ts";

/**
 * Where an event's accounts go. `subject`: Subject → `user`; `target`: Target → `user`; `target-of`: Subject → `user`,
 * Target → `user.target`; `effective`: Target → `user.effective`; `group`: Target → `group` and `user.target.group`;
 * `computer`: Target → `winlog.computerObject`; `client`: Account → `user`.
 */
export type Accounts = "subject" | "target" | "target-of" | "effective" | "group" | "computer" | "client";

export interface SecurityEvent extends Classification {
  readonly accounts?: Accounts;
  /** `process` from `ProcessId` and `ProcessName`. */
  readonly process?: boolean;
  /** `source` from `IpAddress`, `IpPort` and `WorkstationName`. */
  readonly source?: boolean;
}

const CONFIGURED = ["iam", "configuration"];

const user = (type: string, action: string): SecurityEvent => ({
  category: ["iam"],
  type: ["user", type],
  action,
  accounts: "target-of",
  process: true,
});
const group = (type: string, action: string): SecurityEvent => ({
  category: ["iam"],
  type: ["group", type],
  action,
  accounts: "group",
  process: true,
});
const task = (type: string, action: string): SecurityEvent => ({
  category: CONFIGURED,
  type: [type, "admin"],
  action,
  accounts: "subject",
});
const computer = (type: string, action: string): SecurityEvent => ({
  category: ["iam"],
  type: [type, "admin"],
  action,
  accounts: "computer",
});
const kerberos = (action: string): SecurityEvent => ({
  category: ["authentication"],
  type: ["start"],
  action,
  accounts: "target",
  source: true,
});
const admin = (action: string): SecurityEvent => ({ category: ["iam"], type: ["admin"], action, accounts: "subject", process: true });
const logging = (type: string, action: string): SecurityEvent => ({ category: ["process"], type: [type], action });
const share = (category: readonly string[], type: readonly string[], action: string): SecurityEvent => ({
  category,
  type,
  action,
  accounts: "subject",
  source: true,
});

/** Events of the Security log by code: facts of Elastic's `system.security` (versions of 2022 to 2026, the newest that is known). */
export const SECURITY_EVENTS: Readonly<Record<string, SecurityEvent>> = {
  "1100": logging("end", "logging-service-shutdown"),
  "1102": { category: ["iam"], type: ["admin", "change"], action: "audit-log-cleared" },
  "1104": { category: ["iam"], type: ["admin"], action: "logging-full" },
  "1105": { category: ["iam"], type: ["admin"], action: "auditlog-archieved" },
  "1108": { category: ["iam"], type: ["admin"], action: "logging-processing-error" },
  "4610": { category: ["configuration"], type: ["access"], action: "authentication-package-loaded" },
  "4611": { category: ["configuration"], type: ["access"], action: "trusted-logon-process-registered", accounts: "subject" },
  "4614": { category: ["configuration"], type: ["access"], action: "notification-package-loaded" },
  "4616": { category: ["configuration"], type: ["change"], action: "system-time-changed", accounts: "subject", process: true },
  "4622": { category: ["configuration"], type: ["access"], action: "security-package-loaded" },
  "4624": { category: ["authentication"], type: ["start"], action: "logged-in", accounts: "target", process: true, source: true },
  "4625": { category: ["authentication"], type: ["start"], action: "logon-failed", accounts: "target", process: true, source: true },
  "4634": { category: ["authentication"], type: ["end"], action: "logged-out", accounts: "target" },
  "4647": { category: ["authentication"], type: ["end"], action: "logged-out", accounts: "target" },
  "4648": {
    category: ["authentication"],
    type: ["start"],
    action: "logged-in-explicit",
    accounts: "effective",
    process: true,
    source: true,
  },
  "4656": {},
  "4657": { category: ["registry", "configuration"], type: ["change"], action: "registry-value-modified", accounts: "subject" },
  "4658": {},
  "4660": { category: ["file", "registry"], type: ["deletion"], action: "object-deleted", accounts: "subject", process: true },
  "4662": { category: CONFIGURED, type: ["admin", "change"], action: "object-operation-performed", accounts: "subject" },
  "4663": {},
  "4670": { category: CONFIGURED, type: ["admin", "change"], action: "permissions-changed", accounts: "target-of", process: true },
  "4672": { category: ["iam"], type: ["admin"], action: "logged-in-special", accounts: "subject" },
  "4673": admin("privileged-service-called"),
  "4674": admin("privileged-operation"),
  "4688": { category: ["process"], type: ["start"], action: "created-process", accounts: "effective" },
  "4689": { category: ["process"], type: ["end"], action: "exited-process", accounts: "subject", process: true },
  "4690": {},
  "4697": { category: CONFIGURED, type: ["admin", "change"], action: "service-installed", accounts: "subject" },
  "4698": task("creation", "scheduled-task-created"),
  "4699": task("deletion", "scheduled-task-deleted"),
  "4700": task("change", "scheduled-task-enabled"),
  "4701": task("change", "scheduled-task-disabled"),
  "4702": task("change", "scheduled-task-updated"),
  "4703": {},
  "4706": { category: ["configuration"], type: ["creation"], action: "domain-trust-added", accounts: "subject" },
  "4707": { category: ["configuration"], type: ["deletion"], action: "domain-trust-removed", accounts: "subject" },
  "4713": { category: ["configuration"], type: ["change"], action: "kerberos-policy-changed", accounts: "subject" },
  "4716": { category: ["configuration"], type: ["change"], action: "trusted-domain-information-changed", accounts: "subject" },
  "4719": { category: CONFIGURED, type: ["admin", "change"], action: "changed-audit-config", accounts: "subject" },
  "4720": user("creation", "added-user-account"),
  "4722": user("change", "enabled-user-account"),
  "4723": user("change", "changed-password"),
  "4724": user("change", "reset-password"),
  "4725": user("deletion", "disabled-user-account"),
  "4726": user("deletion", "deleted-user-account"),
  "4727": group("creation", "added-group-account"),
  "4728": group("change", "added-member-to-group"),
  "4729": group("change", "removed-member-from-group"),
  "4730": group("deletion", "deleted-group-account"),
  "4731": group("creation", "added-group-account"),
  "4732": group("change", "added-member-to-group"),
  "4733": group("change", "removed-member-from-group"),
  "4734": group("deletion", "deleted-group-account"),
  "4735": group("change", "modified-group-account"),
  "4737": group("change", "modified-group-account"),
  "4738": user("change", "modified-user-account"),
  "4739": { category: ["configuration"], type: ["change"], action: "domain-policy-changed", accounts: "subject" },
  "4740": user("change", "locked-out-user-account"),
  "4741": computer("creation", "added-computer-account"),
  "4742": computer("change", "changed-computer-account"),
  "4743": computer("deletion", "deleted-computer-account"),
  "4744": group("creation", "added-distribution-group-account"),
  "4745": group("change", "changed-distribution-group-account"),
  "4746": group("change", "added-member-to-distribution-group"),
  "4747": group("change", "removed-member-from-distribution-group"),
  "4748": group("deletion", "deleted-distribution-group-account"),
  "4749": group("creation", "added-distribution-group-account"),
  "4750": group("change", "changed-distribution-group-account"),
  "4751": group("change", "added-member-to-distribution-group"),
  "4752": group("change", "removed-member-from-distribution-group"),
  "4753": group("deletion", "deleted-distribution-group-account"),
  "4754": group("creation", "added-group-account"),
  "4755": group("change", "modified-group-account"),
  "4756": group("change", "added-member-to-group"),
  "4757": group("change", "removed-member-from-group"),
  "4758": group("deletion", "deleted-group-account"),
  "4759": group("creation", "added-distribution-group-account"),
  "4760": group("change", "changed-distribution-group-account"),
  "4761": group("change", "added-member-to-distribution-group"),
  "4762": group("change", "removed-member-from-distribution-group"),
  "4763": group("deletion", "deleted-distribution-group-account"),
  "4764": group("change", "type-changed-group-account"),
  "4767": user("change", "unlocked-user-account"),
  "4768": kerberos("kerberos-authentication-ticket-requested"),
  "4769": kerberos("kerberos-service-ticket-requested"),
  "4770": kerberos("kerberos-service-ticket-renewed"),
  "4771": kerberos("kerberos-preauth-failed"),
  "4776": { category: ["authentication"], type: ["start"], action: "credential-validated", accounts: "target" },
  "4778": { category: ["authentication", "session"], type: ["start"], action: "session-reconnected", accounts: "client" },
  "4779": { category: ["authentication", "session"], type: ["end"], action: "session-disconnected", accounts: "client" },
  "4781": user("change", "renamed-user-account"),
  "4798": { ...user("info", "group-membership-enumerated"), process: false },
  "4799": { ...group("info", "user-member-enumerated"), process: false },
  "4817": { category: CONFIGURED, type: ["admin", "change"], action: "object-audit-changed", accounts: "subject" },
  "4902": { category: CONFIGURED, type: ["admin", "creation"], action: "user-audit-policy-created" },
  "4904": { category: CONFIGURED, type: ["admin", "change"], action: "security-event-source-added", accounts: "subject", process: true },
  "4905": {
    category: CONFIGURED,
    type: ["admin", "deletion"],
    action: "security-event-source-removed",
    accounts: "subject",
    process: true,
  },
  "4906": { category: CONFIGURED, type: ["admin", "change"], action: "crash-on-audit-changed" },
  "4907": { category: CONFIGURED, type: ["admin", "change"], action: "audit-setting-changed", accounts: "subject", process: true },
  "4908": { category: CONFIGURED, type: ["admin", "change"], action: "special-group-table-changed" },
  "4912": { category: CONFIGURED, type: ["admin", "change"], action: "per-user-audit-policy-changed", accounts: "subject" },
  "4950": { category: ["configuration"], type: ["change"], action: "windows-firewall-setting-changed" },
  "4954": { category: ["configuration"], type: ["change"], action: "windows-firewall-group-policy-changed" },
  "4964": { category: ["iam"], type: ["admin", "group"], action: "logged-in-special", accounts: "target-of" },
  "5024": logging("start", "windows-firewall-driver-started"),
  "5025": logging("end", "windows-firewall-driver-stopped"),
  "5033": { category: ["driver"], type: ["start"], action: "windows-firewall-driver-started" },
  "5034": { category: ["driver"], type: ["end"], action: "windows-firewall-driver-stopped" },
  "5136": { accounts: "subject" },
  "5137": { accounts: "subject" },
  "5140": share(["network", "file"], ["info", "access"], "network-share-object-accessed"),
  "5145": share(["network", "file"], ["info", "access"], "network-share-object-access-checked"),
  "5156": {},
  "5158": {},
};
