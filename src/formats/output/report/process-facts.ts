import type { JsonObject, Scalar } from "../../../event/json.ts";
import { compilePath, type FieldReader } from "../../../event/path.ts";

/** What an event says of one process. Texts are short. */
export interface ProcessFacts {
  readonly entity: string;
  readonly pid: string;
  readonly name: string;
  readonly commandLine: string;
  readonly user: string;
}

/** What an event says of the process that acted and of those it descends from. */
export interface Lineage {
  /** Processes of different hosts are never the same. */
  readonly host: string;
  readonly self: ProcessFacts;
  /** Undefined: the event names none. */
  readonly parent: ProcessFacts | undefined;
  /** Entity ids, the parent's first. */
  readonly ancestry: readonly string[];
  /** Leaders of the process's group, session and entry, which descend from one another. */
  readonly leaders: readonly ProcessFacts[];
}

const MAX_NAME = 200;
const MAX_COMMAND = 600;
const MAX_ANCESTRY = 20;

type Readers = Readonly<Record<"entity" | "pid" | "name" | "executable" | "commandLine" | "args" | "user", FieldReader>>;

const readersOf = (prefix: string): Readers => ({
  entity: compilePath(`${prefix}.entity_id`),
  pid: compilePath(`${prefix}.pid`),
  name: compilePath(`${prefix}.name`),
  executable: compilePath(`${prefix}.executable`),
  commandLine: compilePath(`${prefix}.command_line`),
  args: compilePath(`${prefix}.args`),
  user: compilePath(`${prefix}.user.name`),
});

const SELF = readersOf("process");
const PARENT = readersOf("process.parent");
const LEADERS = ["process.group_leader", "process.session_leader", "process.entry_leader"].map(readersOf);
const readAncestry = compilePath("process.Ext.ancestry");
const readUser = compilePath("user.name");
const HOST = ["host.id", "host.name", "host.hostname", "agent.id"].map(compilePath);

/** Undefined: the event is of no process. */
export function lineageOf(event: JsonObject): Lineage | undefined {
  const self = read(SELF, event);
  if (!self) return undefined;
  const host = HOST.map((readHost) => text(readHost(event)[0], MAX_NAME)).find((name) => name !== "") ?? "";
  return {
    host,
    self: { ...self, user: self.user || text(readUser(event)[0], MAX_NAME) },
    parent: read(PARENT, event),
    ancestry: readAncestry(event)
      .slice(0, MAX_ANCESTRY)
      .map((id) => text(id, MAX_NAME)),
    leaders: LEADERS.flatMap((readers) => read(readers, event) ?? []),
  };
}

function read(readers: Readers, event: JsonObject): ProcessFacts | undefined {
  const first = (key: keyof Readers, limit = MAX_NAME): string => text(readers[key](event)[0], limit);
  const name = first("name") || lastPart(first("executable"));
  const entity = first("entity");
  const pid = first("pid");
  if (name === "" && entity === "" && pid === "") return undefined;
  const args = readers.args(event).slice(0, 50).map(String).join(" ");
  return { entity, pid, name, commandLine: first("commandLine", MAX_COMMAND) || text(args, MAX_COMMAND), user: first("user") };
}

/** The file of a path of either kind. */
const lastPart = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);

function text(value: Scalar | undefined, limit: number): string {
  if (value === undefined) return "";
  const whole = String(value);
  return whole.length <= limit ? whole : `${whole.slice(0, limit)}…`;
}
