import { normalisationOfRecord, type Normalisation, OTHER_SYSCALL, SYSCALL_NORMALISATIONS } from "./normalisations.ts";
import type { AuditRecord } from "./record.ts";

/** The records of one audit event put together, as libaudit's coalescing does. */
export interface AuditEvent {
  /** The record that gives the event its kind: the first one, which is not the SYSCALL where a special record stands before it. */
  readonly main: AuditRecord;
  readonly result: string;
  readonly session: string | undefined;
  readonly tags: readonly string[];
  /** Fields of all records but PATH, EXECVE and SOCKADDR; those of SOCKADDR begin with `socket_`. */
  readonly data: Map<string, string>;
  /** `uid`, `auid`, `egid`, … of the main record or the system call. */
  readonly ids: ReadonlyMap<string, string>;
  /** Names that auditd resolved, by the same keys. */
  readonly names: ReadonlyMap<string, string>;
  readonly selinux: ReadonlyMap<string, string>;
  readonly paths: readonly ReadonlyMap<string, string>[];
  readonly args: readonly string[];
  readonly socket: ReadonlyMap<string, string> | undefined;
  readonly normalisation: Normalisation | undefined;
  readonly category: readonly string[];
  readonly type: readonly string[];
}

/** Records that never give an event its kind where another one is there. */
const AUXILIARY = new Set(["SYSCALL", "PATH", "CWD", "EXECVE", "SOCKADDR", "PROCTITLE", "EOE"]);

/** @param records at least one, of one event, in the order of the log */
export function coalesce(records: readonly AuditRecord[]): AuditEvent {
  const first = records[0] as AuditRecord;
  const syscall = records.find(({ type }) => type === "SYSCALL");
  const main = AUXILIARY.has(first.type) ? (syscall ?? records.find(({ type }) => !AUXILIARY.has(type)) ?? first) : first;
  const subject = syscall ?? main;
  const { data, ids, selinux } = splitSubject(subject);
  const result = subject.fields.get("result") ?? "unknown";
  const session = subject.fields.get("ses");
  const parts = { paths: [] as ReadonlyMap<string, string>[], args: new Map<string, string>(), argc: undefined as string | undefined };
  let socket: ReadonlyMap<string, string> | undefined;
  for (const record of records) {
    if (record.type === "PATH") parts.paths.push(record.fields);
    else if (record.type === "EXECVE") takeArguments(record, parts);
    else if (record.type === "SOCKADDR") socket = record.fields;
    else if (record !== subject) for (const [key, value] of record.fields) if (!data.has(key)) data.set(key, value);
  }
  if (syscall) data.delete("items");
  if (parts.argc !== undefined) data.set("argc", parts.argc);
  for (const [key, value] of socket ?? []) data.set(`socket_${key}`, value);
  return {
    main,
    result,
    session,
    tags: subject.tags,
    data,
    ids,
    names: subject.names,
    selinux,
    paths: parts.paths,
    args: listArguments(parts.args, parts.argc),
    socket,
    ...categorise(main, data),
  };
}

function splitSubject({ fields }: AuditRecord): Pick<AuditEvent, "data" | "ids" | "selinux"> {
  const data = new Map<string, string>();
  const ids = new Map<string, string>();
  const selinux = new Map<string, string>();
  for (const [key, value] of fields) {
    if (key === "result" || key === "ses") continue;
    if (key.endsWith("uid") || key.endsWith("gid")) ids.set(key, value);
    else if (key.startsWith("subj_")) selinux.set(key.slice("subj_".length), value);
    else data.set(key, value);
  }
  return { data, ids, selinux };
}

/** A long list of arguments comes in several EXECVE records; the first has their number. */
function takeArguments({ fields }: AuditRecord, parts: { readonly args: Map<string, string>; argc: string | undefined }): void {
  for (const [key, value] of fields) {
    if (key === "argc") parts.argc ??= value;
    else if (key.startsWith("a")) parts.args.set(key, value);
  }
}

/** More arguments than the kernel would log for one call. */
const MAX_ARGUMENTS = 16_384;

function listArguments(args: ReadonlyMap<string, string>, argc: string | undefined): readonly string[] {
  const list: string[] = [];
  const count = Math.min(Number(argc ?? 0), MAX_ARGUMENTS);
  for (let i = 0; i < count; i++) {
    const argument = args.get(`a${i}`);
    if (argument === undefined) break;
    list.push(argument);
  }
  return list;
}

function categorise(main: AuditRecord, data: ReadonlyMap<string, string>): Pick<AuditEvent, "normalisation" | "category" | "type"> {
  // EXECVE is written for these calls alone: a log that begins after the SYSCALL still tells what it was.
  const syscall = data.get("syscall") ?? (data.has("argc") ? "execve" : undefined);
  const ofSyscall = syscall === undefined ? undefined : (SYSCALL_NORMALISATIONS.get(syscall) ?? OTHER_SYSCALL);
  const normalisation = AUXILIARY.has(main.type) ? ofSyscall : normalisationOfRecord(main.type, data);
  if (!normalisation) return { normalisation, category: [], type: [] };
  // A record and a call that mean the same thing say it once.
  const extra = ofSyscall === undefined || ofSyscall.action === normalisation.action ? undefined : ofSyscall;
  return {
    normalisation,
    category: [...new Set([...normalisation.category, ...(extra?.category ?? [])])],
    type: [...normalisation.type, ...(extra?.type ?? [])],
  };
}
