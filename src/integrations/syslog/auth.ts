import { parseIp } from "../../event/ip.ts";
import type { EcsDocument } from "../ecs-document.ts";

const ACCOUNTS: Readonly<Record<string, readonly [subject: string, type: string]>> = {
  useradd: ["user", "creation"],
  userdel: ["user", "deletion"],
  usermod: ["user", "change"],
  groupadd: ["group", "creation"],
  groupdel: ["group", "deletion"],
  groupmod: ["group", "change"],
};

const PROGRAMS = new Set([
  ...Object.keys(ACCOUNTS),
  "sshd",
  "sshd-session",
  "sudo",
  "su",
  "login",
  "systemd-logind",
  "passwd",
  "chage",
  "gpasswd",
  "cron",
  "CRON",
  "polkitd",
  "pkexec",
]);

/** Whether a program's messages are those of `auth.log` and `secure`. */
export const isAuthProgram = (program: string): boolean => PROGRAMS.has(program) || program.startsWith("pam_");

/** Sets what the message of an authentication log says; a message that nothing is known of stays a message. */
export function readAuthMessage(ecs: EcsDocument, program: string, message: string): void {
  const account = Object.hasOwn(ACCOUNTS, program) ? ACCOUNTS[program] : undefined;
  if (account) readAccount(ecs, account, message);
  else if (program.startsWith("sshd")) readSsh(ecs, message);
  else if (program === "sudo" && message.includes("COMMAND=")) readSudo(ecs, message);
  if (message.includes("session opened for user") || message.includes("session closed for user")) readSession(ecs, message);
}

/** `new user: name=ann, UID=1001, GID=1001, home=/home/ann, shell=/bin/sh` */
function readAccount(ecs: EcsDocument, [subject, type]: readonly [string, string], message: string): void {
  ecs.set("event.category", ["iam"]);
  ecs.set("event.type", [subject, type]);
  ecs.set("event.outcome", message.startsWith("failed") ? "failure" : "success");
  const values = pairsOf(message);
  ecs.set(subject === "user" ? "user.name" : "group.name", values.get("name") ?? quotedName(message));
  ecs.set("user.id", values.get("UID"));
  ecs.set("group.id", values.get("GID"));
  ecs.set("system.auth.useradd.home", values.get("home"));
  ecs.set("system.auth.useradd.shell", values.get("shell"));
}

/** `key=value` after a comma, a colon or at the beginning. */
function pairsOf(message: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const part of message.slice(message.indexOf(": ") + 1).split(",")) {
    const equals = part.indexOf("=");
    if (equals > 0) values.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  return values;
}

/** `delete user 'ann'` */
const quotedName = (message: string): string | undefined => message.split("'")[1];

/** `Accepted publickey for ann from 192.0.2.7 port 51234 ssh2: RSA SHA256:…`, `Invalid user x from …` */
function readSsh(ecs: EcsDocument, message: string): void {
  const words = message.split(" ");
  const [event = "", method = ""] = words;
  const from = words.lastIndexOf("from");
  const address = from === -1 ? undefined : words[from + 1];
  if (message.startsWith("Did not receive identification string from")) setSource(ecs, address, undefined);
  if (event !== "Accepted" && event !== "Failed" && event !== "Invalid") return;
  ecs.set("system.auth.ssh.event", event);
  ecs.set("event.action", "ssh_login");
  ecs.set("event.category", event === "Accepted" ? ["authentication", "session"] : ["authentication"]);
  ecs.set("event.type", ["info"]);
  ecs.set("event.outcome", event === "Accepted" ? "success" : "failure");
  const user = words.slice(event === "Invalid" ? 2 : words.indexOf("for") + 1, from === -1 ? undefined : from);
  const isInvalid = user[0] === "invalid" && user[1] === "user";
  ecs.set("user.name", user.slice(isInvalid ? 2 : 0).join(" "));
  if (event !== "Invalid") ecs.set("system.auth.ssh.method", method);
  const port = words.indexOf("port", Math.max(0, from));
  setSource(ecs, address, port === -1 ? undefined : words[port + 1]);
  const signature = message.indexOf(" ssh2: ");
  if (signature !== -1) ecs.set("system.auth.ssh.signature", message.slice(signature + " ssh2: ".length));
}

function setSource(ecs: EcsDocument, address: string | undefined, port: string | undefined): void {
  if (address === undefined) return;
  ecs.set("source.address", address);
  if (parseIp(address) !== undefined) {
    ecs.set("source.ip", address);
    ecs.add("related.ip", address);
  }
  if (port !== undefined && Number.isInteger(Number(port))) ecs.set("source.port", Number(port));
}

/** `ann : [error ;] TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/usr/bin/id` */
function readSudo(ecs: EcsDocument, message: string): void {
  const colon = message.indexOf(" : ");
  if (colon === -1) return;
  ecs.set("user.name", message.slice(0, colon).trim());
  const command = message.indexOf("COMMAND=");
  ecs.set("system.auth.sudo.command", message.slice(command + "COMMAND=".length));
  for (const part of message.slice(colon + 3, command).split(" ; ")) {
    const equals = part.indexOf("=");
    const name = equals === -1 ? "error" : part.slice(0, equals).trim().toLowerCase();
    if (["tty", "pwd", "user", "error"].includes(name)) ecs.set(`system.auth.sudo.${name}`, part.slice(equals + 1).trim());
  }
  ecs.set("user.effective.name", ecs.get("system.auth.sudo.user"));
  ecs.set("event.category", ["process"]);
  ecs.set("event.type", ["start"]);
  ecs.set("event.action", "ran-command");
  ecs.set("event.outcome", ecs.get("system.auth.sudo.error") === undefined ? "success" : "failure");
}

/** `pam_unix(su:session): session opened for user root(uid=0) by ann(uid=1000)` */
function readSession(ecs: EcsDocument, message: string): void {
  const isOpened = message.includes("session opened");
  ecs.set("event.category", ["session"]);
  ecs.set("event.type", [isOpened ? "start" : "end"]);
  const words = message.split(" ");
  const named = (word: string): string | undefined => words[words.indexOf(word) + 1]?.split("(")[0];
  const user = named("user");
  const by = words.includes("by") ? named("by") : undefined;
  if (by !== undefined && by !== "") {
    ecs.set("user.name", by);
    ecs.set("user.effective.name", user);
  } else ecs.set("user.name", user);
}
