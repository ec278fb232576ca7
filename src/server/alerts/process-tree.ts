import type { JsonObject, Scalar } from "../../event/json.ts";
import { compilePath } from "../../event/path.ts";
import type { EventDocument } from "../../event/origin.ts";
import type { ProcessNode } from "../wire/alerts.ts";

const FIELDS = {
  name: compilePath("process.name"),
  id: compilePath("process.entity_id"),
  pid: compilePath("process.pid"),
  commandLine: compilePath("process.command_line"),
  user: compilePath("user.name"),
  parentName: compilePath("process.parent.name"),
  parentId: compilePath("process.parent.entity_id"),
  parentPid: compilePath("process.parent.pid"),
  parentCommandLine: compilePath("process.parent.command_line"),
  time: compilePath("@timestamp"),
};

interface Process {
  readonly key: string;
  name: string;
  pid: number | null;
  commandLine: string | null;
  user: string | null;
  time: string | null;
  parent: string | undefined;
}

/** Nodes told; a host may start thousands of processes in a few minutes. */
const MOST_NODES = 200;
const DEEPEST = 20;

/**
 * The alert's process with its ancestors and descendants, as the events of its host around it tell. Processes are known
 * by entity id, else by pid.
 */
export function processTree(subject: JsonObject, events: readonly EventDocument[]): readonly ProcessNode[] {
  const processes = new Map<string, Process>();
  for (const event of [...events, subject]) learn(event, processes);
  const own = keyOf(FIELDS.id(subject), FIELDS.pid(subject));
  if (own === undefined || !processes.has(own)) return [];
  const children = Map.groupBy(processes.values(), ({ parent }) => parent ?? "");
  let left = MOST_NODES;
  const node = (process: Process, depth: number): ProcessNode => {
    left--;
    const below = depth < DEEPEST ? (children.get(process.key) ?? []).filter(({ key }) => key !== process.key) : [];
    const { name, pid, commandLine, user, time } = process;
    return {
      name,
      pid,
      commandLine,
      user,
      time,
      subject: process.key === own,
      children: below.flatMap((child) => (left > 0 ? node(child, depth + 1) : [])),
    };
  };
  return [lineage(own, processes, node)];
}

/** The chain of ancestors, each with the next as its only child, down to the process with all that came of it. */
function lineage(
  own: string,
  processes: ReadonlyMap<string, Process>,
  node: (process: Process, depth: number) => ProcessNode,
): ProcessNode {
  let process = processes.get(own) as Process;
  let tree = node(process, 0);
  const seen = new Set([own]);
  for (let depth = 0; depth < DEEPEST && process.parent !== undefined; depth++) {
    const parent = processes.get(process.parent);
    if (!parent || seen.has(parent.key)) break;
    seen.add(parent.key);
    const { name, pid, commandLine, user, time } = parent;
    tree = { name, pid, commandLine, user, time, subject: false, children: [tree] };
    process = parent;
  }
  return tree;
}

function learn(event: JsonObject, processes: Map<string, Process>): void {
  const key = keyOf(FIELDS.id(event), FIELDS.pid(event));
  const parent = keyOf(FIELDS.parentId(event), FIELDS.parentPid(event));
  if (parent !== undefined)
    note(processes, parent, {
      name: text(FIELDS.parentName(event)),
      pid: number(FIELDS.parentPid(event)),
      commandLine: text(FIELDS.parentCommandLine(event)),
    });
  if (key === undefined) return;
  note(processes, key, {
    name: text(FIELDS.name(event)),
    pid: number(FIELDS.pid(event)),
    commandLine: text(FIELDS.commandLine(event)),
    user: text(FIELDS.user(event)),
    time: text(FIELDS.time(event)),
    parent,
  });
}

type Known = Partial<Record<"name" | "commandLine" | "user" | "time", string | null>> & {
  readonly pid: number | null;
  readonly parent?: string | undefined;
};

function note(processes: Map<string, Process>, key: string, known: Known): void {
  const process = processes.get(key) ?? { key, name: "?", pid: null, commandLine: null, user: null, time: null, parent: undefined };
  process.name = process.name === "?" ? (known.name ?? "?") : process.name;
  process.pid ??= known.pid;
  process.commandLine ??= known.commandLine ?? null;
  process.user ??= known.user ?? null;
  process.time ??= known.time ?? null;
  process.parent ??= known.parent;
  processes.set(key, process);
}

const keyOf = ([id]: readonly Scalar[], [pid]: readonly Scalar[]): string | undefined =>
  id !== undefined ? `id ${id}` : pid !== undefined ? `pid ${pid}` : undefined;
const text = ([value]: readonly Scalar[]): string | null => (value === undefined ? null : String(value));
const number = ([value]: readonly Scalar[]): number | null =>
  value === undefined || !Number.isFinite(Number(value)) ? null : Number(value);
