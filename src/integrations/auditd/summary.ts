import type { AuditEvent } from "./event.ts";

/** Who did what to what, and how: `auditd.summary`, and the file that is the object. */
export interface Summary {
  actorPrimary: string | undefined;
  actorSecondary: string | undefined;
  objectType: string | undefined;
  objectPrimary: string | undefined;
  objectSecondary: string | undefined;
  how: string | undefined;
  /** The PATH record of the object, where it is a file. */
  path: ReadonlyMap<string, string> | undefined;
}

export function summarise(event: AuditEvent): Summary {
  const { normalisation, ids } = event;
  const summary: Summary = {
    actorPrimary: ids.get("auid"),
    actorSecondary: ids.get("uid"),
    objectType: undefined,
    objectPrimary: undefined,
    objectSecondary: undefined,
    how: defaultHow(event.data),
    path: undefined,
  };
  if (!normalisation) return summary;
  const { actor, object, how } = normalisation;
  if (actor) {
    summary.actorPrimary = firstOf(event, actor[0]) ?? summary.actorPrimary;
    summary.actorSecondary = firstOf(event, actor[1]) ?? summary.actorSecondary;
  }
  if (object) {
    summary.objectType = object.what;
    if (object.what === "file" || object.what === "filesystem") setFile(summary, event.paths, object.path ?? 0);
    if (object.what === "socket") setSocket(summary, event.data);
    summary.objectPrimary = firstOf(event, object.primary ?? []) ?? summary.objectPrimary;
    summary.objectSecondary = firstOf(event, object.secondary ?? []) ?? summary.objectSecondary;
  }
  summary.how = firstOf(event, how ?? []) ?? summary.how;
  return summary;
}

function firstOf({ data, ids }: AuditEvent, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = data.get(key) ?? ids.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
}

const INTERPRETERS = ["/usr/bin/python", "/usr/bin/sh", "/usr/bin/bash", "/usr/bin/perl"];

/** The executable, or of a script's interpreter the command name. */
function defaultHow(data: ReadonlyMap<string, string>): string | undefined {
  const comm = data.get("comm");
  const executable = data.get("exe") ?? comm;
  return executable !== undefined && INTERPRETERS.some((path) => executable.startsWith(path)) ? (comm ?? executable) : executable;
}

function setFile(summary: Summary, paths: AuditEvent["paths"], hint: number): void {
  const from = paths.length > hint ? hint : 0;
  const skipped = new Set(["PARENT", "UNKNOWN"]);
  summary.path = paths.slice(from).find((path) => !skipped.has(path.get("nametype") ?? "")) ?? paths[from];
  summary.objectPrimary = summary.path?.get("name");
  const mode = Number.parseInt(summary.path?.get("mode") ?? "", 8);
  if (!Number.isNaN(mode)) summary.objectType = FILE_KINDS.get(mode & 0o170000) ?? summary.objectType;
}

/** By the format bits of a file's mode (`stat.h`). */
const FILE_KINDS: ReadonlyMap<number, string> = new Map([
  [0o100000, "file"],
  [0o040000, "directory"],
  [0o020000, "character-device"],
  [0o060000, "block-device"],
  [0o010000, "named-pipe"],
  [0o120000, "symlink"],
  [0o140000, "socket"],
]);

function setSocket(summary: Summary, data: ReadonlyMap<string, string>): void {
  summary.objectPrimary = data.get("socket_addr") ?? data.get("socket_path");
  summary.objectSecondary = data.get("socket_port");
}
