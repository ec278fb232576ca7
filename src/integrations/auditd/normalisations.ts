/** What happened, in words and in ECS categories, and which of an event's fields say who, to what and how. */
export interface Normalisation {
  readonly action?: string;
  readonly kind?: "alert";
  readonly category: readonly string[];
  readonly type: readonly string[];
  /** Fields tried in turn. Default: `auid` and `uid`. */
  readonly actor?: readonly [primary: readonly string[], secondary: readonly string[]];
  readonly object?: ObjectSource;
  readonly how?: readonly string[];
  /** Field that is the address the user came from. */
  readonly sourceIp?: "addr";
  readonly users?: UserMapping;
}

export interface ObjectSource {
  readonly what?: string;
  readonly primary?: readonly string[];
  readonly secondary?: readonly string[];
  /** Which PATH record is the object, where it is a file. */
  readonly path?: number;
}

/** Who becomes `user`, `user.effective`, `user.target` and `group`. */
export type UserMapping = "authentication" | "login" | "account" | "account-of-uid" | "group" | "group-of-uid";

type Rest = Omit<Normalisation, "action" | "category" | "type">;

const words = (text: string): readonly string[] => text.split(" ").filter((word) => word !== "");

function row(
  names: string,
  action: string,
  category: string,
  type: string,
  rest: Rest = {},
): readonly (readonly [string, Normalisation])[] {
  const normalisation: Normalisation = { ...(action !== "" && { action }), category: words(category), type: words(type), ...rest };
  return words(names).map((name) => [name, normalisation] as const);
}

const FILE: Rest = { object: { what: "file" } };
const SOCKET: Rest = { object: { what: "socket" } };
const PROCESS: Rest = { object: { what: "process" } };
const SYSTEM: Rest = { object: { what: "system" } };
const SERVICE: Rest = { object: { what: "service" } };
const MAC: Rest = { object: { what: "mac-config" } };
const at = (what: string, path: number): Rest => ({ object: { what, path } });
const object = (what: string, primary: string, secondary = ""): Rest => ({
  object: { what, primary: words(primary), ...(secondary !== "" && { secondary: words(secondary) }) },
});

const SESSION: Rest = {
  actor: [["auid"], ["acct", "id", "uid"]],
  object: { what: "user-session", primary: ["terminal"], secondary: ["addr", "hostname"] },
  how: ["exe", "terminal"],
};
const AUTHENTICATION: Rest = { ...SESSION, users: "authentication" };
const FROM_ADDRESS: Rest = { ...AUTHENTICATION, sourceIp: "addr" };
const ACCOUNT = object("account", "id acct");

/** By system call. */
// biome-ignore format: table
export const SYSCALL_NORMALISATIONS: ReadonlyMap<string, Normalisation> = new Map([
  ...row("creat", "opened-file", "file", "creation", FILE),
  ...row("fallocate truncate ftruncate", "opened-file", "file", "change", FILE),
  ...row("open openat openat2 readlink readlinkat", "opened-file", "file", "info", FILE),
  ...row("read", "read-file", "file", "info", FILE),
  ...row("write", "wrote-to-file", "file", "change", FILE),
  ...row("setxattr fsetxattr lsetxattr removexattr fremovexattr lremovexattr", "changed-file-attributes-of", "file", "change", FILE),
  ...row("chmod fchmod fchmodat fchmodat2", "changed-file-permissions-of", "file", "change", FILE),
  ...row("chown fchown fchownat lchown", "changed-file-ownership-of", "file", "change", FILE),
  ...row("finit_module init_module", "loaded-kernel-module", "driver", "start", { object: { what: "file", primary: ["name"] } }),
  ...row("delete_module", "unloaded-kernel-module", "driver", "end", FILE),
  ...row("mkdir mkdirat", "created-directory", "file", "creation", at("file", 1)),
  ...row("mount", "mounted", "file", "creation", at("filesystem", 1)),
  ...row("rename renameat renameat2", "renamed", "file", "change", at("file", 2)),
  ...row("access faccessat faccessat2 fstatat newfstatat stat stat64 fstat lstat statx getxattr lgetxattr fgetxattr", "checked-metadata-of", "file", "info", FILE),
  ...row("statfs fstatfs", "checked-filesystem-metadata-of", "file", "info", { object: { what: "filesystem" } }),
  ...row("link linkat", "linked", "file", "creation", FILE),
  ...row("symlink symlinkat", "symlinked", "file", "creation", FILE),
  ...row("umount umount2", "unmounted", "file", "deletion", { object: { what: "filesystem" } }),
  ...row("rmdir unlink unlinkat", "deleted", "file", "deletion", FILE),
  ...row("utime utimes futimesat futimens utimensat", "changed-timestamp-of", "file", "info", FILE),
  ...row("execve execveat", "executed", "process", "start", FILE),
  ...row("exit exit_group", "end", "process", "end", PROCESS),
  ...row("listen", "listen-for-connections", "network", "start", SOCKET),
  ...row("accept accept4", "accepted-connection-from", "network", "connection start", SOCKET),
  ...row("bind", "bound-socket", "network", "start", SOCKET),
  ...row("connect", "connected-to", "network", "connection start", SOCKET),
  ...row("recv recvfrom recvmsg recvmmsg", "received-from", "network", "connection info", SOCKET),
  ...row("send sendto sendmsg sendmmsg", "sent-to", "network", "connection info", SOCKET),
  ...row("kill tkill tgkill", "killed-pid", "process", "end", PROCESS),
  ...row("setuid seteuid setfsuid setreuid setgid setegid setfsgid setregid setresuid setresgid", "changed-identity-of", "process", "change", { ...PROCESS, how: ["syscall"] }),
  ...row("settimeofday clock_settime clock_adjtime stime adjtimex", "changed-system-time", "host", "change", SYSTEM),
  ...row("mknod mknodat", "make-device", "file", "creation", FILE),
  ...row("sethostname setdomainname", "changed-system-name", "host", "change", SYSTEM),
  ...row("mmap mmap2 brk", "allocated-memory", "process", "info", { object: { what: "memory" } }),
  ...row("sched_setparam sched_setscheduler sched_setattr", "adjusted-scheduling-policy-of", "process", "change", { ...PROCESS, how: ["syscall"] }),
]);

/** Of any other system call. */
export const OTHER_SYSCALL: Normalisation = { category: ["process"], type: ["info"] };

/** By record type; `AVC` has two, told apart by {@link normalisationOfRecord}. */
// biome-ignore format: table
const RECORD_NORMALISATIONS: ReadonlyMap<string, Normalisation> = new Map([
  ...row("ACCT_LOCK", "locked-account", "iam", "user info"),
  ...row("ACCT_UNLOCK", "unlocked-account", "iam", "user info"),
  ...row("ADD_GROUP", "added-group-account-to", "iam", "group creation", { ...ACCOUNT, users: "group" }),
  ...row("DEL_GROUP", "deleted-group-account-from", "iam", "group deletion", { ...ACCOUNT, users: "group" }),
  ...row("GRP_MGMT", "modified-group-account", "iam", "group change", { ...ACCOUNT, users: "group-of-uid" }),
  ...row("ADD_USER", "added-user-account", "iam", "user creation", { ...ACCOUNT, users: "account" }),
  ...row("DEL_USER", "deleted-user-account", "iam", "user deletion", { ...ACCOUNT, users: "account" }),
  ...row("ROLE_ASSIGN", "assigned-user-role-to", "iam", "user change", ACCOUNT),
  ...row("ROLE_MODIFY", "modified-role", "iam", "change"),
  ...row("ROLE_REMOVE", "removed-user-role-from", "iam", "user change", ACCOUNT),
  ...row("USER_MGMT", "modified-user-account", "iam", "user change", { ...SESSION, users: "account-of-uid" }),
  ...row("USER_CHAUTHTOK", "changed-password", "iam", "user change", { ...SESSION, users: "account-of-uid" }),
  ...row("GRP_CHAUTHTOK", "changed-group-password", "iam", "group change", { ...SESSION, object: { what: "user-session", primary: ["acct"] }, users: "group-of-uid" }),
  ...row("CRED_ACQ", "acquired-credentials", "authentication", "info", AUTHENTICATION),
  ...row("CRED_DISP", "disposed-credentials", "authentication", "info", AUTHENTICATION),
  ...row("CRED_REFR", "refreshed-credentials", "authentication", "info", AUTHENTICATION),
  ...row("GRP_AUTH", "authenticated-to-group", "authentication", "info", { users: "authentication" }),
  ...row("LOGIN", "changed-login-id-to", "authentication", "start", { actor: [["old_auid", "old-auid"], ["uid"]], object: { what: "user-session", primary: ["new-auid", "new_auid", "auid"] }, users: "login" }),
  ...row("USER_ACCT", "was-authorized", "authentication", "info", AUTHENTICATION),
  ...row("USER_AUTH", "authenticated", "authentication", "info", AUTHENTICATION),
  ...row("USER_START", "started-session", "session", "start", FROM_ADDRESS),
  ...row("USER_END", "ended-session", "session", "end", AUTHENTICATION),
  ...row("USER_ERR", "error", "authentication", "info", FROM_ADDRESS),
  ...row("USER_LOGIN", "logged-in", "authentication", "start", FROM_ADDRESS),
  ...row("USER_LOGOUT", "logged-out", "authentication", "end", AUTHENTICATION),
  ...row("USER_ROLE_CHANGE", "changed-role-to", "", "", { ...SESSION, object: { what: "user-session", primary: ["selected-context"], secondary: ["addr", "hostname"] } }),
  ...row("VIRT_CONTROL", "issued-vm-control", "host", "info", object("virtual-machine", "op", "vm")),
  ...row("VIRT_CREATE", "created-vm-image", "host", "info"),
  ...row("VIRT_DESTROY", "deleted-vm-image", "host", "info"),
  ...row("VIRT_INTEGRITY_CHECK", "checked-integrity-of", "host", "info"),
  ...row("VIRT_MACHINE_ID", "assigned-vm-id", "host", "info", object("virtual-machine", "vm")),
  ...row("VIRT_MIGRATE_IN", "migrated-vm-from", "host", "info"),
  ...row("VIRT_MIGRATE_OUT", "migrated-vm-to", "host", "info"),
  ...row("VIRT_RESOURCE", "assigned-vm-resource", "host", "info", object("virtual-machine", "resrc", "vm")),
  ...row("CHGRP_ID", "changed-group", "process", "change"),
  ...row("CHUSER_ID", "changed-user-id", "process", "change"),
  ...row("TEST", "sent-test", "process", "info"),
  ...row("TRUSTED_APP", "unknown", "process", "info"),
  ...row("USER_CMD", "ran-command", "process", "start", object("process", "cmd")),
  ...row("SYSTEM_BOOT", "booted-system", "host", "start", SYSTEM),
  ...row("SYSTEM_RUNLEVEL", "changed-to-runlevel", "host", "change", object("system", "new-level")),
  ...row("SYSTEM_SHUTDOWN", "shutdown-system", "host", "end", SYSTEM),
  ...row("SERVICE_START", "started-service", "process", "start", object("service", "unit")),
  ...row("SERVICE_STOP", "stopped-service", "process", "end", object("service", "unit")),
  ...row("CONFIG_CHANGE", "changed-audit-configuration", "process configuration", "change", object("audit-config", "op key audit_enabled audit_pid audit_backlog_limit audit_failure")),
  ...row("DAEMON_ABORT", "aborted-auditd-startup", "process", "end", SERVICE),
  ...row("DAEMON_ACCEPT", "remote-audit-connected", "network", "connection start", SERVICE),
  ...row("DAEMON_CLOSE", "remote-audit-disconnected", "network", "connection start", SERVICE),
  ...row("DAEMON_CONFIG", "changed-auditd-configuration", "process configuration", "change", SERVICE),
  ...row("DAEMON_END", "shutdown-audit", "process", "end", SERVICE),
  ...row("DAEMON_ERR", "audit-error", "process", "info", SERVICE),
  ...row("DAEMON_RECONFIG", "reconfigured-auditd", "process configuration", "info", SERVICE),
  ...row("DAEMON_RESUME", "resumed-audit-logging", "process", "change", SERVICE),
  ...row("DAEMON_ROTATE", "rotated-audit-logs", "process", "change", SERVICE),
  ...row("DAEMON_START", "started-audit", "process", "start", SERVICE),
  ...row("KERNEL", "initialized-audit-subsystem", "process", "info"),
  ...row("KERN_MODULE", "loaded-kernel-module", "driver", "start", { object: { what: "file", primary: ["name"] } }),
  ...row("USYS_CONFIG", "changed-configuration", "configuration", "change", object("system", "op")),
  ...row("NETFILTER_CFG", "loaded-firewall-rule-to", "configuration", "change", object("firewall", "table")),
  ...row("FEATURE_CHANGE", "changed-audit-feature", "configuration", "change", object("system", "feature")),
  ...row("TIME_ADJNTPVAL TIME_INJOFFSET", "changed-system-time", "host", "change", SYSTEM),
  ...row("TTY USER_TTY", "typed", "", "", { ...object("keystrokes", "data"), how: ["comm", "exe"] }),
  ...row("FS_RELABEL", "relabeled-filesystem", "", "", MAC),
  ...row("LABEL_LEVEL_CHANGE", "modified-level-of", "", "", object("printer", "printer")),
  ...row("LABEL_OVERRIDE", "overrode-label-of", "", "", MAC),
  ...row("MAC_CHECK", "mac-permission", "", ""),
  ...row("MAC_CONFIG_CHANGE", "changed-selinux-boolean", "configuration", "change", object("mac-config", "bool")),
  ...row("MAC_POLICY_LOAD", "loaded-selinux-policy", "configuration", "access", MAC),
  ...row("MAC_STATUS", "changed-selinux-enforcement", "configuration", "change", object("mac-config", "enforcing")),
  ...row("USER_AVC", "access-permission", "", ""),
  ...row("USER_MAC_CONFIG_CHANGE", "changed-mac-configuration", "configuration", "change", MAC),
  ...row("USER_MAC_POLICY_LOAD", "loaded-mac-policy", "configuration", "access", MAC),
  ...row("USER_SELINUX_ERR", "access-error", "", ""),
  ...row("SECCOMP", "violated-seccomp-policy", "", "", object("process", "syscall")),
  ...row("SELINUX_ERR", "caused-mac-policy-error", "", "", SYSTEM),
  ...row("CRYPTO_KEY_USER", "negotiated-crypto-key", "process", "info", { ...SESSION, object: { what: "user-session", primary: ["fp"], secondary: ["addr", "hostname"] }, sourceIp: "addr" }),
  ...row("CRYPTO_LOGIN", "crypto-officer-logged-in", "", ""),
  ...row("CRYPTO_LOGOUT", "crypto-officer-logged-out", "process", "info"),
  ...row("CRYPTO_SESSION", "started-crypto-session", "process", "info", { ...SESSION, object: { primary: ["addr"], secondary: ["rport"] }, sourceIp: "addr" }),
  ...row("DAC_CHECK", "access-result", "", ""),
  ...row("ANOM_ABEND", "crashed-program", "process intrusion_detection", "end info", { kind: "alert", ...object("process", "comm exe", "pid"), how: ["sig"] }),
  ...row("ANOM_EXEC", "attempted-execution-of-forbidden-program", "process intrusion_detection", "start info", { kind: "alert", ...object("process", "cmd"), how: ["terminal"] }),
  ...row("ANOM_LINK", "used-suspicious-link", "intrusion_detection", "info", { kind: "alert" }),
  ...row("ANOM_LOGIN_FAILURES", "failed-log-in-too-many-times-to", "intrusion_detection", "info", { ...SESSION, kind: "alert" }),
  ...row("ANOM_LOGIN_LOCATION", "attempted-log-in-from-unusual-place-to", "intrusion_detection", "info", { ...SESSION, kind: "alert" }),
  ...row("ANOM_LOGIN_SESSIONS", "opened-too-many-sessions-to", "intrusion_detection", "info", { ...SESSION, kind: "alert" }),
  ...row("ANOM_LOGIN_TIME", "attempted-log-in-during-unusual-hour-to", "intrusion_detection", "info", { ...SESSION, kind: "alert" }),
  ...row("ANOM_PROMISCUOUS", "changed-promiscuous-mode-on-device", "intrusion_detection", "info change", { kind: "alert", ...object("network-device", "dev") }),
  ...row("ANOM_RBAC_INTEGRITY_FAIL", "tested-file-system-integrity-of", "intrusion_detection", "info", { kind: "alert", ...object("filesystem", "hostname") }),
  ...row("USER", "sent-message", "", "", { object: { primary: ["addr"] } }),
]);

const SELINUX_AVC: Normalisation = {
  action: "violated-selinux-policy",
  category: [],
  type: [],
  actor: [["scontext"], ["uid"]],
  object: { primary: ["tcontext"], secondary: ["tclass"] },
};
const APPARMOR_AVC: Normalisation = {
  action: "violated-apparmor-policy",
  category: [],
  type: [],
  object: { what: "policy", primary: ["operation"], secondary: ["requested_mask", "denied_mask", "capname"] },
};

/** What a record type means; undefined where nothing is known of it. */
export function normalisationOfRecord(type: string, fields: { has(key: string): boolean }): Normalisation | undefined {
  if (type !== "AVC") return RECORD_NORMALISATIONS.get(type);
  if (fields.has("apparmor")) return APPARMOR_AVC;
  return fields.has("seresult") ? SELINUX_AVC : undefined;
}
