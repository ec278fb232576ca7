import { createHash } from "node:crypto";
import { isJsonObject, type JsonObject } from "../../event/json.ts";
import type { EcsDocument } from "../ecs-document.ts";
import type { Session } from "../integration.ts";

/** Processes remembered in a run, over all hosts. */
const MAX_PROCESSES = 65_536;

/** What is remembered of a process since it last executed a program. */
const REMEMBERED = ["entity_id", "executable", "name", "args", "args_count", "command_line"] as const;

/**
 * Gives a document's process and its parent what earlier events of the run told of them: audit events name a parent
 * by its number alone. A process is known since its last `execve`, which gives it a new `entity_id` (from host,
 * number, time and sequence of that event); one that was there before the log began stays unknown.
 */
export function relateProcesses(ecs: EcsDocument, session: Session, host: string, executed: string | undefined): void {
  const known = session.memory("auditd processes", MAX_PROCESSES);
  const pid = ecs.get("process.pid");
  const parent = ecs.get("process.parent.pid");
  if (typeof parent === "number") recall(ecs, "process.parent", known.get(`${host} ${parent}`));
  if (typeof pid !== "number") return;
  if (executed === undefined) {
    recall(ecs, "process", known.get(`${host} ${pid}`));
    return;
  }
  ecs.set("process.entity_id", entityId(host, pid, executed));
  const kept: JsonObject = {};
  for (const key of REMEMBERED) {
    const value = ecs.get(`process.${key}`);
    if (value !== undefined) kept[key] = value;
  }
  known.set(`${host} ${pid}`, kept);
}

function recall(ecs: EcsDocument, path: string, process: unknown): void {
  if (!isJsonObject(process)) return;
  for (const key of REMEMBERED) if (ecs.get(`${path}.${key}`) === undefined) ecs.set(`${path}.${key}`, process[key]);
}

const entityId = (host: string, pid: number, start: string): string =>
  createHash("sha256").update(`${host}\0${pid}\0${start}`).digest("base64url").slice(0, 16);
