import { archName, exitName, signalName, syscallName } from "./code-names.ts";
import { decodeHex, decodeHexWord, isHex } from "./hex.ts";
import { readPairs, unquote } from "./pairs.ts";
import { readSockaddr } from "./sockaddr.ts";

/** One line of an audit log, read. */
export interface AuditRecord {
  /** `SYSCALL`, `USER_LOGIN`, `UNKNOWN[1334]`. */
  readonly type: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly sequence: number;
  /** The host, where the log names it. */
  readonly node: string | undefined;
  /** Fields with their values decoded and codes named. */
  readonly fields: ReadonlyMap<string, string>;
  /** Keys of the audit rules that asked for it. */
  readonly tags: readonly string[];
  /** Names that auditd resolved itself (`log_format = ENRICHED`), by lower-case field. */
  readonly names: ReadonlyMap<string, string>;
}

/** The head of a line: what groups it with others. */
export interface RecordHead {
  readonly type: string;
  readonly time: number;
  readonly sequence: number;
  readonly node: string | undefined;
  /** Where the fields begin. */
  readonly end: number;
}

/** Reads `[node=N ]type=T msg=audit(seconds.millis:sequence):`; undefined where the line is no audit record. */
export function readHead(line: string): RecordHead | undefined {
  const typeAt = line.startsWith("type=") ? 0 : line.indexOf(" type=") + 1;
  const node = line.startsWith("node=") ? line.slice("node=".length, typeAt - 1) : undefined;
  if (typeAt === 0 ? !line.startsWith("type=") : node === undefined) return undefined;
  const message = line.indexOf(" msg=audit(", typeAt);
  const close = message === -1 ? -1 : line.indexOf(")", message);
  if (close === -1) return undefined;
  const type = line.slice(typeAt + "type=".length, message);
  const [stamp = "", sequence = ""] = line.slice(message + " msg=audit(".length, close).split(":");
  const time = Math.round(Number(stamp) * 1000);
  const number = Number(sequence);
  if (type === "" || type.includes(" ") || stamp === "" || !Number.isSafeInteger(time) || !Number.isSafeInteger(number)) return undefined;
  return { type, time, sequence: number, node, end: close + 1 };
}

/** The separator between a record's own fields and those that auditd interpreted. */
const ENRICHED = "\u001d";

/** Reads one line; undefined where it is no audit record. Never throws. */
export function readRecord(line: string): AuditRecord | undefined {
  const head = readHead(line);
  if (!head) return undefined;
  const { type, time, sequence, node } = head;
  const fields = new Map<string, string>();
  const written = new Map<string, string>();
  const names = new Map<string, string>();
  const parts = line.slice(head.end).split(ENRICHED);
  gather(regular(type, parts[0] ?? ""), type === "EXECVE", fields, written, names);
  if (parts.length > 1) gather(parts.slice(1).join(" "), false, new Map(), new Map(), names);
  const tags = takeTags(fields, written);
  decode(type, fields, written);
  return { type, time, sequence, node, fields, tags, names };
}

/** Values that say nothing. */
const USELESS = new Set(["", "?", "?,", "(null)"]);

function gather(
  text: string,
  isExecve: boolean,
  fields: Map<string, string>,
  written: Map<string, string>,
  names: Map<string, string>,
): void {
  for (const [key, value] of readPairs(text, isExecve)) {
    const plain = unquote(value);
    // An argument may be a question mark, or empty.
    if (USELESS.has(plain) && !(isExecve && key.startsWith("a"))) continue;
    if (isUpperCase(key)) names.set(key.toLowerCase(), plain);
    else if (key === "msg") gather(plain, false, fields, written, names);
    else {
      fields.set(key, plain);
      written.set(key, value);
    }
  }
}

const isUpperCase = (key: string): boolean => key.toUpperCase() === key && key.toLowerCase() !== key;

/** Straightens what some record types write as prose. */
function regular(type: string, text: string): string {
  if (type === "AVC") return regularAvc(text);
  if (type === "LOGIN") return text.replaceAll(" old ", " old_").replaceAll(" new ", " new_");
  if (type === "CRED_DISP" || type === "USER_START" || type === "USER_END") {
    const opened = text.replaceAll(" (hostname=", " hostname=");
    let end = opened.length;
    while (end > 0 && (opened[end - 1] === ")" || opened[end - 1] === "'")) end--;
    return opened.slice(0, end);
  }
  return text;
}

/** `avc:  denied  { read write } for  pid=…` has its result and permissions outside of pairs. */
function regularAvc(text: string): string {
  const start = text.indexOf("avc:");
  const open = start === -1 ? -1 : text.indexOf("{", start);
  const close = open === -1 ? -1 : text.indexOf("}", open);
  if (close === -1) return text;
  const result = text.slice(start + "avc:".length, open).trim();
  const permissions = text.slice(open + 1, close).split(" ").filter((word) => word !== ""); // biome-ignore format: one thought
  return `seresult=${result} seperms=${permissions.join(",")} ${text.slice(close + 1)}`;
}

/** Keys of audit rules: `key="net"`, `key="key=net"`, or several in hexadecimal, parted by 0x01. */
function takeTags(fields: Map<string, string>, written: ReadonlyMap<string, string>): readonly string[] {
  const value = fields.get("key");
  if (value === undefined) return [];
  fields.delete("key");
  if (isHex(written.get("key") ?? "")) return decodeHex(value).split("\u0001");
  const equals = value.indexOf("=");
  return [equals === -1 ? value : value.slice(equals + 1)];
}

const UNSET = new Set(["4294967295", "-1"]);

/** Fields that may be hexadecimal in records of a type, besides `cwd` and `comm`. */
const HEX_FIELDS: Readonly<Record<string, readonly string[]>> = {
  SYSCALL: ["exe"],
  SECCOMP: ["exe"],
  PROCTITLE: ["proctitle"],
  USER_CMD: ["cmd", "exe"],
  TTY: ["data"],
  USER_TTY: ["data"],
  PATH: ["name"],
  USER_LOGIN: ["acct"],
};

function decode(type: string, fields: Map<string, string>, written: ReadonlyMap<string, string>): void {
  for (const key of ["auid", "old-auid", "ses"]) if (UNSET.has(fields.get(key) ?? "")) fields.set(key, "unset");
  readSelinuxLabel(fields, "subj");
  if (type === "PATH") readSelinuxLabel(fields, "obj");
  readResult(fields);
  for (const key of ["cwd", "comm", ...(Object.hasOwn(HEX_FIELDS, type) ? (HEX_FIELDS[type] ?? []) : [])]) {
    const value = written.get(key);
    if (value !== undefined && isHex(value)) fields.set(key, decodeHex(value).split("\0").join(" "));
  }
  const exit = fields.get("exit");
  if (exit !== undefined) fields.set("exit", exitName(exit));
  if (type === "SYSCALL" || type === "SECCOMP") nameCodes(type, fields);
  if (type === "SOCKADDR") readAddress(fields);
  if (type === "EXECVE") decodeArguments(fields, written);
}

function nameCodes(type: string, fields: Map<string, string>): void {
  const { arch, syscall, sig } = Object.fromEntries(fields);
  if (arch !== undefined) fields.set("arch", archName(arch));
  if (syscall !== undefined) fields.set("syscall", syscallName(fields.get("arch") ?? "", syscall));
  if (type === "SECCOMP" && sig !== undefined) fields.set("sig", signalName(sig));
}

function readAddress(fields: Map<string, string>): void {
  const saddr = fields.get("saddr");
  if (saddr === undefined) return;
  fields.delete("saddr");
  for (const [key, value] of readSockaddr(saddr)) fields.set(key, value);
}

/** `success=yes`, `res=1`, `res=success` and their like become `result`. */
function readResult(fields: Map<string, string>): void {
  const key = fields.has("success") ? "success" : "res";
  const value = fields.get(key)?.toLowerCase();
  if (value === undefined) return;
  fields.delete(key);
  fields.set("result", value === "yes" || value === "1" || value.startsWith("suc") ? "success" : "fail");
}

const LABEL_PARTS = ["user", "role", "domain", "level", "category"];

/** `user:role:domain:level:category`; what stands after the fourth colon is all category. */
function readSelinuxLabel(fields: Map<string, string>, key: string): void {
  const label = fields.get(key);
  if (label === undefined) return;
  fields.delete(key);
  const parts = label.split(":");
  const last = LABEL_PARTS.length - 1;
  const values = parts.length > last ? [...parts.slice(0, last), parts.slice(last).join(":")] : parts;
  for (const [i, value] of values.entries()) fields.set(`${key}_${LABEL_PARTS[i]}`, value);
}

/** Puts arguments that were cut into pieces (`a1[0]=`, `a1[1]=`) together, and decodes the hexadecimal ones. */
function decodeArguments(fields: Map<string, string>, written: ReadonlyMap<string, string>): void {
  for (const [key, value] of written) {
    if (!key.startsWith("a") || key === "argc" || key.endsWith("_len")) continue;
    const bracket = key.indexOf("[");
    const text = isHex(value) ? decodeHexWord(value) : unquote(value);
    if (bracket === -1) {
      fields.set(key, text);
      continue;
    }
    const name = key.slice(0, bracket);
    fields.set(name, (key.endsWith("[0]") ? "" : (fields.get(name) ?? "")) + text);
    fields.delete(key);
  }
}
